// The wire sip: stage 3 of the procedure, by the reading of Release 18. Of what it lacks, one reason each; what each message of
// stage 3 does show stands in mapping/. Nothing that is heavy is loaded before it is asked for: it brings an XML library along.

/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports --
   import() of TypeScript sources needs a loader that Node 20 has not */

import type { Declared } from '../../ports/abilities';
import type { Wire, WireTrials } from '../../ports/wire';
import { urlOfSip } from './address-url';
import { DEFAULT_SIP_TARGET, MC_SERVICES, type SipTarget } from './target';

const ABILITIES: Declared = {
  returnsRequest: {
    because: 'stage 3 has one final response, at the end, and no message of its own for the request return',
  },
  takesUnnamedRequests: { because: 'every request of stage 3 names the regroup group' },
  assignsIdentities: { because: 'an identity that is in use is refused there, and none is assigned' },
  givesReasonOfReject: {
    because: 'the final response of stage 3 need not carry the reason to MC service client 1',
  },
  clientsAcknowledge: {
    because: 'the final response of a client is that of its stack and no acknowledgement',
  },
  answersInStepOrder: {
    because: 'at stage 3 steps 11 and 12 are final responses, and a partner answers before it asks its clients',
  },
  multicast: { because: 'at stage 3 each client is asked by a MESSAGE of its own, never by multicast' },
  notifiesConfiguration: {
    because: 'xcap-diff tells which documents changed; that a client fetched one is no flow of this suite',
  },
  carriesKeyReference: {
    because: 'at stage 3 keys travel in documents of their own; neither xcap-diff nor a group document names one',
  },
  groupManagementSubscribes: {
    because: 'stage 3 has no protocol by which a group management server subscribes at an MC service server',
  },
  showsMembersOfRegroup: {
    because: 'only a subscription to the regroup group would show it, which a server need not offer',
  },
  findsMembersElsewhere: {
    because: 'at stage 3 a server finds the members of its own groups and names those to whoever serves them',
  },
  listsGroupsApart: { because: 'at stage 3 every request of a regroup lists all its groups' },
  looksWhoCancels: {
    because: 'at stage 3 no function looks at which server asks it to remove a regroup',
  },
  assertsWhoRemoves: {
    because: 'at stage 3 the server of a client copies what the removal that it got asserts',
  },
};

const TRANSPORTS = { udp: 'UDP', tcp: 'TCP', tls: 'TLS' } as const;

/** By sockets a scenario takes its time: where a few of them show a defect, the others need not. */
const ENOUGH = 3;

/** The schema of the target file is the proof. */
const settings = (options: object): SipTarget => ({ ...DEFAULT_SIP_TARGET, ...options });

export const SIP: Wire = {
  name: 'sip',
  takenBy: 'name',
  abilities: ABILITIES,
  protocols: ['TS 24.379'],
  addressesAre: 'a SIP URI',
  urlOf: urlOfSip,
  addressAt(party, { host, port }, options) {
    const { writeAddress } = require('./address') as typeof import('./address');
    const { transport, xcapPorts } = settings(options);
    return writeAddress({ transport: TRANSPORTS[transport], host, port }, xcapPorts[party]);
  },
  services: MC_SERVICES,
  contradictions(options, allow) {
    const { sipContradictions } = require('./contradictions') as typeof import('./contradictions');
    return sipContradictions(options, allow);
  },
  // Of a password only a digest is sent; who is sent one may write it somewhere all the same.
  secretsIn: (options, environment) =>
    Object.values(settings(options).credentials ?? {}).map(({ password }) => environment[password.env] ?? ''),
  open({ options, ...surroundings }) {
    const { openSipWire } = require('./open') as typeof import('./open');
    return openSipWire(settings(options), surroundings);
  },
  examine(examination) {
    const { examineSipAddress } = require('./examine') as typeof import('./examine');
    return examineSipAddress(examination);
  },
  examineWay(options, examination) {
    const { examineProxies } = require('./examine') as typeof import('./examine');
    return examineProxies(settings(options), examination);
  },
  challenge(how, environment) {
    const { challengeBy } = require('./challenge') as typeof import('./challenge');
    return challengeBy(how, environment);
  },
  trials(): WireTrials {
    const { MUTANTS_OF_SIP } = require('./altered/mutants') as typeof import('./altered/mutants');
    const { VARIANTS_OF_SIP } = require('./altered/variants') as typeof import('./altered/variants');
    const { UNSEEN_BY_SIP } = require('./altered/unseen') as typeof import('./altered/unseen');
    const { MUTANTS_OF_STAGE_3 } = require('./altered/stage-3/mutants') as typeof import('./altered/stage-3/mutants');
    const { VARIANTS_OF_STAGE_3 } =
      require('./altered/stage-3/variants') as typeof import('./altered/stage-3/variants');
    const twins = require('./altered/twins') as typeof import('./altered/twins');
    const base = require('./altered/base-sip') as typeof import('./altered/base-sip');
    return {
      mutants: [...MUTANTS_OF_SIP, ...MUTANTS_OF_STAGE_3, ...base.MUTANTS_OF_BASE_SIP, ...twins.MUTANTS_OF_TWINS],
      variants: [...VARIANTS_OF_SIP, ...VARIANTS_OF_STAGE_3, ...base.VARIANTS_OF_BASE_SIP],
      unseen: UNSEEN_BY_SIP,
      enough: ENOUGH,
    };
  },
};
