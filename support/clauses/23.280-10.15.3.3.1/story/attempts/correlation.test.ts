import assert from 'node:assert/strict';
import {
  ANA,
  BEN,
  COAST,
  CRISIS,
  DAN,
  EVE,
  FIRE,
  FIRE2,
  FIXTURE,
  IVO,
  JAN,
  JOINT,
  JOINT8,
  MED,
  MED8,
  TEMP,
  server,
} from '../../testing/cast';
import { FLOW } from '../../testing/flow-names';
import type { PartyName } from '../../../../procedure/roles';
import type { FlowId } from '../../../../procedure/flows';
import type { Attempt } from './attempt';
import { correlate } from './correlation';
import type { Message } from '../../../../oracle/story/message';
import { readArrivals, type Arrivals } from '../../../../oracle/story/arrivals';
import { readPlaces } from '../../../../oracle/story/places';

const FLOWS: Readonly<Record<string, FlowId>> = {
  2: FLOW.step2,
  '4a': FLOW.step4a,
  '4b': FLOW.step4b,
  5: FLOW.step5,
  7: FLOW.step7,
  9: FLOW.step9,
  11: FLOW.step11,
  12: FLOW.step12,
  refusal: FLOW.refusal,
};

const SERVERS = { P: 'primary', Q: 'partner', R: 'second-partner' } as const;
const ENDS: Readonly<Record<string, { readonly id: string; readonly party: PartyName | null }>> = {
  ...Object.fromEntries(
    Object.entries(SERVERS).map(([name, system]) => [name, { id: server(system), party: `${system}-server` }] as const),
  ),
  ana: { id: ANA, party: 'client-1' },
  ivo: { id: IVO, party: 'primary-bystanders' },
  eve: { id: EVE, party: 'primary-bystanders' },
  jan: { id: JAN, party: 'partner-bystanders' },
  ben: { id: BEN, party: 'client-2' },
  dan: { id: DAN, party: 'partner-bystanders' },
  '?': { id: 'sip:who@elsewhere.example', party: null },
};

const NAMES: Readonly<Record<string, string>> = {
  fire: FIRE,
  fire2: FIRE2,
  med: MED,
  med8: MED8,
  coast: COAST,
  joint: JOINT,
  joint8: JOINT8,
  temp: TEMP,
  other: 'sip:other@primary.example',
  crisis: CRISIS,
  eden: 'sip:eden@x',
  ana: ANA,
  ivo: IVO,
  ok: 'success',
  no: 'failure',
};
const ELEMENTS: Readonly<Record<string, string>> = {
  id: 'regroupGroupId',
  config: 'preconfiguredGroupId',
  user: 'mcServiceId',
  result: 'authorizationResult',
};

/** @param line label, step, sender > receiver, elements: `a 2 ana>P fire,med id=joint` */
function message(line: string, index: number): Message {
  const [label = '', step = '', ends = '', ...elements] = line.split(' ');
  const [from, to] = ends.split('>').map((name) => ENDS[name]);
  const flow = FLOWS[step];
  assert.ok(flow && from && to, line);
  const body = Object.fromEntries(
    elements.map((element): readonly [string, unknown] => {
      const [key = '', value] = element.split('=');
      return value === undefined
        ? ['mcServiceGroupIdList', key.split(',').map((name) => NAMES[name])]
        : [ELEMENTS[key] ?? '', NAMES[value]];
    }),
  );
  return {
    kind: 'message',
    scope: 't1',
    id: label,
    seq: index + 1,
    at: 1,
    flow,
    from,
    to,
    body,
    raw: '',
    wire: {},
    schemaErrors: [],
    writtenBy: 'harness',
  };
}

function told({ step2, step4a, step4b, step12, ownStep7, ownStep9, legs }: Attempt): string {
  const places: readonly (readonly [string, readonly Message[]])[] = [
    ...([
      ['4a', step4a],
      ['4b', step4b],
      ['12', step12],
      ['7', ownStep7],
      ['9', ownStep9],
    ] as const),
    ...[...legs].flatMap(([partner, leg]) => {
      const by = Object.entries(SERVERS).find(([, system]) => `${system}-server` === partner)?.[0] ?? partner;
      const { step5, step7, step9, step11, rejects } = leg;
      return (
        [
          ['5', step5],
          ['7', step7],
          ['9', step9],
          ['11', step11],
          ['refusal', rejects],
        ] as const
      ).map(([step, messages]) => [`${step}${by}`, messages] as const);
    }),
  ];
  const filled = places.filter(([, messages]) => messages.length > 0);
  return [`${step2.id}:`, ...filled.map(([place, some]) => `${place}=${some.map(({ id }) => id).join('')}`)].join(' ');
}

