// For each statement of the clause: whether messages of stage 3 can show it, how, or why not, by the reading of Release 18. The
// catalogue says the same, which a test holds it to.

export interface Observability {
  /** `partly`: for some of its owners, or in one direction only. */
  readonly sip: 'yes' | 'partly' | 'no';
  readonly because: string;
}

const yes = (because: string): Observability => ({ sip: 'yes', because });
const partly = (because: string): Observability => ({ sip: 'partly', because });
const no = (because: string): Observability => ({ sip: 'no', because });

const ONE_RESPONSE = 'Stage 3 has one final response, and no message of its own for the request return.';
const NO_ASSIGNMENT =
  'Every stage-3 request names the regroup group; no message can carry one that the server assigns.';
const TRANSPORT = 'The final response of the client is that of its stack; no message of stage 3 is an acknowledgement.';
const PRESENCE =
  'Presence of the regroup group is told to whoever asks for it after the fact; what was so before may have passed.';
const OFFERED =
  'NOTIFY of the presence of the regroup group, where a server offers it: groupRegroupAlias of a constituent names the group.';

export const SIP_OBSERVABILITY: ReadonlyMap<string, Observability> = new Map([
  ['PRE-1b', yes('REGISTER, or PUBLISH of poc-settings, of MC service client 1.')],
  ['PRE-2a', yes('PUBLISH of presence names the group; NOTIFY tells that the affiliation stands.')],
  ['PRE-2c', yes('REGISTER, or PUBLISH of poc-settings, of MC service client 2.')],
  [
    'PRE-3a',
    partly('Towards the client by xcap-diff and the group document; between the servers no protocol was found.'),
  ],
  ['PRE-3b', no('xcap-diff tells a client which document to fetch; that it fetched it is no information flow.')],
  [
    'PRE-3c',
    no('Keys travel in documents of their own under TS 33.180; neither xcap-diff nor the group document names one.'),
  ],
  ['PRE-4', yes('SUBSCRIBE to xcap-diff with the documents in resource-lists.')],
  ['PRE-5', no('There is no protocol by which a group management server subscribes at an MC service server.')],
  ['STEP-1-a', yes('The act is asked for by control; the MESSAGE shows that it was taken up.')],
  ['STEP-1-b', yes('groups-for-regroup of the MESSAGE.')],
  ['STEP-1-c', no(NO_ASSIGNMENT)],
  ['STEP-1-d', yes('preconfigured-group of the MESSAGE.')],
  ['STEP-2-a', yes('One MESSAGE; retransmissions are one transaction.')],
  ['STEP-2-b', yes('Request-URI, and silence everywhere else.')],
  ['STEP-2-c', yes('One of groups-for-regroup and users-for-regroup; criteria do not exist.')],
  ['STEP-3-a', yes('403 with Warning 160 and no MESSAGE to the partner.')],
  ['STEP-3-b', yes('The MESSAGE reaches the server of each group.')],
  ['STEP-3-c', yes('The MESSAGEs to affiliated members of the primary MC system.')],
  ['STEP-3-d', yes('The MESSAGE reaches each partner concerned.')],
  ['STEP-3-f', yes('A refusal: 480, or 403 with Warning 148.')],
  ['STEP-3-g', no(NO_ASSIGNMENT)],
  ['STEP-3-h', no('403 with Warning 165 refuses the request instead.')],
  [
    'STEP-3-i',
    no('No identity is returned to client 1; that the partner is asked with the one of the request is STEP-5-d.'),
  ],
  ['STEP-3-j', no(NO_ASSIGNMENT)],
  ['NOTE-1a', yes('2xx for a requester who is no member.')],
  ['NOTE-1b', yes('2xx for a requester who is not affiliated.')],
  ['STEP-4a-1', yes('480, or 403 with Warning 148 or 165. A 480 has other causes too, which the scenario excludes.')],
  ['STEP-4a-2', yes('403 with Warning 165, or 480.')],
  ['STEP-4a-3', no('A 480 carries no reason; where 403 is given, its warning may be reported but cannot be required.')],
  ['STEP-4a-4', yes('No MESSAGE to anyone else.')],
  ['STEP-4a-5', yes('No MESSAGE after the refusal.')],
  ['STEP-4a-6', yes('2xx where no group is regrouped and every partner accepts.')],
  ['STEP-4b-1', no(ONE_RESPONSE)],
  ['STEP-4b-2', no(ONE_RESPONSE)],
  ['STEP-4b-3', no(ONE_RESPONSE)],
  ['STEP-4b-4', no(ONE_RESPONSE)],
  ['STEP-4b-5', yes('After 403 with Warning 160 MC service client 1 sends nothing more for the regroup.')],
  ['STEP-4b-6', yes('After 403 with Warning 160 nobody is sent anything.')],
  ['STEP-4b-7', no(ONE_RESPONSE)],
  ['STEP-4b-8', no(ONE_RESPONSE)],
  [
    'STEP-5-a',
    yes('MESSAGE to the non-controlling function, one for each group; those of one regroup group count as one.'),
  ],
  ['STEP-5-b', yes('A MESSAGE at each partner concerned.')],
  ['STEP-5-c', yes('groups-for-regroup, copied whole.')],
  ['STEP-5-d', yes('Both identities as in the request; there is no return to compare with.')],
  ['STEP-5-e', yes('No MESSAGE after a refusal.')],
  ['STEP-6-a', yes('403 with Warning 148.')],
  [
    'STEP-6-b',
    partly('For groups homed in the partner MC system. Users of groups homed in the primary are named to the partner.'),
  ],
  ['STEP-6-c', yes('No MESSAGE to members served elsewhere.')],
  ['STEP-6-d', yes('The MESSAGE to MC service client 2.')],
  ['STEP-7-a', yes('The MESSAGE to MC service client 2.')],
  ['STEP-7-b', yes('Both bodies copied; the target user is the Request-URI.')],
  ['STEP-7-c', yes('The MESSAGE to the client starts after that from the primary has come.')],
  ['NOTE-2', yes('No MESSAGE to others.')],
  ['STEP-8-a', yes('Asked by control.')],
  ['STEP-9-b', no(TRANSPORT)],
  ['STEP-9-c', no(TRANSPORT)],
  ['STEP-9-d', no(TRANSPORT)],
  ['STEP-10-a', partly(OFFERED)],
  ['STEP-10-b', no('There is no acknowledgement that could be left out.')],
  ['STEP-10-c', partly(OFFERED)],
  ['STEP-11-a', yes('200 of the non-controlling function.')],
  ['STEP-11-b', no('The 200 is sent before the clients are asked.')],
  ['STEP-12-a', yes('2xx of the transaction; it names no group.')],
  ['STEP-12-b', yes('2xx after the last final response of a partner.')],
  ['POST-1', yes('A second regroup of a group is refused until the first is removed.')],
  ['POST-2a', no(PRESENCE)],
  ['POST-2b', no(PRESENCE)],
  ['INV-1', yes('The regroup group of every MESSAGE.')],
  ['INV-2', yes('preconfigured-group of every MESSAGE that creates.')],
  ['INV-3', yes('The identities of one body.')],
  ['INV-4', no(ONE_RESPONSE)],
  ['INV-5', yes('No MESSAGE to others.')],
  ['INV-6', yes('One MESSAGE a client and regroup group; a retransmission is none.')],
  [
    'INV-7',
    no('4b does not exist, 11 and 12 may precede 7 to 10; what order remains is that of STEP-7-c and STEP-12-b.'),
  ],
  ['INV-8', yes('At most one 2xx.')],
  ['INV-9', yes('A partner that answered 2xx is sent a MESSAGE with the action remove; client 1 gets no 2xx.')],
  ['WIRE-1', yes('The XSD of each body and the header rules of its leg.')],
  ['WIRE-2', yes('Each MESSAGE and each final response.')],
]);
