import assert from 'node:assert/strict';
import type { TraceEvent } from '../../../../evidence/trace';
import { FIRE2, IVO, JOINT8, server, TEMP } from '../../testing/cast';
import { conforming } from '../../testing/conforming';
import { FLOW } from '../../testing/flow-names';
import { IVO_HOLDS_FIRE, regroups, rejects, requests, type Wish } from '../../testing/formation';
import { inTemporaryGroup, scenario } from '../../testing/outcomes';
import { said } from '../../testing/said';
import { altered, isFlow, type TraceBuilder } from '../../testing/trace-builder';

const SPARE = 'sip:crisis-1.t1@primary.example';
const NEW = 'sip:regroup-1@elsewhere.example';
const unnamed = conforming({ given: undefined, id: NEW }).events;
const withId = (events: readonly TraceEvent[], regroupGroupId: string | undefined) =>
  altered(events, isFlow(FLOW.step4b), { regroupGroupId });
const ivosFirst = (change: Partial<Wish>, ivos: Partial<Wish>, then: (t: TraceBuilder) => void = () => undefined) =>
  scenario(
    (t, wish) => {
      regroups(t, ivos);
      then(t);
      t.stimulus();
      regroups(t, wish);
    },
    { given: undefined, ...change },
  );
const IVOS_OTHER: Partial<Wish> = { ...IVO_HOLDS_FIRE, groups: [FIRE2] };
const cancelsIt = (t: TraceBuilder) => {
  const elements = { mcServiceId: IVO, regroupGroupId: JOINT8 };
  const primary = server('primary');
  t.send(FLOW.cancel, IVO, primary, elements);
  t.send('preconfigured-regroup-cancel-response.server-client', primary, IVO, { ...elements, result: 'success' });
};
const TAKEN =
  'primary-server fail: a preconfigured regroup request return (step 4b) from the MC service server of the primary MC system to Ana';

const REJECTED = 'primary-server pass: the request was rejected in its place';
/** Fire-2 is in a temporary group, and Ana asks for a regroup into that. */
const intoTemporary = (isRejected: boolean): readonly TraceEvent[] =>
  scenario(
    (t, wish) => {
      inTemporaryGroup(t, FIRE2, 'primary');
      t.stimulus();
      if (!isRejected) {
        regroups(t, wish);
        return;
      }
      requests(t, wish);
      rejects(t, wish);
    },
    { given: TEMP, id: TEMP },
  );

const IDENTITIES: readonly (readonly [string, string, readonly TraceEvent[], readonly string[]])[] = [
  ['STEP-3-g', 'passes a new identity', unnamed, ['primary-server pass: as expected']],
  ['STEP-3-g', 'fails a return without an identity', withId(unnamed, undefined), [`${TAKEN}: it carries none`]],
  [
    'STEP-3-g',
    'fails the identity of the group that lends its configuration, though nobody else knows that group',
    altered(conforming({ given: undefined, id: SPARE }).events, isFlow(FLOW.step2), { preconfiguredGroupId: SPARE }),
    [`${TAKEN}: Crisis-1 is in use already`],
  ],
  [
    'STEP-3-g',
    'fails the identity of a regroup in effect',
    ivosFirst({ id: JOINT8 }, IVOS_OTHER),
    [`${TAKEN}: Joint-8 is in use already`],
  ],
  [
    'STEP-3-g',
    'passes a new identity beside a regroup in effect',
    ivosFirst({ id: NEW }, IVOS_OTHER),
    ['primary-server pass: as expected'],
  ],
  [
    'STEP-3-g',
    'passes the identity of a regroup that was cancelled',
    ivosFirst({ id: JOINT8 }, IVOS_OTHER, cancelsIt),
    ['primary-server pass: as expected'],
  ],
  ['STEP-3-g', 'asks for no identity where a group is held', ivosFirst({ id: NEW }, IVO_HOLDS_FIRE), []],
  [
    'STEP-3-h',
    'fails the identity of a temporary group',
    intoTemporary(false),
    [`${TAKEN}: it carries the one that was given`],
  ],
  ['STEP-3-h', 'passes a reject of the identity of a temporary group', intoTemporary(true), [REJECTED]],
  ['STEP-4a-6', 'passes a reject of the identity of a temporary group', intoTemporary(true), []],
  [
    'STEP-3-h',
    'asks for no other identity where none was given, though no configuration was named either',
    altered(unnamed, isFlow(FLOW.step2), { preconfiguredGroupId: undefined }),
    [],
  ],
];

describe('the identity of the regroup group judged:', () => {
  for (const [requirement, says, events, expected] of IDENTITIES)
    it(`${requirement} ${says}`, () => {
      assert.deepEqual(said(requirement, events), expected);
    });
});
