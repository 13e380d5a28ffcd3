import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FLOWS } from '../../../procedure/flows';
import type { FlowBodies } from '../../../procedure/generated/flow-bodies';
import { loadXmlLibrary, type XmlLibrary } from '../bodies/xml/xml-library';
import { CARRIAGES, type AnswerFlow, type RequestFlow } from './carriage';
import { isAnswered } from './correlation';
import { decodeHttpResponse } from './decode/decode-http';
import { decodeResponse } from './decode/decode-response';
import type { Answer, Encoded } from './encode/draft';
import { encode } from './encode/encode';
import { BODIES, context, PARTNER, PRIMARY } from './testing/stage';

const ANSWERS = [...FLOWS.keys()].filter((flow): flow is AnswerFlow => CARRIAGES[flow].by === 'answer');

type Body = Readonly<Record<string, unknown>>;

/** The request that an answer could be to. */
function requestOf(answer: Body): FlowBodies[RequestFlow] {
  const about = without(answer, 'reason', 'result', 'authorizationResult', 'groupConfiguration');
  return { ...about, from: answer['to'], to: answer['from'] } as unknown as FlowBodies[RequestFlow];
}

const without = (body: Body, ...elements: readonly string[]): Body =>
  Object.fromEntries(Object.entries(body).filter(([element]) => !elements.includes(element)));

const warningsOf = ({ headers }: Answer): readonly string[] =>
  headers.filter(({ name }) => name === 'Warning').map(({ value }) => value);

describe('answers', () => {
  let library: XmlLibrary;
  before(async () => (library = await loadXmlLibrary()));

  for (const flow of ANSWERS)
    it(`find their request, and say the same there: ${flow}`, () => {
      fc.assert(
        fc.property(BODIES[flow] as fc.Arbitrary<FlowBodies[AnswerFlow]>, (body) => {
          const encoded: Encoded = encode(flow, body, { ...context, refusals: 'warned' });
          if (encoded.kind === 'nothing') {
            assert.ok('authorizationResult' in body);
            return;
          }
          assert.ok(encoded.kind === 'answer');
          const [asked] = encoded.answers.flows as readonly RequestFlow[];
          assert.ok(asked);
          const request = requestOf({ ...body });
          assert.ok(isAnswered(encoded.answers, asked, request));
          assert.ok(!isAnswered(encoded.answers, asked, { ...request, from: 'sip:someone-else@primary.example' }));

          const { status, part } = encoded;
          const byXcap: boolean = asked === 'get-group-configuration-request.server-gms';
          const decoded = byXcap
            ? decodeHttpResponse(
                request as FlowBodies['get-group-configuration-request.server-gms'],
                { status, body: part?.body ?? Buffer.alloc(0) },
                { ...context, library },
              )
            : decodeResponse({ flow: asked, body: request }, { status, warnings: warningsOf(encoded) });
          assert.ok(decoded.kind === 'flow', JSON.stringify(decoded));
          assert.equal(decoded.flow.flow, flow);
          const told = carried(flow, { ...body });
          // Between servers a removal is answered with 200 whatever becomes of it (TS 24.379 16.2.4.2).
          const isRemoval = flow === 'preconfigured-regroup-cancel-response.server-server';
          assert.deepEqual(decoded.flow.body, isRemoval ? { ...told, result: 'success' } : told);
        }),
        { numRuns: 40 },
      );
    });

  const create = {
    from: 'sip:ana@primary.example',
    to: PRIMARY,
    mcServiceId: 'sip:ana@primary.example',
    regroupGroupId: 'sip:joint@primary.example',
    preconfiguredGroupId: 'sip:pre@primary.example',
    mcServiceGroupIdList: ['sip:a@primary.example'],
  };
  const requester = { flow: 'preconfigured-regroup-request.client-server', body: create } as const;
  const warned = (number: number) => [`399 pf.primary.example "${number} some words"`];

  for (const [status, warnings, flow, reason] of [
    [200, [], 'preconfigured-regroup-response.server-client', undefined],
    [202, [], 'preconfigured-regroup-response.server-client', undefined],
    [403, warned(160), 'preconfigured-regroup-request-return.server-client', undefined],
    [403, warned(148), 'preconfigured-regroup-reject.server-client', 'group-already-regrouped'],
    [403, warned(165), 'preconfigured-regroup-reject.server-client', undefined],
    [480, [], 'preconfigured-regroup-reject.server-client', undefined],
  ] as const)
    it(`tell the requester by ${status} ${warnings.join('')}: ${flow}`, () => {
      const decoded = decodeResponse(requester, { status, warnings });
      assert.ok(decoded.kind === 'flow');
      assert.equal(decoded.flow.flow, flow);
      assert.equal('reason' in decoded.flow.body ? decoded.flow.body.reason : undefined, reason);
    });

  for (const [what, said] of [
    ['408', { status: 408, warnings: [] }],
    ['503', { status: 503, warnings: [] }],
    ['404', { status: 404, warnings: [] }],
    ['403 without a warning', { status: 403, warnings: [] }],
    ['302', { status: 302, warnings: [] }],
  ] as const)
    it(`say nothing of the procedure by ${what}`, () => {
      assert.equal(decodeResponse(requester, said).kind, 'failure');
    });

  it('are no acknowledgement by a client', () => {
    const body = { ...create, from: PARTNER, to: create.from, delivery: 'unicast' } as const;
    const asked = { flow: 'preconfigured-regroup-request.server-client', body } as const;
    assert.deepEqual(decodeResponse(asked, { status: 200, warnings: [] }), { kind: 'taken' });
  });

  it('are what the controlling function of Release 18 gives for a group that is regrouped: 480 alone', () => {
    const reject = { ...create, from: PRIMARY, to: create.from, reason: 'group-already-regrouped' } as const;
    const said = encode('preconfigured-regroup-reject.server-client', reject, context);
    assert.ok(said.kind === 'answer');
    assert.deepEqual([said.status, warningsOf(said)], [480, []]);
    const told = encode('preconfigured-regroup-reject.server-client', reject, { ...context, refusals: 'warned' });
    assert.ok(told.kind === 'answer');
    assert.deepEqual([told.status, warningsOf(told)], [403, ['399 primary.example "148 group is regrouped"']]);
  });

  it('tell the requester who is not authorized by 403 and Warning 160', () => {
    const body = { from: PRIMARY, to: create.from, mcServiceId: create.from, authorizationResult: 'failure' } as const;
    const said = encode('preconfigured-regroup-request-return.server-client', body, context);
    assert.ok(said.kind === 'answer');
    assert.equal(said.status, 403);
    assert.match(warningsOf(said)[0] ?? '', /"160 /);
  });
});

/** Without the elements that neither the answer says nor its request. */
function carried(flow: AnswerFlow, body: Body): Body {
  const betweenServers = flow.startsWith('preconfigured-regroup-') && flow.endsWith('.server-server');
  if (betweenServers) return carriedReason(without(body, 'mcServiceId'));
  if ('reason' in body) return carriedReason(body);
  if (flow === 'preconfigured-regroup-request-return.server-client') return without(body, 'regroupGroupId');
  if (flow.startsWith('group-')) return without(body, 'mcServiceGroupIdList');
  const { groupConfiguration } = body as { readonly groupConfiguration?: Body };
  if (!groupConfiguration) return body;
  return { ...body, groupConfiguration: without(groupConfiguration, 'broadcast', 'keyReference') };
}

const carriedReason = (body: Body): Body =>
  body['reason'] === 'partner-system-unavailable' ? without(body, 'reason') : body;