const sorted = (...lines: readonly string[]): readonly string[] => sortedWith(readArrivals([]), lines);

function sortedWith(arrivalOf: Arrivals, lines: readonly string[]): readonly string[] {
  const { attempts, strays } = correlate({
    messages: lines.map((line, index) => message(line, index)),
    places: readPlaces(FIXTURE),
    undelivered: new Map(),
    membership: { affiliation: new Map(), reported: new Map(), service: new Map() },
    controls: { withdrawals: new Map(), acts: [] },
    arrivalOf,
    settledAfter: () => undefined,
    abilities: { looksWhoCancels: true, findsMembersElsewhere: true },
    refusals: new Map(),
    malformed: [],
  });
  return [...attempts.map(told), ...strays.map(({ message: { id }, because }) => `${id} stray, ${because}`)];
}

const NOT_ASKED = 'its sender was asked for no regroup';
/** Two regroups that are under way at once at the same server: what fits neither better belongs to the later. */
const TWO = ['a 2 ana>P fire,med id=joint config=crisis', 'b 2 ivo>P fire2,coast id=joint8 config=eden'];
const SAME = ['a 2 ana>P fire,med id=joint config=crisis', 'b 2 ana>P fire,med id=joint8 config=eden'];

const UNGIVEN = ['a 2 ana>P fire,med config=crisis', 'b 2 ana>P fire2,coast config=eden'];
const SAME_GIVEN = ['a 2 ana>P fire,med id=joint config=crisis', 'b 2 ana>P fire2,coast id=joint config=eden'];

