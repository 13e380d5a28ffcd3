import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FLOWS, type FlowId } from '../../../procedure/flows';
import type { FlowBodies } from '../../../procedure/generated/flow-bodies';
import { DIALECTS } from '../bodies/dialects';
import { loadXmlLibrary, type XmlLibrary } from '../bodies/xml/xml-library';
import { PLACES } from '../mapping/places';
import { parse } from '../stack/message/parse';
import { serialise } from '../stack/message/serialise';
import { withHeaderOnTop } from '../stack/message/message';
import { CARRIAGES, type RequestFlow } from './carriage';
import type { FlowContext } from './context';
import { decodeHttpRequest } from './decode/decode-http';
import { decodeRequest } from './decode/decode-request';
import type { DecodedRequest, Understood } from './decode/decoded';
import type { SetKey } from './sets';
import { assemble, type Encoded, type HttpDraft, type RequestDraft } from './encode/draft';
import { encode } from './encode/encode';
import { BODIES, context as standard, listenerOf } from './testing/stage';

type Body = Readonly<Record<string, unknown>>;

const LABELS = { callId: 'c1', cseq: 1, fromTag: 'f1', boundary: 'between-parts' };

/** Elements that are carried by our choice are all carried, but these. */
const NOT_IN_DOCUMENT = ['broadcast', 'keyReference'];

const contexts: fc.Arbitrary<FlowContext> = fc
  .constantFrom(...Object.values(DIALECTS).flatMap(({ name, services }) => services.map((one) => [name, one] as const)))
  .chain(([dialect, service]) =>
    fc.record({
      ...constants(standard),
      dialect: fc.constant(dialect),
      service: fc.constant(service),
      identityMode: fc.constantFrom('preferred', 'asserted'),
      authorization: fc.constantFrom('PUBLISH', 'REGISTER', 'third-party REGISTER'),
    }),
  );

function constants<T extends object>(values: T): { [K in keyof T]: fc.Arbitrary<T[K]> } {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, fc.constant(value)])) as {
    [K in keyof T]: fc.Arbitrary<T[K]>;
  };
}

const requestFlows = [...FLOWS.keys()].filter((flow): flow is RequestFlow =>
  ['MESSAGE', 'PUBLISH', 'SUBSCRIBE', 'NOTIFY', 'GET', 'PUT'].includes(CARRIAGES[flow].by),
);

describe('requests of information flows', () => {
  let library: XmlLibrary;
  before(async () => (library = await loadXmlLibrary()));

  /** By way of the bytes. */
  function overTheWire(
    draft: RequestDraft | HttpDraft,
    flow: FlowId,
    to: string,
    context: FlowContext,
  ): DecodedRequest {
    const listening = { ...context, library, listener: listenerOf(flow, to) };
    if (draft.kind === 'http') {
      const sender = draft.headers.find(({ name }) => name === 'X-3GPP-Asserted-Identity')?.value;
      const body = draft.part?.body ?? Buffer.alloc(0);
      return decodeHttpRequest({ method: draft.method, target: draft.url, sender, body }, listening);
    }
    const request = withHeaderOnTop(assemble(draft, LABELS), 'Via', 'SIP/2.0/UDP 127.0.0.1;branch=z9hG4bK1');
    const { message, problems } = parse(serialise(request), 'strict');
    assert.deepEqual(problems, []);
    assert.ok(message?.kind === 'request');
    return decodeRequest(message, listening);
  }

  for (const flow of requestFlows)
    it(`are tried with every element that has a place: ${flow}`, () => {
      const samples = fc.sample<object>(BODIES[flow], { numRuns: 200, seed: 1 });
      const tried = new Set(samples.flatMap((body) => Object.keys(body)));
      const places: Readonly<Record<string, { readonly in: string }>> = PLACES[flow].elements;
      for (const [element, place] of Object.entries(places))
        if (place.in !== 'nothing') assert.ok(tried.has(element), `BODIES of testing/stage.ts has no ${element} in it`);
    });

  for (const flow of requestFlows)
    it(`come back with all that is carried: ${flow}`, () => {
      fc.assert(
        fc.property(BODIES[flow] as fc.Arbitrary<FlowBodies[typeof flow]>, contexts, (body, given) => {
          const context = {
            ...given,
            standing: ({ of }: SetKey) => (of === 'clients' || of === 'publications' ? [] : standingBefore(flow, body)),
          };
          const encoded: Encoded = encode(flow, body, context);
          assert.ok(encoded.kind === 'requests');
          const decoded = encoded.requests.map((draft) => overTheWire(draft, flow, body.to, context));
          for (const one of decoded) {
            assert.ok(one.kind === 'flows', JSON.stringify(one));
            assert.deepEqual(one.problems, []);
            // A removal at F.7 needs no preconfigured group; dialects that do, say so.
            assert.deepEqual(one.strict, []);
          }
          const flows = (decoded as readonly Understood[]).flatMap((one) => one.flows);
          assert.deepEqual(
            flows.map((one) => [one.flow, one.body]),
            expected(flow, body as unknown as Body).map((one) => [flow, one]),
          );
        }),
        { numRuns: 30 },
      );
    });
});

/** Who is to lose a group has it, and one more. */
const standingBefore = (flow: RequestFlow, body: object): readonly string[] =>
  flow.startsWith('group-de-affiliation-request') && 'mcServiceGroupIdList' in body
    ? [...(body.mcServiceGroupIdList as readonly string[]), 'sip:kept@primary.example']
    : [];

/** The bodies that come back: one for each request. */
function expected(flow: RequestFlow, body: Body): readonly Body[] {
  const carried = CARRIAGES[flow].by !== 'MESSAGE' ? body : placed(flow, body);
  const list = (element: string, of: (one: Body) => unknown): readonly Body[] =>
    (carried[element] as readonly Body[]).map((one) => ({ ...carried, [element]: [of(one)] }));
  switch (flow) {
    case 'subscribe-group-dynamic-data-request.gms-server':
    case 'group-affiliation-request.server-server':
    case 'group-de-affiliation-request.server-server':
      return list('mcServiceGroupIdList', (one) => one);
    case 'notify-group-dynamic-data-request.server-gms':
      return list('groupDynamicData', (one) => one);
    case 'group-information-notify-request.gms-gms':
      return list('groupConfigurations', inDocument);
    case 'notify-group-configuration-request.gms-server':
    case 'notify-group-configuration-request.gms-client':
      return [{ ...carried, groupConfigurations: (carried['groupConfigurations'] as readonly Body[]).map(named) }];
    default:
      return [carried];
  }
}

const placed = (flow: FlowId, body: Body): Body => {
  const places: Readonly<Record<string, { readonly in: string }>> = PLACES[flow].elements;
  return Object.fromEntries(Object.entries(body).filter(([element]) => places[element]?.in !== 'nothing'));
};

const named = ({ mcServiceGroupId }: Body): Body => ({ mcServiceGroupId });
const inDocument = (one: Body): Body =>
  Object.fromEntries(Object.entries(one).filter(([element]) => !NOT_IN_DOCUMENT.includes(element)));
