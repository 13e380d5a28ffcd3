// Messages of stage 3 for the tests of this clause: short requests and answers, each legal and each as short as it may be.

import type { FlowId } from '../../../procedure/flows';
import type { PartyName } from '../../../procedure/roles';
import type { MessageEvent, TraceEvent } from '../../../evidence/trace';

const ENDS = {
  ana: { party: 'client-1', id: 'sip:ana.t1@primary.example' },
  eve: { party: 'primary-bystanders', id: 'sip:eve.t1@primary.example' },
  zoe: { party: 'primary-bystanders', id: 'sip:zoe.t1@primary.example' },
  jan: { party: 'partner-bystanders', id: 'sip:jan.t1@partner.example' },
  ben: { party: 'client-2', id: 'sip:ben.t1@partner.example' },
  gil: { party: 'partner-bystanders', id: 'sip:gil.t1@partner.example' },
  primary: { party: 'primary-server', id: 'sip:server@primary.example' },
  partner: { party: 'partner-server', id: 'sip:server@partner.example' },
} as const satisfies Record<string, { readonly party: PartyName; readonly id: string }>;

export type End = keyof typeof ENDS;

export interface Request {
  readonly action: 'create' | 'remove';
  readonly from: End;
  readonly to: End;
  readonly headers?: readonly string[];
  readonly info?: string;
  readonly regroup?: string;
  /** Its final response; none where absent. */
  readonly status?: number;
  readonly warning?: number;
  readonly answerHeaders?: readonly string[];
  /** MCPTT where absent. */
  readonly service?: 'mcvideo' | 'mcdata';
  /** Whose names its bodies have, where they are not its service's. */
  readonly names?: 'mcptt';
  /** It is answered after the next request has left. */
  readonly isLate?: true;
  /** Whom it is for says so, and answers it as the procedure does not; it has no `status`. */
  readonly isNotTaken?: true;
}

export const REGROUP_ID =
  '<mcptt-regroup-uri><mcptt-regroup-uri>sip:joint.t1@primary.example</mcptt-regroup-uri></mcptt-regroup-uri>';
export const GROUPS =
  '<groups-for-regroup><group>sip:fire.t1@primary.example</group><group>sip:med.t1@partner.example</group></groups-for-regroup>';

/** One group more than usual. */
export const WITH_COAST = GROUPS.replace('</groups', '<group>sip:coast.t1@partner.example</group></groups');

const [MED, FIRE, COAST] = [
  'sip:med.t1@partner.example',
  'sip:fire.t1@primary.example',
  'sip:coast.t1@partner.example',
];

/** All but Zoe are in service; two are in a group of the MC system that does not serve them, one in a group that few list. */
const STANDS: { readonly [name in End]?: readonly string[] } = { eve: [MED], ben: [FIRE], gil: [COAST] };

const FIXTURE: TraceEvent = {
  kind: 'fixture',
  id: 'fixture',
  seq: 1,
  at: 1,
  scope: 't1',
  fixture: {
    scope: 't1',
    systems: [
      { name: 'primary', serverId: ENDS.primary.id, gmsId: 'sip:gms@primary.example' },
      { name: 'partner', serverId: ENDS.partner.id, gmsId: 'sip:gms@partner.example' },
    ],
    users: (['ana', 'eve', 'zoe', 'jan', 'ben', 'gil'] as const).map((name) => ({
      name,
      id: ENDS[name].id,
      system: name === 'ben' || name === 'jan' || name === 'gil' ? 'partner' : 'primary',
      party: ENDS[name].party,
      mayInitiateRegroup: name === 'ana' || name === 'jan',
      inService: name !== 'zoe',
      ...(name !== 'zoe' && { standsAffiliated: STANDS[name] ?? [] }),
    })),
    groups: [
      { name: 'Med', id: MED, home: 'partner', preconfigured: false, members: [] },
      { name: 'Coast', id: COAST, home: 'partner', preconfigured: false, members: [] },
      { name: 'Fire', id: FIRE, home: 'primary', preconfigured: false, members: [] },
    ],
    multicastIn: [],
    gateway: false,
  },
};

