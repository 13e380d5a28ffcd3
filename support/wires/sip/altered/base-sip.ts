// Mutants and variants of what is valid SIP whatever it carries: requests and final responses of every flow, subscriptions,
// notifications and publications. Each exists on SIP alone.

import type { Role } from '../../../procedure/roles';
import {
  headerOf,
  headersOf,
  withBody,
  withHeader,
  withHeaders,
  withoutHeader,
  type SipMessage,
  type SipRequest,
  type SipResponse,
} from '../stack/message/message';
import type { Alteration } from './alteration';
import type { Mutant } from './mutants';
import type { Variant } from './variants';

const asking =
  (method: string, change: (request: SipRequest) => SipRequest): NonNullable<Alteration['request']> =>
  (request) =>
    request.start.method === method ? change(request) : request;

const answering =
  (
    method: string,
    change: (response: SipResponse, to: SipRequest) => SipResponse,
  ): NonNullable<Alteration['response']> =>
  (response, to) =>
    to.start.method === method && response.start.status < 300 ? change(response, to) : response;

const without =
  (name: string) =>
  <M extends SipMessage>(message: M): M =>
    withoutHeader(message, name);
const withText =
  (name: string, change: (value: string) => string) =>
  <M extends SipMessage>(message: M): M =>
    withHeaders(message, name, headersOf(message, name).map(change));
const untagged = (value: string): string => value.replace(/;\s*tag=[^;]*$/i, '');
const in183 = (it: SipResponse): SipResponse => ({
  ...it,
  start: { ...it.start, status: 183, reason: 'Session Progress' },
});
const otherTag = (value: string): string => `${untagged(value)};tag=other`;

const mutant =
  (requirement: 'SIP-1' | 'SIP-2' | 'SIP-3') =>
  (role: Role, id: string, says: string, alteration: Alteration): Mutant => ({
    id,
    role,
    requirement,
    says,
    alteration,
  });

const [request, response, event] = [mutant('SIP-1'), mutant('SIP-2'), mutant('SIP-3')];

/** Its second notification of a dialog and those after it are as the first: what comes once is changed from then on. */
function onceTerminated(): NonNullable<Alteration['request']> {
  const ended = new Set<string>();
  return asking('NOTIFY', (it) => {
    const dialog = headerOf(it, 'Call-ID') ?? '';
    if (ended.has(dialog)) return it;
    ended.add(dialog);
    return withHeader(it, 'Subscription-State', 'terminated;reason=noresource');
  });
}

const exchanged = (it: SipRequest): SipRequest => {
  const [from = '', to = ''] = ['From', 'To'].map((name) => /;\s*tag=[^;]*$/i.exec(headerOf(it, name) ?? '')?.[0]);
  return withText('From', (value) => untagged(value) + to)(withText('To', (value) => untagged(value) + from)(it));
};

/** Each under the Call-ID of the first, with its number and a tag of its own. */
function underOneCallId(method: string): NonNullable<Alteration['request']> {
  let first: string | undefined;
  return asking(method, (it) => withHeader(it, 'Call-ID', (first ??= headerOf(it, 'Call-ID') ?? '')));
}

const ROLES = ['client-1', 'client-2', 'primary-server', 'partner-server'] as const;

