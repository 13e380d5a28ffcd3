// A tour through what the procedure knows, to see what a party does that is not the faithful one: short scenarios, each on
// a deployment of its own, in which the party of one role is replaced.

import { systemOf, type Role } from '../../procedure/roles';
import { alteredServer } from '../altered';
import type { Env } from '../machine';
import type { Choice } from '../party';
import { STEP_11, STEP_5, STEP_7 } from '../mutants/elements';
import { UNKNOWN_ELEMENTS, doubling, extending, inCapitals, leavingOut, spelling } from '../rewrite';
import { deploy, id, ids, initiation, type Deployment, type Plan } from './deployment';
import { TWO_SYSTEMS } from './plans';
import type { Takes } from './pump';

const BOTH = ['fire-1', 'med-7'];

const PLAN: Plan = {
  ...TWO_SYSTEMS,
  affiliated: { dan: ['fire-1'], ben: ['med-7'], eve: ['med-7', 'fire-2'], jan: ['med-8'], hana: ['coast-3'] },
};

type Scenario = readonly [plan: Plan, run: (deployment: Deployment) => void];

const start = (d: Deployment, client: string, user: string, groups: readonly string[]): void => {
  d.start(client, { command: 'act', scope: 'k3f91', act: initiation(user, groups) });
};

const temporary = (d: Deployment, party: string, ...groups: readonly string[]): void => {
  const act = {
    kind: 'make-temporary-group',
    temporaryGroupId: id('temp-5'),
    mcServiceGroupIdList: ids(...groups),
  } as const;
  d.command(party, { command: 'act', scope: 'k3f91', act });
};

const repeated = (d: Deployment, party: string, group: string): void => {
  const act = { kind: 'repeat-configuration', mcServiceGroupIdList: ids(group) } as const;
  d.command(party, { command: 'act', scope: 'k3f91', act });
};

