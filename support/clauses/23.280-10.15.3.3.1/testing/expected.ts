// In which traces each Then phrase is met, as text that a person can read and approve.

import * as expectations from '../expectations/expectations';
import type { Expectation } from '../../../oracle/expectation';
import { openFormation } from './opened';
import { ANA, BEN, CLEO, COAST, CRISIS, DAN, FIRE, HANA, IVO, JOINT, JOINT8, MED } from './cast';
import { CORPUS, type Sample } from './corpus';

const REQUEST = 'preconfigured regroup request';
const RESPONSE = 'preconfigured regroup response';
const CANCEL = 'preconfigured regroup cancel request';

const {
  requestReturn,
  reject,
  userReceives,
  userReceivesNo,
  serverReceives,
  serverReceivesNo,
  serverAnswers,
  serverRejects,
  nothingLeaves,
  noGroupRegrouped,
  usersNotified,
  affiliatedToRegroupGroup,
  regroupGroupIs,
  regroupInForce,
  stepsInOrder,
  receivesNothingMore,
  proceedsNoFurther,
  onlyOneFormed,
  subscribedToConfiguration,
  subscribedToDynamicData,
  hasConfigurationAndKey,
} = expectations;

const EXPECTATIONS: readonly Expectation[] = [
  requestReturn(ANA, true),
  requestReturn(ANA, false),
  reject(ANA, 'group-already-regrouped'),
  reject(ANA, 'partner-system-unavailable'),
  userReceives([BEN, DAN], REQUEST),
  userReceives([ANA], RESPONSE),
  userReceives([BEN], CANCEL),
  userReceivesNo([CLEO, HANA], REQUEST),
  serverReceives('partner', REQUEST),
  serverReceives('partner', RESPONSE),
  serverReceives('primary', RESPONSE),
  serverReceivesNo('partner', REQUEST),
  serverReceivesNo('second-partner', REQUEST),
  serverAnswers('partner'),
  serverAnswers('partner', RESPONSE),
  serverRejects('partner', 'group-already-regrouped'),
  nothingLeaves('primary'),
  nothingLeaves('partner'),
  noGroupRegrouped(),
  usersNotified([BEN, DAN], 'regrouping', true),
  usersNotified([BEN], 'regrouping', false),
  usersNotified([CLEO], 'regrouping', false),
  usersNotified([BEN], 'cancellation', true),
  usersNotified([BEN], 'cancellation', false),
  affiliatedToRegroupGroup([BEN, DAN], true),
  affiliatedToRegroupGroup([BEN, HANA], false),
  regroupGroupIs(JOINT, true),
  regroupGroupIs(JOINT, false),
  regroupInForce(true),
  regroupInForce(false),
  stepsInOrder([
    { step: '2', from: 'Ana', to: 'primary server' },
    { step: '4b', from: 'primary server', to: 'Ana' },
    { step: '5', from: 'primary server', to: 'partner server' },
    { step: '7', from: 'partner server', to: 'Ben' },
    { step: '11', from: 'partner server', to: 'primary server' },
    { step: '12', from: 'primary server', to: 'Ana' },
  ]),
  stepsInOrder(
    [
      { step: '4b', from: 'primary server', to: 'Ana' },
      { step: '5', from: 'primary server', to: 'second partner server' },
      { step: '7', from: 'second partner server', to: 'Hana' },
    ],
    'lenient',
  ),
  receivesNothingMore(ANA),
  receivesNothingMore(BEN),
  proceedsNoFurther(ANA),
  onlyOneFormed(ANA, IVO),
  subscribedToConfiguration('primary', [FIRE]),
  subscribedToConfiguration('second-partner', [COAST]),
  subscribedToDynamicData('partner', [MED]),
  hasConfigurationAndKey([BEN, CLEO], CRISIS),
  hasConfigurationAndKey([BEN], JOINT8),
];

/** What breaks no requirement: what each phrase makes of these traces stands with the phrase, of any other with its requirement. */
const COMMON: readonly Sample[] = CORPUS.filter(({ breaks }) => breaks === undefined);

/** For each phrase: when it is decided, and the fewer of the common traces that meet it and those that do not. */
export function expectedText(): string {
  const stories = COMMON.map(({ says, events }) => ({ says, story: openFormation(events) }));
  return EXPECTATIONS.map((expectation) => {
    const met = stories.filter(({ story }) => expectation.met(story));
    const unmet = stories.filter((one) => !met.includes(one));
    const few = met.length <= unmet.length ? met : unmet;
    const excused = stories.flatMap(({ says, story }) => {
      const excuse = expectation.excuse?.(story);
      return excuse === undefined ? [] : [`  ${says}: ${excuse}`];
    });
    return [
      `# ${expectation.text}`,
      '',
      expectation.silent ? 'decided when everything is quiet' : 'decided as soon as it is met',
      few === met ? 'met by' : 'met by all but',
      ...few.map(({ says }) => `  ${says}`),
      ...(excused.length > 0 ? ['excused', ...excused] : []),
      '',
    ].join('\n');
  }).join('\n');
}

/** The phrases that a trace meets and another does not, or the other way round. */
export function phrasesBeside(sample: Sample, like: Sample): readonly string[] {
  const [here, there] = [openFormation(sample.events), openFormation(like.events)];
  return EXPECTATIONS.flatMap((expectation) => {
    const { text } = expectation;
    const met = expectation.met(here);
    const why = expectation.excuse?.(here);
    return [
      ...(met === expectation.met(there) ? [] : [`${met ? 'met' : 'not met'}: ${text}`]),
      ...(why === expectation.excuse?.(there)
        ? []
        : [`excused: ${text}${why === undefined ? ': no more' : `: ${why}`}`]),
    ];
  });
}