export const MUTANTS_OF_BASE_SIP: readonly Mutant[] = [
  ...ROLES.flatMap((role) => [
    request(role, `${role}-publishes-without-max-forwards`, 'publishes without Max-Forwards', {
      request: asking('PUBLISH', without('Max-Forwards')),
    }),
    request(role, `${role}-publishes-without-from-tag`, 'publishes without a tag in From', {
      request: asking('PUBLISH', withText('From', untagged)),
    }),
    request(role, `${role}-publishes-into-a-dialog`, 'publishes with a tag in To, in no dialog', {
      request: asking('PUBLISH', withText('To', otherTag)),
    }),
    response(role, `${role}-answers-messages-without-to-tag`, 'answers a MESSAGE or a NOTIFY without a tag in To', {
      response: (it, { start }) =>
        start.method === 'MESSAGE' || start.method === 'NOTIFY' ? withText('To', untagged)(it) : it,
    }),
    response(role, `${role}-answers-with-one-tag`, 'answers every MESSAGE and PUBLISH with the same tag in To', {
      response: (it, { start: { method } }) =>
        method === 'MESSAGE' || method === 'PUBLISH' ? withText('To', otherTag)(it) : it,
    }),
    response(role, `${role}-answers-without-from-tag`, 'answers without the tag of the From that it was sent', {
      response: withText('From', untagged),
    }),
  ]),
  request('primary-server', 'subscribes-without-from-tag', 'subscribes without a tag in From', {
    request: asking('SUBSCRIBE', withText('From', untagged)),
  }),
  ...(['primary-server', 'partner-server'] as const).map((role) =>
    request(role, `${role}-sends-all-under-one-call-id`, 'sends each MESSAGE with the same Call-ID and number', {
      request: underOneCallId('MESSAGE'),
    }),
  ),
  ...(['client-1', 'client-2'] as const).map((role) =>
    request(role, `${role}-publishes-under-one-call-id`, 'publishes each time with the same Call-ID and number', {
      request: underOneCallId('PUBLISH'),
    }),
  ),
  request('client-1', 'tells-where-it-is-in-a-message', 'sends a MESSAGE with a Contact', {
    request: asking('MESSAGE', (it) => withHeader(it, 'Contact', '<sip:127.0.0.1:5060>')),
  }),
  request('client-1', 'removes-in-the-name-of-the-partner', 'asks for a removal under the identity of the partner', {
    request: (it) =>
      it.start.method === 'MESSAGE' && it.body.includes('>remove</')
        ? withHeader(it, 'P-Asserted-Identity', '<sip:mcx-server@partner.example>')
        : it,
  }),
  request('partner-server', 'tells-clients-where-it-is', 'sends a MESSAGE with a Contact', {
    request: asking('MESSAGE', (it) => withHeader(it, 'Contact', '<sip:127.0.0.1:5060>')),
  }),
  request('partner-server', 'notifies-without-max-forwards', 'notifies without Max-Forwards', {
    request: asking('NOTIFY', without('Max-Forwards')),
  }),
  request('partner-server', 'counts-beyond-what-is-counted', 'numbers its publications beyond 2^31', {
    request: asking(
      'PUBLISH',
      withText('CSeq', () => `${2 ** 31 + 5} PUBLISH`),
    ),
  }),
  request('primary-gms', 'primary-gms-notifies-without-from-tag', 'notifies without a tag in From', {
    request: asking('NOTIFY', withText('From', untagged)),
  }),
  request('partner-gms', 'partner-gms-subscribes-without-max-forwards', 'subscribes without Max-Forwards', {
    request: asking('SUBSCRIBE', without('Max-Forwards')),
  }),
  ...(['client-2', 'primary-server', 'partner-server'] as const).flatMap((role) => [
    response(role, `${role}-numbers-its-answers`, 'answers a MESSAGE with a number of its own in CSeq', {
      response: answering('MESSAGE', (it) => withHeader(it, 'CSeq', '7700 MESSAGE')),
    }),
    response(role, `${role}-answers-under-a-call-id-of-its-own`, 'answers a MESSAGE with a Call-ID of its own', {
      response: answering('MESSAGE', (it) => withHeader(it, 'Call-ID', `its-own-${headerOf(it, 'Call-ID')}`)),
    }),
  ]),
  ...(['client-2', 'primary-server', 'partner-server'] as const).map((role) =>
    response(role, `${role}-thinks-better-of-it`, 'answers once more, by 480 what it has taken and by 200 what not', {
      again: (it) => ({ ...it, start: { ...it.start, status: it.start.status < 300 ? 480 : 200 } }),
    }),
  ),
  ...(['client-2', 'primary-server', 'partner-server'] as const).flatMap((role) => [
    response(role, `${role}-answers-by-183-first`, 'answers by 183 before it answers', { early: in183 }),
    response(role, `${role}-answers-by-183-last`, 'answers by 183 when it has answered', { again: in183 }),
    response(role, `${role}-answers-in-small-letters`, 'writes the version of SIP in small letters in its answers', {
      response: (it) => ({ ...it, start: { ...it.start, version: 'sip/2.0' } }),
    }),
  ]),
  response('primary-server', 'tells-where-it-is-in-answers', 'answers a MESSAGE with a Contact', {
    response: answering('MESSAGE', (it) => withHeader(it, 'Contact', '<sip:127.0.0.1:5060>')),
  }),
  ...(['primary-server', 'partner-server', 'primary-gms', 'partner-gms'] as const).map((role) =>
    event(role, `${role}-never-notifies`, 'takes a subscription and notifies of nothing', {
      withholds: ({ start }) => start.method === 'NOTIFY',
    }),
  ),
  ...(['primary-gms', 'partner-gms'] as const).map((role): Mutant => ({
    id: `${role}-ends-subscriptions-at-once`,
    role,
    requirement: 'PRE-4',
    says: 'takes a subscription to the configuration of its groups and ends it at once',
    alteration: {
      request: asking(
        'NOTIFY',
        withText('Subscription-State', () => 'terminated;reason=rejected'),
      ),
    },
  })),
  response('client-2', 'answers-with-words', 'answers a MESSAGE with a body', {
    response: answering('MESSAGE', (it) => withBody(withHeader(it, 'Content-Type', 'text/plain'), Buffer.from('ok'))),
  }),
  response('partner-gms', 'partner-gms-answers-without-to-tag', 'answers a NOTIFY without a tag in To', {
    response: answering('NOTIFY', withText('To', untagged)),
  }),
  response(
    'primary-gms',
    'primary-gms-answers-without-from-tag',
    'answers without the tag of the From that it was sent',
    {
      response: withText('From', untagged),
    },
  ),
  ...(['primary-server', 'partner-server'] as const).flatMap((role) => [
    event(role, `${role}-notifies-of-no-event`, 'notifies without Event', {
      request: asking('NOTIFY', without('Event')),
    }),
    event(role, `${role}-notifies-without-state`, 'notifies without Subscription-State', {
      request: asking('NOTIFY', without('Subscription-State')),
    }),
    event(role, `${role}-notifies-without-contact`, 'notifies without Contact', {
      request: asking('NOTIFY', without('Contact')),
    }),
    event(role, `${role}-notifies-in-another-dialog`, 'notifies with another tag in From than it answered with', {
      request: asking('NOTIFY', withText('From', otherTag)),
    }),
    event(role, `${role}-notifies-with-tags-exchanged`, 'notifies with its own tag in To and the other in From', {
      request: asking('NOTIFY', exchanged),
    }),
    event(role, `${role}-notifies-somebody-else`, 'notifies without the tag of who subscribed', {
      request: asking('NOTIFY', withText('To', untagged)),
    }),
    event(role, `${role}-notifies-elsewhere`, 'notifies with another Request-URI than the Contact of who subscribed', {
      request: asking('NOTIFY', (it) => ({
        ...it,
        start: { ...it.start, uri: it.start.uri.replace(/^sip:/, 'sip:nobody@') },
      })),
    }),
    event(role, `${role}-notifies-after-the-end`, 'goes on to notify when it has terminated the subscription', {
      request: onceTerminated(),
    }),
    event(role, `${role}-notifies-until-never`, 'gives a subscription no number of seconds', {
      request: asking(
        'NOTIFY',
        withText('Subscription-State', () => 'active;expires=-1'),
      ),
    }),
    event(role, `${role}-subscribes-without-contact`, 'subscribes without a Contact', {
      request: asking('SUBSCRIBE', without('Contact')),
    }),
    event(role, `${role}-publishes-nothing-to-refresh`, 'takes a publication without a SIP-ETag', {
      response: answering('PUBLISH', without('SIP-ETag')),
    }),
    event(role, `${role}-publishes-for-any-time`, 'takes a publication without saying for how long', {
      response: answering('PUBLISH', without('Expires')),
    }),
    event(role, `${role}-takes-subscribers-for-any-time`, 'takes a subscription without saying for how long', {
      response: answering('SUBSCRIBE', without('Expires')),
    }),
    event(role, `${role}-takes-subscribers-nowhere`, 'takes a subscription without a Contact', {
      response: answering('SUBSCRIBE', without('Contact')),
    }),
  ]),
  event('client-1', 'client-1-publishes-no-event', 'publishes without Event', {
    request: asking('PUBLISH', without('Event')),
  }),
  event('client-2', 'client-2-publishes-no-event', 'publishes without Event', {
    request: asking('PUBLISH', without('Event')),
  }),
  event('primary-gms', 'primary-gms-notifies-without-state', 'notifies without Subscription-State', {
    request: asking('NOTIFY', without('Subscription-State')),
  }),
  event('partner-gms', 'partner-gms-notifies-without-contact', 'notifies without Contact', {
    request: asking('NOTIFY', without('Contact')),
  }),
];