const SCENARIOS: readonly Scenario[] = [
  [PLAN, (d) => d.regroup('ana', BOTH, 'joint-9')],
  [{ ...PLAN, multicast: true }, (d) => d.regroup('ana', BOTH, 'joint-9')],
  [PLAN, (d) => d.regroup('ana', BOTH)],
  [PLAN, (d) => d.regroup('ana', ['fire-1', 'med-7', 'coast-3'], 'joint-9')],
  [PLAN, (d) => d.regroup('ivo', BOTH, 'fire-2')],
  [PLAN, (d) => d.regroup('ivo', ['fire-1', 'med-7', 'med-8'])],
  [PLAN, (d) => d.regroup('ana', BOTH, 'crisis-0')],
  [PLAN, (d) => d.regroup('eve', BOTH, 'joint-9')],
  [{ ...PLAN, affiliated: { ana: ['fire-1'] } }, (d) => d.regroup('ana', BOTH, 'joint-9')],
  [PLAN, (d) => d.regroup('eve', BOTH)],
  [
    PLAN,
    (d) => {
      start(d, 'primary-client', 'ana', BOTH);
      start(d, 'primary-client', 'ivo', BOTH);
      d.run();
    },
  ],
  [
    PLAN,
    (d) => {
      start(d, 'partner-client', 'jan', ['fire-2', 'med-7']);
      start(d, 'primary-client', 'ana', BOTH);
      d.run();
    },
  ],
  [PLAN, (d) => d.regroup('ana', ['fire-1', 'coast-3'], 'joint-9')],
  [PLAN, (d) => d.regroup('ana', ['fire-2', 'med-7'], 'joint-9')],
  [
    PLAN,
    (d) => {
      d.regroup('ana', BOTH, 'joint-9', 'crisis-1');
      d.regroup('ivo', ['fire-2', 'med-8'], 'joint-8');
      d.regroup('ivo', BOTH);
      d.regroup('eve', BOTH);
    },
  ],
  [
    PLAN,
    (d) => {
      d.regroup('jan', ['med-7'], 'joint-8');
      d.regroup('ana', ['fire-1', 'med-7', 'coast-3'], 'joint-9');
    },
  ],
  [
    { ...PLAN, affiliated: { ben: ['med-7', 'med-8'], dan: ['fire-1'] } },
    (d) => {
      d.regroup('ana', ['fire-1', 'med-7', 'med-8'], 'joint-9');
      d.deAffiliate('ben', 'med-7');
      d.ask('partner-server', { kind: 'affiliations', mcServiceGroupId: id('joint-9') });
      d.deAffiliate('ben', 'med-8');
      d.act({ kind: 'log-off', user: id('dan') });
    },
  ],
  [
    PLAN,
    (d) => {
      d.regroup('jan', ['med-7'], 'joint-8');
      d.regroup('ana', ['med-7', 'fire-1'], 'joint-9');
      d.regroup('ivo', ['fire-2'], 'joint-9');
      d.regroup('ana', ['fire-1'], 'joint-9');
      d.regroup('ana', ['fire-2', 'med-8']);
    },
  ],
  [
    PLAN,
    (d) => {
      d.act({ kind: 'log-off', user: id('dan') });
      d.regroup('jan', ['med-7'], 'joint-8');
      d.regroup('ana', ['fire-1', 'med-8'], 'joint-9');
      d.regroup('ivo', ['med-7']);
    },
  ],
  [
    PLAN,
    (d) => {
      temporary(d, 'primary-gms', 'fire-1');
      temporary(d, 'partner-gms', 'med-8');
      d.regroup('ana', BOTH, 'joint-9');
      d.regroup('ana', ['fire-2', 'med-8'], 'joint-8');
    },
  ],
  [
    PLAN,
    (d) => {
      temporary(d, 'primary-gms', 'fire-1', 'fire-2');
      temporary(d, 'partner-gms', 'med-7', 'med-8');
      repeated(d, 'primary-gms', 'fire-1');
      repeated(d, 'partner-gms', 'med-7');
    },
  ],
  [
    PLAN,
    (d) => {
      d.regroup('ana', BOTH, 'joint-9');
      d.pass(2 * 3_600_000);
      d.ask('primary-server', { kind: 'regroups' });
      d.regroup('jan', ['med-7'], 'joint-8');
      d.regroup('ivo', ['fire-1', 'med-8'], 'joint-8');
      d.regroup('ivo', ['fire-2', 'med-7'], 'joint-8');
      d.act({ kind: 'cancel-regroup', user: id('ana'), regroupGroupId: id('joint-9') });
      d.regroup('ana', ['fire-1', 'med-8'], 'joint-9');
      d.release();
    },
  ],
  // Nobody waits for the other.
  [
    PLAN,
    (d) => {
      start(d, 'primary-client', 'ana', BOTH);
      start(d, 'primary-client', 'ivo', ['fire-2', 'med-8']);
      d.run();
    },
  ],
  [
    PLAN,
    (d) => {
      start(d, 'primary-client', 'ana', BOTH);
      d.deAffiliate('ana', 'fire-1');
    },
  ],
  [
    PLAN,
    (d) => {
      start(d, 'primary-client', 'ana', BOTH);
      d.act({ kind: 'log-off', user: id('eve') });
    },
  ],
  // What came to nothing is tried again.
  [
    PLAN,
    (d) => {
      d.regroup('eve', BOTH, 'joint-8');
      d.regroup('ivo', BOTH, 'joint-8');
      d.regroup('eve', BOTH, 'joint-9');
      for (let again = 0; again < 2; again += 1) d.regroup('ana', ['fire-1', 'med-8'], 'joint-9');
      d.regroup('ana', ['joint-8', 'med-8'], 'joint-9');
    },
  ],
  [
    PLAN,
    (d) => {
      d.regroup('jan', ['med-7'], 'joint-8');
      for (let again = 0; again < 2; again += 1) d.regroup('ana', ['fire-1', 'med-7', 'med-8'], 'joint-9');
      d.regroup('ana', ['fire-1', 'med-8'], 'joint-9');
      d.act({ kind: 'cancel-regroup', user: id('ben'), regroupGroupId: id('joint-9') });
    },
  ],
  [PLAN, (d) => d.regroup('ana', BOTH, 'med-8')],
  [PLAN, (d) => d.regroup('ana', BOTH, 'med-7')],
  [PLAN, (d) => d.regroup('ana', BOTH, 'crisis-1')],
  // Neighbours who ask and answer twice.
  [
    { ...PLAN, replace: { 'partner-server': alteredServer({ rewrite: () => doubling(STEP_11) }) } },
    (d) => d.regroup('ana', ['med-7', 'coast-3'], 'joint-9'),
  ],
  [
    { ...PLAN, replace: { 'primary-server': alteredServer({ rewrite: () => doubling(STEP_5) }) } },
    (d) => d.regroup('ana', BOTH, 'joint-9'),
  ],
  // Neighbours who say no more than they must, and more than anybody knows.
  ...[leavingOut(STEP_5, 'mcServiceId'), () => extending(UNKNOWN_ELEMENTS), () => spelling(inCapitals)].map(
    (rewrite): Scenario => [
      { ...PLAN, replace: { 'primary-server': alteredServer({ rewrite }) } },
      (d) => d.regroup('ana', BOTH, 'joint-9'),
    ],
  ),
  [
    { ...PLAN, replace: { 'partner-server': alteredServer({ rewrite: leavingOut(STEP_7, 'mcServiceGroupIdList') }) } },
    (d) => d.regroup('ana', BOTH, 'joint-9'),
  ],
];

/** The deployment's party that a role is, in which one client party hosts all users of its MC system. */
const partyOf = (role: Role): string => (role.startsWith('client') ? `${systemOf(role) ?? ''}-client` : role);

export interface Stop {
  readonly sent: Deployment['sent'];
  readonly acts: Deployment['acts'];
  /** By user. */
  readonly heard: Readonly<Record<string, ReturnType<Deployment['heard']>>>;
}

/** What was sent and what the users were told, one scenario after another. */
export function tour(takes: Takes, replaced?: { readonly role: Role; readonly choice: Choice }): Stop[] {
  const replace = replaced && { [partyOf(replaced.role)]: (env: Env) => replaced.choice.build(env) };
  return SCENARIOS.map(([plan, run]) => {
    const deployment = deploy({ ...plan, takes, replace: { ...plan.replace, ...replace } });
    run(deployment);
    const users = Object.values(plan.users).flat();
    const names = users.map((user) => user.replace('!', ''));
    return {
      sent: deployment.sent,
      acts: deployment.acts,
      heard: Object.fromEntries(names.map((name) => [name, deployment.heard(name)])),
    };
  });
}
