// What is valid SIP whatever it is about: each request and each final response of every flow, and the subscriptions and publications
// that they make (RFC 3261, 3428, 3903, 6665). Rows of the suite's own: those of the clause speak of the MESSAGEs of a regroup alone.

import type { Check } from '../../../oracle/check';
import type { Story } from '../../../oracle/story';
import { check } from '../saying';
import { exchangesOf, type Exchanges, type Request, type Seen } from '../story/exchanges';
import {
  faultOfEventRequest,
  faultOfEventResponse,
  faultsOfDialogs,
  faultsOfSilence,
  isOfEvents,
} from './valid-events';
import { faultOfRequest, faultOfResponse, type Fault } from './valid-sip';
import { faultsOfNumbers, faultsOfTags } from './valid-transactions';

type Judged = readonly [seen: Seen, fault: Fault];

/** One finding for each party that wrote any of them. */
const eachWriter = (
  requirement: string,
  expected: string,
  judge: (exchanges: Exchanges, story: Story) => readonly Judged[],
): Check =>
  check(requirement, (story, say) => {
    const all = judge(exchangesOf(story), story);
    return [...new Set(all.map(([{ by }]) => by))].map((party) => {
      const own = all.filter(([{ by }]) => by === party);
      const claim = { party, expected };
      const [wrong, fault] = own.find(([, one]) => one !== undefined) ?? [];
      if (wrong === undefined || fault === undefined) return say.pass(claim, `all ${own.length} are`, []);
      return say.fail(claim, `${wrong.what}: ${fault}`, [wrong.event]);
    });
  });

const ofSomebodyElse = ({ inTheNameOf }: Request): Fault =>
  inTheNameOf && `it asserts the identity of the ${inTheNameOf}, which did not send it`;

export const baseSip: readonly Check[] = [
  eachWriter('SIP-1', 'every request is valid SIP (RFC 3261, 3325, 3428)', ({ requests }) => {
    const numbers = faultsOfNumbers(requests);
    return requests.map((one) => [one, ofSomebodyElse(one) ?? faultOfRequest(one) ?? numbers.get(one)]);
  }),
  eachWriter('SIP-2', 'every final response is valid SIP (RFC 3261, 3428)', ({ responses, contrary, provisional }) => {
    const tags = faultsOfTags(responses);
    return [
      ...responses.map((one): Judged => [one, faultOfResponse(one) ?? tags.get(one)]),
      ...provisional.map((one): Judged => [one, 'none but 100 and a final one answers it (RFC 4320 4.1)']),
      ...contrary.map((one): Judged => [one, `it comes after the ${one.after} of the same transaction`]),
    ];
  }),
  eachWriter(
    'SIP-3',
    'subscriptions, notifications and publications are valid (RFC 3903, 6665)',
    (exchanges, story) => {
      const silence = faultsOfSilence(exchanges, story);
      const dialogs = faultsOfDialogs(exchanges);
      return [
        ...exchanges.requests
          .filter(isOfEvents)
          .map((one): Judged => [one, faultOfEventRequest(one) ?? dialogs.get(one)]),
        ...exchanges.responses
          .filter(({ to }) => isOfEvents(to))
          .map((one): Judged => [one, faultOfEventResponse(one) ?? silence.get(one)]),
      ];
    },
  ),
];