/** The requests one after another, each with its answer, and then silence. */
export function traceOf(...requests: readonly Request[]): readonly TraceEvent[] {
  const events = requests.flatMap((request, at) => eventsOf(request, at)).toSorted((one, other) => one.seq - other.seq);
  const seq = 2 + STRIDE * (requests.length + 1);
  return [FIXTURE, ...events, { kind: 'settled', id: 'quiet', seq, at: seq, scope: 't1', by: 'idle', waitedMs: 1 }];
}

const STRIDE = 4;

function eventsOf(request: Request, at: number): readonly TraceEvent[] {
  const [sender, receiver] = [ENDS[request.from], ENDS[request.to]];
  const name = request.action === 'create' ? 'preconfigured-regroup' : 'preconfigured-regroup-cancel';
  const way = `${kindOf(request.from)}-${kindOf(request.to)}`;
  const common = { kind: 'message', scope: 't1', body: {}, schemaErrors: [], wire: {}, writtenBy: 'harness' } as const;
  const seq = 2 + STRIDE * at;
  const answeredAt = seq + 1 + (request.isLate ? STRIDE : 0);
  const asked: MessageEvent = {
    ...common,
    id: `m${at}`,
    seq,
    at: seq,
    flow: `${name}-request.${way}` as FlowId,
    from: sender,
    to: receiver,
    raw: rawOf(request, at),
  };
  if (request.isNotTaken) {
    const told = { scope: 't1', seq: answeredAt, at: answeredAt, message: asked.id, by: receiver.party } as const;
    return [asked, { kind: 'delivery', id: `d${at}`, outcome: 'undeliverable', detail: 'not taken', ...told }];
  }
  if (request.status === undefined) return [asked];
  const back = `${kindOf(request.to)}-${kindOf(request.from)}`;
  const answered: MessageEvent = {
    ...common,
    id: `a${at}`,
    seq: answeredAt,
    at: answeredAt,
    flow: `${name}-response.${back}` as FlowId,
    from: receiver,
    to: sender,
    raw: lines(
      `SIP/2.0 ${request.status} x`,
      ...copied(at),
      `To: <${receiver.id}>;tag=y${at}`,
      ...(request.warning === undefined ? [] : [`Warning: 399 x "${request.warning} y"`]),
      ...(request.answerHeaders ?? []),
      '',
      '',
    ),
  };
  return [asked, answered];
}

const kindOf = (end: End): string => (end === 'primary' || end === 'partner' ? 'server' : 'client');

const lines = (...all: readonly string[]): string => all.join('\r\n');

const copied = (at: number): readonly string[] => [
  `Via: SIP/2.0/TCP 127.0.0.1;branch=z9hG4bK${at}`,
  'From: <sip:x@x>;tag=x',
  `Call-ID: c${at}`,
  'CSeq: 1 MESSAGE',
];

function rawOf(request: Request, at: number): string {
  const { action, to, headers = [], info, service = 'mcptt', names = service } = request;
  const { regroup = `${REGROUP_ID}${GROUPS}` } = request;
  const part = (kind: string, text: string): readonly string[] => [
    '--b',
    `Content-Type: application/vnd.3gpp.${service}-${kind}+xml`,
    '',
    text.replaceAll('mcptt', names),
  ];
  return lines(
    `MESSAGE ${ENDS[to].id} SIP/2.0`,
    'Max-Forwards: 70',
    ...copied(at),
    `To: <${ENDS[to].id}>`,
    ...headers,
    'Content-Type: multipart/mixed;boundary=b',
    '',
    ...(info === undefined ? [] : part('info', `<mcpttinfo><mcptt-Params>${info}</mcptt-Params></mcpttinfo>`)),
    ...part('regroup', `<mcpttregroup>${regroup}<regroup-action>${action}</regroup-action></mcpttregroup>`),
    '--b--',
    '',
  );
}