/** Freedoms of SIP, whatever it carries. */
const spelling = (
  role: Role,
  id: string,
  shows: string,
  says: string,
  change: (message: SipRequest) => SipRequest,
): Variant => ({ id: `${role}-${id}`, role, shows, freedom: 'SIP-1', says, alteration: { request: change } });

/** Whoever is asked for less, or for no time, takes the subscription for no longer. */
const SUBSCRIBERS: readonly Variant[] = (['primary-server', 'partner-server', 'primary-gms'] as const).flatMap((role) =>
  (
    [
      ['for-an-hour', 'subscribes for an hour', (it) => withHeader(it, 'Expires', '3600')],
      ['for-the-usual-time', 'subscribes without saying for how long', without('Expires')],
    ] as const satisfies readonly (readonly [string, string, (request: SipRequest) => SipRequest])[]
  ).map(([id, says, change]) => ({
    id: `${role}-subscribes-${id}`,
    role,
    shows: 'SIP-3',
    freedom: 'SIP-3',
    says,
    alteration: { request: asking('SUBSCRIBE', change) },
  })),
);

const SPELLINGS: readonly Variant[] = (
  [
    ['client-1', 'SIP-1'],
    ['primary-server', 'SIP-1'],
    ['partner-server', 'SIP-1'],
  ] as const
).flatMap(([role, shows]) => [
  spelling(role, 'forwards-less', shows, 'sends requests with a low Max-Forwards', (it) =>
    withHeader(it, 'Max-Forwards', '10'),
  ),
  spelling(role, 'signs-with-its-name', shows, 'has a name with commas and quotes before the URI in From', (it) =>
    withText('From', (value) => `"A, \\"B\\" <c>" ${value}`)(it),
  ),
  spelling(role, 'says-more-in-its-head', shows, 'has header fields that nobody here knows', (it) =>
    withHeader(withHeader(it, 'User-Agent', 'x/1 (a, b)'), 'P-Charging-Vector', 'icid-value="1,2"'),
  ),
]);

const REPEATERS: readonly Variant[] = (['client-2', 'primary-server', 'partner-server'] as const).map((role) => ({
  id: `${role}-answers-in-doubles`,
  role,
  shows: 'SIP-2',
  freedom: 'SIP-2',
  says: 'sends each of its final responses once more, as it is sent again over UDP',
  alteration: { again: (it) => it },
}));

export const VARIANTS_OF_BASE_SIP: readonly Variant[] = [...SPELLINGS, ...SUBSCRIBERS, ...REPEATERS];
