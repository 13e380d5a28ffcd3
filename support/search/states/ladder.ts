// A walk as a ladder in plain text: lifelines across, what happens downwards, each message where it arrives. Pure.

import { stepOf } from '../../clauses/figures';
import { USERS } from '../../procedure/cast';
import { MC_SYSTEMS, systemOf, type McSystemName, type PartyName } from '../../procedure/roles';
import type { FlowBody, FlowId } from '../../procedure/flows';
import type { Send } from '../../reference/machine';
import type { Fate } from '../deployment';
import { isHeeded } from './heeded';
import type { Replayed, WalkRow } from './replay';

const WIDTH = 16;
const AT_BEGIN = 6;

/** One lifeline: a user with its client, or the server of an MC system. */
interface Line {
  readonly key: string;
  readonly title: string;
}

interface Drawn {
  readonly from: string;
  /** Absent for what happens at one lifeline. */
  readonly to?: string;
  readonly mark: string;
  readonly text: string;
}

export function ladderText({ rows, names }: Pick<Replayed, 'rows' | 'names'>): string {
  const drawn = rows.flatMap((row) => drawingOf(row, names, isOld(row, rows)));
  const used = new Set(drawn.flatMap(({ from, to }) => [from, ...(to === undefined ? [] : [to])]));
  const lines = LINES.filter(({ key }) => used.has(key));
  const head = `${' '.repeat(AT_BEGIN)}${lines.map(({ title }) => centred(title, WIDTH)).join('')}`.trimEnd();
  return [head, ...drawn.map((one, at) => rowText(one, at + 1, lines))].join('\n');
}

/** From left to right as in the figure: the users of the primary MC system, the servers, the other users. */
const LINES: readonly Line[] = MC_SYSTEMS.flatMap((system) => {
  const users = Object.keys(USERS)
    .filter((name) => USERS[name]?.system === system)
    .map((name): Line => ({ key: name, title: name }));
  const server: Line = { key: system, title: system };
  return system === 'primary' ? [...users, server] : [server, ...users];
});

/** Whether anything that matters happened between the sending of a message and its end. */
const isOld = (row: WalkRow, rows: readonly WalkRow[]): boolean =>
  'flight' in row &&
  rows
    .slice(row.since, rows.indexOf(row))
    .some((other) =>
      'flight' in other ? isHeeded(other.flight.send.flow) : !('act' in other) || other.act.act !== 'initiate',
    );

const isShown = (flow: FlowId): boolean => !/gms/.test(flow) && flow !== 'preconfigured-regroup-response.client-server';

function drawingOf(row: WalkRow, names: ReadonlyMap<string, string>, isDelayed: boolean): readonly Drawn[] {
  const named = (id: string): string => names.get(id) ?? id;
  if ('act' in row) {
    if (row.act.act === 'initiate') return [];
    return [{ from: row.act.user, mark: '*', text: row.text }];
  }
  if ('resumes' in row) return [{ from: systemOf(row.resumes) ?? 'primary', mark: '*', text: 'goes on' }];
  const { by, send } = row.flight;
  if (send.flow === 'notify-group-dynamic-data-request.server-gms') return affiliationsIn(by, send, named);
  if (!isShown(send.flow)) return [];
  const ends = send.flow.split('.')[1]?.split('-') ?? [];
  const user = 'mcServiceId' in send.body ? named(send.body.mcServiceId) : '';
  const lineOf = (kind: string | undefined, party: PartyName): string =>
    kind === 'client' ? user : (systemOf(party) ?? 'primary');
  return [
    {
      from: lineOf(ends[0], by),
      to: lineOf(ends[1], send.address as PartyName), // A machine's address is the name of its party.
      mark: row.fate === 'vanishes' || row.fate === 'is lost' ? 'x' : '>',
      text: [
        [stepOf(send.flow), contentOf(send, named)].filter(Boolean).join('  '),
        FATES[row.fate],
        isDelayed ? '(under way meanwhile)' : '',
      ]
        .filter(Boolean)
        .join(' '),
    },
  ];
}