describe('to which regroup a message belongs', () => {
  const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    [
      'all of one that is formed',
      [
        'a 2 ana>P fire,med id=joint',
        'b 4b P>ana id=joint result=ok',
        'c 5 P>Q med id=joint',
        'd 7 Q>ben id=joint',
        'e 9 ben>Q id=joint',
        'f 7 P>eve id=joint',
        'g 9 eve>P id=joint',
        'h 11 Q>P id=joint',
        'i 12 P>ana id=joint',
      ],
      ['a: 4b=b 12=i 7=f 9=g 5Q=c 7Q=d 9Q=e 11Q=h'],
    ],
    ['a request to nobody known: the server of its sender is meant', ['a 2 ana>? fire', 'b 12 P>ana'], ['a: 12=b']],
    ['a request from nobody to nobody: none', ['a 2 ?>? fire', 'b 12 P>ana'], [`b stray, ${NOT_ASKED}`]],
    ['an answer, by its requester before its identity', [...TWO, 'c 12 P>ana id=joint8'], ['a: 12=c', 'b:']],
    ['an answer to a stranger, by the user in it', [...TWO, 'c 12 P>eve user=ana'], ['a: 12=c', 'b:']],
    ['an answer to a stranger, by its identity', [...TWO, 'c 12 P>eve id=joint'], ['a: 12=c', 'b:']],
    [
      'an answer to a stranger, by the identity that the partner was told',
      [...SAME, 'c 5 P>Q med id=other config=crisis', 'd 12 P>eve id=other'],
      ['a: 12=d 5Q=c', 'b:'],
    ],
    [
      'an answer to a stranger, and not by an identity that was never returned',
      [...SAME, 'c 4b P>ana id=joint result=ok', 'd 5 P>Q med id=other config=crisis', 'e 12 P>eve id=other'],
      ['a: 4b=c 5Q=d', 'b: 12=e'],
    ],
    ['an answer to a stranger that says nothing: the latest', [...TWO, 'c 12 P>eve'], ['a:', 'b: 12=c']],
    [
      'a return, by whom its identity is sent for',
      [
        ...UNGIVEN,
        'c 4b P>ana id=joint8',
        'd 4b P>ana id=joint',
        'e 5 P>Q fire2,coast id=joint8 config=eden',
        'f 5 P>Q fire,med id=joint config=crisis',
      ],
      ['a: 4b=d 5Q=f', 'b: 4b=c 5Q=e'],
    ],
    [
      'a return, and not to what another identity is sent for',
      [...UNGIVEN, 'c 4b P>ana id=joint8', 'd 4b P>ana id=joint', 'e 5 P>Q fire,med id=joint config=crisis'],
      ['a: 4b=d 5Q=e', 'b: 4b=c'],
    ],
    [
      'a reject, and not to what its identity is sent for',
      [...SAME_GIVEN, 'c 4a P>ana id=joint', 'd 4b P>ana id=joint', 'e 5 P>Q fire,med id=joint config=crisis'],
      ['a: 4b=d 5Q=e', 'b: 4a=c'],
    ],
    [
      'a second answer in the same words, to what the first one answered',
      [...SAME, 'c 12 P>ana id=joint8', 'd 12 P>ana id=joint8'],
      ['a:', 'b: 12=cd'],
    ],
    [
      'an answer in the words of another, to what is owed one',
      [...SAME, 'c 5 P>Q med id=joint', 'd 12 P>ana id=joint8', 'e 11 Q>P id=joint', 'f 12 P>ana id=joint8'],
      ['a: 12=f 5Q=c 11Q=e', 'b: 12=d'],
    ],
    [
      'a reject in the words of another, to what a partner refused',
      [...SAME, 'c 5 P>Q med id=joint8', 'd refusal Q>P id=joint8', 'e 4a P>ana user=ana id=joint'],
      ['a:', 'b: 4a=e 5Q=c refusalQ=d'],
    ],
    [
      'a reject in its own words before that of what a partner refused',
      [
        ...SAME.slice(0, 1),
        'm 4b P>ana user=ana id=joint result=ok',
        'n 5 P>Q med id=joint',
        'o refusal Q>P id=joint',
        ...SAME.slice(1),
        'c 4a P>ana user=ana id=joint8',
        'd 4a P>ana user=ana id=joint',
      ],
      ['a: 4a=d 4b=m 5Q=n refusalQ=o', 'b: 4a=c'],
    ],
    [
      'an answer after a reject, by its identity',
      [...SAME, 'c 4a P>ana user=ana', 'd 12 P>ana user=ana id=joint8'],
      ['a:', 'b: 4a=c 12=d'],
    ],
    [
      'an answer to another requester, by its user and its identity',
      [...TWO, 'c 4b P>ana user=ana id=joint result=ok', 'd 4b P>ivo user=ana id=joint result=ok'],
      ['a: 4b=cd', 'b:'],
    ],
    [
      'an answer to a user who asked again, to the later request',
      ['a 2 ana>P fire,med id=joint', 'b 12 P>ana id=joint', 'c 2 ana>P fire,med id=joint', 'd 12 P>ana id=joint'],
      ['a: 12=b', 'c: 12=d'],
    ],
    ['a reject, to what is still open', [...SAME, 'c 4a P>ana', 'd 4a P>ana'], ['a: 4a=d', 'b: 4a=c']],
    [
      'a request return, to the first that has none',
      [...SAME, 'c 4b P>ana result=ok', 'd 4b P>ana id=joint8 result=ok'],
      ['a: 4b=c', 'b: 4b=d'],
    ],
    [
      'a request return, to what was not rejected',
      [...SAME, 'c 4a P>ana', 'd 4b P>ana result=ok', 'e 4b P>ana id=joint8', 'f 4b P>ana id=joint8'],
      ['a: 4b=d', 'b: 4a=c 4b=ef'],
    ],
    [
      'a request return in the same words, to what had it already',
      [...SAME, 'c 4b P>ana id=joint8', 'd 4a P>ana id=joint8', 'e 4b P>ana id=joint8'],
      ['a:', 'b: 4a=d 4b=ce'],
    ],
    [
      'a request return without an identity, and not to what had a reject and a return',
      [...SAME, 'c 4b P>ana id=joint8', 'd 4a P>ana id=joint8', 'e 4b P>ana result=ok'],
      ['a: 4b=e', 'b: 4a=d 4b=c'],
    ],
    [
      'answers of a server that was asked nothing',
      ['a 12 P>ana', 'b 4a P>ana', 'c 4b P>ana result=ok', 'd 12 ?>ana'],
      ['a', 'b', 'c', 'd'].map((id) => `${id} stray, ${NOT_ASKED}`),
    ],
    [
      'a request to the partner, to what is not ended',
      [...SAME, 'c 12 P>ana id=joint8', 'd 5 P>Q med id=other config=eden'],
      ['a: 5Q=d', 'b: 12=c'],
    ],
    [
      'a request to the partner, to what is ended where all else is its own',
      [...TWO, 'c 12 P>ana id=joint', 'd 5 P>Q fire,med id=joint user=ana config=crisis'],
      ['a: 12=c 5Q=d', 'b:'],
    ],
    [
      'a request to the partner with the identity of another, by its groups and because that one was asked for already',
      [
        'a 2 ana>P fire,med id=joint config=crisis',
        'b 5 P>Q fire,med id=other user=ana config=crisis',
        'c 2 ana>P fire2,med8 id=joint8 config=crisis',
        'd 5 P>Q fire2,med8 id=joint user=ana config=crisis',
      ],
      ['a: 5Q=b', 'c: 5Q=d'],
    ],
    [
      'a request to the partner that says nothing of its user, by its identity though that regroup was refused',
      [
        'a 2 ana>P fire,med id=joint config=crisis',
        'b 2 ivo>P fire,med id=joint8 config=crisis',
        'c 4b P>ana user=ana result=no',
        'd 5 P>Q fire,med id=joint config=crisis',
      ],
      ['a: 4b=c 5Q=d', 'b:'],
    ],
    [
      'a second request to the partner for another group, by its identity',
      [...SAME, 'c 5 P>Q fire id=joint user=ana config=crisis', 'd 5 P>Q med id=joint user=ana config=crisis'],
      ['a: 5Q=cd', 'b:'],
    ],
    [
      'a request to the partner with the groups of another, by its identity',
      [
        'a 2 ana>P fire,med id=joint config=crisis',
        'b 5 P>Q fire,med id=joint user=ana config=crisis',
        'c 2 ana>P fire2,med8 id=joint8 config=crisis',
        'd 5 P>Q fire,med id=joint8 user=ana config=crisis',
      ],
      ['a: 5Q=b', 'c: 5Q=d'],
    ],
    ['a request to the partner, by its identity', [...SAME, 'c 5 P>Q med id=joint config=eden'], ['a: 5Q=c', 'b:']],
    ['a request to the partner, by one of its groups', [...TWO, 'c 5 P>Q med'], ['a: 5Q=c', 'b:']],
    [
      'a request to the partner, by its user',
      ['a 2 ana>P med id=joint', 'b 2 ivo>P med id=joint8', 'c 5 P>Q med user=ana'],
      ['a: 5Q=c', 'b:'],
    ],
    ['a request to the partner, by the preconfigured group', [...SAME, 'c 5 P>Q med config=crisis'], ['a: 5Q=c', 'b:']],
    [
      'a request to the partner that fits neither: the latest',
      [...SAME, 'c 5 P>Q med8 config=coast'],
      ['a:', 'b: 5Q=c'],
    ],
    [
      'requests to the partner that nothing calls for',
      ['a 5 P>Q med', 'b 2 ana>P med', 'c 5 P>? med', 'd 5 ?>Q med'],
      ['b:', ...['a', 'c', 'd'].map((id) => `${id} stray, ${NOT_ASKED}`)],
    ],
    [
      'a request to a client, by the identity that the partner was told',
      [
        ...SAME,
        'c 4b P>ana id=joint result=ok',
        'd 5 P>Q med id=other user=ana config=crisis',
        'e 5 P>Q med id=joint8',
        'f 7 Q>ben id=other',
      ],
      ['a: 4b=c 5Q=d 7Q=f', 'b: 5Q=e'],
    ],
    [
      'a request to a client, by the identity that was returned',
      [...SAME, 'c 4b P>ana id=joint8 result=ok', 'd 4b P>ana id=temp result=ok', 'e 7 Q>ben id=temp'],
      ['a: 4b=d 7Q=e', 'b: 4b=c'],
    ],
    [
      'a request to an own client, by the identity that the partner was told where none was returned',
      [
        ...SAME,
        'c 4b P>ana user=ana result=ok',
        'd 4b P>ana result=ok',
        'e 5 P>Q fire,med id=temp config=crisis',
        'f 7 P>eve id=temp',
      ],
      ['a: 4b=c 7=f 5Q=e', 'b: 4b=d'],
    ],
    [
      'a request to an own client before the request return, though its identity was used before',
      [
        'a 2 ana>P fire,med id=joint config=crisis',
        'b 4b P>ana user=ana id=joint result=ok',
        'c 7 P>eve fire,med id=joint config=crisis',
        'd 12 P>ana user=ana id=joint',
        'e 2 ana>P fire,med id=joint config=crisis',
        'f 7 P>eve fire,med id=joint config=crisis',
        'g 4b P>ana user=ana id=joint result=ok',
      ],
      ['a: 4b=b 12=d 7=c', 'e: 4b=g 7=f'],
    ],
    [
      'a request to a client, and not by an identity that was refused',
      [...SAME, 'c 4b P>ana id=joint8 result=ok', 'd 4b P>ana id=temp result=no', 'e 7 Q>ben id=temp'],
      ['a: 4b=d', 'b: 4b=c 7Q=e'],
    ],
    [
      'a request to a client, to what its server was asked',
      [...SAME, 'c 5 P>Q med id=joint', 'd 7 Q>ben id=other'],
      ['a: 5Q=c 7Q=d', 'b:'],
    ],
    [
      'a request to a client, to what its server has not answered',
      [...SAME, 'c 5 P>Q med id=joint', 'd 5 P>Q med id=joint8', 'e 11 Q>P id=joint8', 'f 7 Q>ben id=other'],
      ['a: 5Q=c 7Q=f', 'b: 5Q=d 11Q=e'],
    ],
    [
      'a request to a client, to what its server has not refused',
      [
        ...SAME,
        'c 5 P>Q med id=joint',
        'd 5 P>Q med id=joint8',
        'e refusal Q>P id=joint8',
        'f 11 Q>P id=joint8',
        'g 7 Q>ben id=other',
      ],
      ['a: 5Q=c 7Q=g', 'b: 5Q=d 11Q=f refusalQ=e'],
    ],
    [
      'a request to a client, by the identity that was given',
      [...SAME, 'c 5 P>Q med id=temp', 'd 5 P>Q med id=joint', 'e 7 Q>ben id=joint8'],
      ['a: 5Q=d', 'b: 5Q=c 7Q=e'],
    ],
    [
      'a request to a client, by the preconfigured group',
      [...SAME, 'c 5 P>Q med id=joint', 'd 5 P>Q med id=joint8', 'e 7 Q>ben config=crisis'],
      ['a: 5Q=c 7Q=e', 'b: 5Q=d'],
    ],
    [
      'a request to a partner that comes again once it was rejected, to what it asked for before',
      [
        'a 2 ana>P fire,med id=joint config=crisis',
        'b 5 P>Q fire,med user=ana id=joint config=crisis',
        'c refusal Q>P id=joint',
        'd 4a P>ana user=ana id=joint',
        'e 2 ana>P fire,med id=joint8 config=crisis',
        'f 5 P>Q fire,med user=ana id=joint8 config=crisis',
        'g 5 P>Q fire,med user=ana id=joint config=crisis',
      ],
      ['a: 4a=d 5Q=bg refusalQ=c', 'e: 5Q=f'],
    ],
    [
      'a request to a client, to what is answered and not to what is refused next',
      [
        'a 2 ana>P med id=joint config=crisis',
        'b 2 jan>R med id=joint config=crisis',
        'c 5 P>Q med id=joint',
        'd 5 R>Q med id=joint',
        'e 11 Q>P id=joint',
        'f 7 Q>ben med id=joint config=crisis',
        'g refusal Q>R id=joint',
      ],
      ['a: 5Q=c 7Q=f 11Q=e', 'b: 5Q=d refusalQ=g'],
    ],
    [
      'a request to a client who was asked before, to what its server takes part in where two primaries use one identity',
      [
        'a 2 ana>P med id=joint config=crisis',
        'b 2 jan>R med id=joint config=crisis',
        'c 5 P>Q med id=joint',
        'd 7 Q>ben med id=joint config=crisis',
        'e 11 Q>P id=joint',
        'f 5 R>Q med id=joint',
        'g refusal Q>R id=joint',
        'h 7 Q>ben med id=joint config=crisis',
      ],
      ['a: 5Q=c 7Q=dh 11Q=e', 'b: 5Q=f refusalQ=g'],
    ],
    [
      'a request to a client who was asked before, by its groups where two primaries use one identity',
      [
        'a 2 ana>P fire,coast id=joint config=crisis',
        'b 2 jan>Q med,coast id=joint config=crisis',
        'c 5 P>R fire,coast id=joint',
        'd 7 R>ben fire,coast id=joint config=crisis',
        'e 5 Q>R med,coast id=joint',
        'f refusal R>Q id=joint',
        'g 7 R>ben med,coast id=joint config=crisis',
      ],
      ['a: 5R=c 7R=d', 'b: 5R=e 7R=g refusalR=f'],
    ],
    [
      'a request to an own client, to what is not ended',
      [...SAME, 'c 12 P>ana id=joint8', 'd 7 P>eve id=other'],
      ['a: 7=d', 'b: 12=c'],
    ],
    [
      'a request to an own client, whatever its partner was asked',
      [...SAME, 'c 5 P>Q med id=joint', 'd 7 P>eve id=other'],
      ['a: 5Q=c', 'b: 7=d'],
    ],
    [
      'requests to a client that nothing calls for',
      ['a 7 P>eve', 'b 2 ana>P med', 'c 7 R>ben', 'd 7 ?>ben'],
      ['b:', ...['a', 'c', 'd'].map((id) => `${id} stray, its sender takes part in no regroup`)],
    ],
    [
      'an acknowledgement, to who asked last',
      [
        'a 2 ana>P fire,med id=joint',
        'b 5 P>Q med id=joint',
        'c 7 P>dan id=joint',
        'd 9 dan>P id=joint',
        'e 7 Q>dan id=joint',
        'f 9 dan>Q id=joint',
      ],
      ['a: 7=c 9=d 5Q=b 7Q=e 9Q=f'],
    ],
    [
      'an acknowledgement of another identity, to who asked last',
      ['a 2 ana>P med id=joint', 'b 5 P>Q med id=joint', 'c 7 Q>ben id=joint', 'd 9 ben>Q id=other'],
      ['a: 5Q=b 7Q=c 9Q=d'],
    ],
    [
      'an acknowledgement of the earlier of two',
      [
        ...SAME,
        'c 5 P>Q med id=joint',
        'd 7 Q>ben id=joint',
        'e 5 P>Q med id=joint8',
        'f 7 Q>ben id=joint8',
        'g 9 ben>Q id=joint',
      ],
      ['a: 5Q=c 7Q=d 9Q=g', 'b: 5Q=e 7Q=f'],
    ],
    [
      'an acknowledgement too many of an identity that was used before, though the earlier one was acknowledged',
      [
        'a 2 ana>P med id=joint',
        'b 5 P>Q med id=joint',
        'c 7 Q>ben id=joint',
        'd 9 ben>Q id=joint',
        'e 2 ana>P med id=joint',
        'f 5 P>Q med id=joint',
        'g 7 Q>ben id=joint',
        'h 9 ben>Q id=joint',
        'i 9 ben>Q id=joint',
      ],
      ['a: 5Q=b 7Q=c 9Q=d', 'e: 5Q=f 7Q=g 9Q=hi', 'i stray, its sender has acknowledged the request already'],
    ],
    [
      'an acknowledgement of nothing, and one too many',
      [
        'a 9 ben>Q id=joint',
        'b 2 ana>P med id=joint',
        'c 5 P>Q med id=joint',
        'd 7 Q>ben id=joint',
        'e 7 Q>ben id=joint',
        'f 9 ben>Q id=joint',
        'g 9 ben>Q id=joint',
        'h 9 ben>Q id=joint',
      ],
      [
        'b: 5Q=c 7Q=de 9Q=fgh',
        'a stray, its sender was sent no preconfigured regroup request',
        'h stray, its sender has acknowledged the request already',
      ],
    ],
    [
      'an answer of the partner, by the identity that it was told',
      [
        ...SAME,
        'c 4b P>ana id=joint8 result=ok',
        'd 4b P>ana id=joint result=ok',
        'e 5 P>Q med id=joint',
        'f 5 P>Q med id=joint8',
        'g 11 Q>P id=joint',
      ],
      ['a: 4b=d 5Q=e 11Q=g', 'b: 4b=c 5Q=f'],
    ],
    [
      'an answer of the partner, by the identity that was given',
      [...SAME, 'c 5 P>Q med id=temp config=crisis', 'd 5 P>Q med id=other config=eden', 'e 11 Q>P id=joint'],
      ['a: 5Q=c 11Q=e', 'b: 5Q=d'],
    ],
    [
      'answers of the partner under one identity, in the order in which it was asked',
      [
        ...SAME_GIVEN,
        'c 5 P>Q fire,med id=joint',
        'd 5 P>Q fire2,coast id=joint',
        'e refusal Q>P id=joint',
        'f 11 Q>P id=joint',
      ],
      ['a: 5Q=c refusalQ=e', 'b: 5Q=d 11Q=f'],
    ],
    [
      'an answer of the partner under an identity of two primaries, by whom it goes to though that one has told its user the end',
      [
        'a 2 ana>P fire,coast id=joint',
        'b 2 jan>Q med,coast id=joint',
        'c 5 P>R fire,coast id=joint',
        'd 5 Q>R med,coast id=joint',
        'e 4a Q>jan user=jan id=joint',
        'f 11 R>Q id=joint',
        'g 11 R>P id=joint',
      ],
      ['a: 5R=c 11R=g', 'b: 4a=e 5R=d 11R=f'],
    ],
    [
      'an answer of the partner, and not to where it was never asked',
      [...SAME, 'c 5 P>Q med id=joint', 'd 11 Q>P id=other'],
      ['a: 5Q=c 11Q=d', 'b:'],
    ],
    [
      'an answer of the partner, to where it was asked',
      [...TWO, 'c 5 P>Q med id=joint', 'd 11 Q>P id=other'],
      ['a: 5Q=c 11Q=d', 'b:'],
    ],
    [
      'an answer of the partner, to what it has not answered',
      [...SAME, 'c 5 P>Q med id=joint', 'd 5 P>Q med id=joint8', 'e 11 Q>P id=joint8', 'f 11 Q>P id=other'],
      ['a: 5Q=c 11Q=f', 'b: 5Q=d 11Q=e'],
    ],
    [
      'an answer of the partner, and not by an identity of its own regroup',
      [
        'a 2 jan>Q fire id=joint',
        'b 2 ana>P med id=joint8',
        'c 5 P>Q med id=joint8',
        'd 5 Q>P fire id=joint',
        'e 11 Q>P id=joint',
      ],
      ['a: 5P=d', 'b: 5Q=c 11Q=e'],
    ],
    [
      'answers of a partner that was not asked',
      ['a 2 ana>P med', 'b 11 Q>P', 'c refusal Q>P', 'd 11 R>P', 'e 11 ?>P'],
      [
        'a: 11Q=b refusalQ=c',
        ...['b', 'c', 'd'].map((id) => `${id} stray, its sender was sent no preconfigured regroup request`),
      ],
    ],
  ];
  for (const [name, lines, found] of cases) it(name, () => assert.deepEqual(sorted(...lines), found));

  const lines = [...SAME, 'c 5 P>Q med id=joint8', 'd refusal Q>P id=joint8', 'e 4a P>ana user=ana id=joint'];
  it('a reject in words of its own, while what a partner refused is under way', () => {
    const late: Arrivals = ({ id, seq }) => (id === 'd' ? { from: seq + 2, to: seq + 2 } : { from: seq, to: seq });
    assert.deepEqual(sortedWith(late, lines), ['a: 4a=e', 'b: 5Q=c refusalQ=d']);
  });
});