const FATES: Readonly<Record<Fate, string>> = {
  arrives: '',
  'is lost': '(lost; the sender is told)',
  'is reported lost': '(arrives; the sender is told that it did not)',
  vanishes: '(lost; nobody is told)',
  'arrives twice': '(and will arrive once more)',
};

/** Step 10 is no message between lifelines: it shows in what a server tells of who is affiliated. */
function affiliationsIn(by: PartyName, { body }: Send, named: (id: string) => string): readonly Drawn[] {
  const from: McSystemName = systemOf(by) ?? 'primary';
  const { groupDynamicData } = body as FlowBody<'notify-group-dynamic-data-request.server-gms'>; // by its flow
  return groupDynamicData
    .filter(({ mcServiceGroupId }) => /^Joint/.test(named(mcServiceGroupId)))
    .flatMap(({ mcServiceGroupId, affiliated = [], deAffiliated = [] }): Drawn[] => [
      ...(affiliated.length > 0
        ? [
            {
              from,
              mark: '*',
              text: `10  ${affiliated.map(named).join(', ')} affiliated to ${named(mcServiceGroupId)}`,
            },
          ]
        : []),
      ...(deAffiliated.length > 0
        ? [
            {
              from,
              mark: '*',
              text: `${deAffiliated.map(named).join(', ')} no longer affiliated to ${named(mcServiceGroupId)}`,
            },
          ]
        : []),
    ]);
}

function contentOf({ flow, body }: Send, named: (id: string) => string): string {
  const elements = body as unknown as Readonly<Record<string, string & readonly string[]>>; // read for display alone
  const regroup = named(elements['regroupGroupId'] ?? '');
  const groups = (elements['mcServiceGroupIdList'] ?? ([] as readonly string[])).map(named).join(', ');
  const [name] = flow.split('.');
  switch (name) {
    case 'preconfigured-regroup-request':
      return flow.endsWith('server-client') ? `request: take part in ${regroup}` : `request: ${groups} into ${regroup}`;
    case 'preconfigured-regroup-request-return':
      return elements['authorizationResult'] === 'success' ? `return: ${regroup} authorized` : 'return: not authorized';
    case 'preconfigured-regroup-reject':
      return `reject: ${regroup}, ${(elements['reason'] ?? '').replaceAll('-', ' ')}`;
    case 'preconfigured-regroup-response':
      return `response: ${regroup}`;
    case 'preconfigured-regroup-cancel-request':
      return `cancel ${regroup}`;
    case 'preconfigured-regroup-cancel-response':
      return `cancel response: ${regroup}${elements['result'] === undefined ? '' : `, ${elements['result']}`}`;
    default:
      return [name?.replaceAll('-', ' '), groups, elements['result']].filter(Boolean).join(' ');
  }
}

function rowText({ from, to, mark, text }: Drawn, number: number, lines: readonly Line[]): string {
  const columns = lines.map((_, at) => AT_BEGIN + at * WIDTH + WIDTH / 2);
  const row = Array.from({ length: AT_BEGIN + lines.length * WIDTH }, () => ' ');
  for (const column of columns) row[column] = '|';
  const place = (key: string): number => columns[lines.findIndex((line) => line.key === key)] ?? AT_BEGIN;
  if (to === undefined) row[place(from)] = mark;
  else {
    const [begin, end] = [place(from), place(to)];
    const step = begin < end ? 1 : -1;
    for (let at = begin + step; at !== end; at += step) row[at] = '-';
    row[end - step] = mark === 'x' ? 'x' : step > 0 ? '>' : '<';
  }
  return `${String(number).padStart(3)}${row.slice(3).join('')}  ${text}`;
}

const centred = (text: string, width: number): string => {
  const left = Math.floor((width + 1 - text.length) / 2);
  return `${' '.repeat(left)}${text}`.padEnd(width);
};
