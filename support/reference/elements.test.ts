import { strict as assert } from 'node:assert';
import { FLOWS, type FlowBody, type FlowId } from '../procedure/flows';
import { canonical } from '../procedure/identities';
import { kindOf } from '../procedure/roles';
import { schemaFiles } from '../schema/schema-files';
import { validateFlow } from '../schema/validate';
import { makingOf, passedOn, type Origin } from './elements';
import { MUTANTS } from './mutants/all';
import { NEEDS_NO_MUTANT } from './mutants/carried';
import { tour, type Stop } from './testing/tour';

const TABLE = 'support/reference/elements.ts';
const TOUR = 'the tour of support/reference/testing/deployment.ts';

const isValid = (flow: FlowId, body: FlowBody): boolean => validateFlow(flow, body).length === 0;
interface Described {
  readonly title?: string;
  readonly properties?: object;
}

/** @param act title of the act, where the schema is that of acts */
function propertiesOf(file: string, act?: string): readonly string[] {
  const schema = schemaFiles().get(file) as (Described & { readonly properties: object }) | undefined; // read by name below
  const { oneOf = [] } = (schema?.properties as { readonly act?: { readonly oneOf?: readonly Described[] } }).act ?? {};
  const described = act === undefined ? schema : oneOf.find(({ title }) => title === act);
  return Object.keys(described?.properties ?? {});
}

const valueIn = (body: object, element: string): string | undefined =>
  JSON.stringify((body as Readonly<Record<string, unknown>>)[element]); // any body is read by name

/** Everything that an element was ever said to be in a flow, or in what users did. */
function saidIn(stops: readonly Stop[], origin: Origin, element: string): ReadonlySet<string> {
  const bodies: readonly object[] = stops.flatMap(({ sent, acts }) => [
    ...sent.filter(({ message }) => message.flow === origin).map(({ message }) => message.body),
    ...acts.filter(({ kind }) => kind === origin),
  ]);
  // A scenario may have it in capitals.
  return new Set(bodies.map((body) => valueIn(canonical(body), element)).filter((value) => value !== undefined));
}

const OTHER_CLAUSES = /^(group-(de-)?affiliation|preconfigured-regroup-cancel)/;

describe('the table of what the reference parties make of elements', () => {
  const faithful = tour(isValid);

  for (const flow of FLOWS.keys()) {
    const file = `flows/${flow}.schema.json`;

    it(`has a row for every element of ${flow}`, () => {
      const rows = makingOf(flow).map(([element]) => element);
      const declared = propertiesOf(file).filter((name) => !['from', 'to'].includes(name));
      for (const element of declared)
        assert.ok(
          rows.includes(element),
          `schemas/${file} has ${element}: say in ${TABLE} what it is passed on from, or that it is decided or not sent`,
        );
      for (const element of rows)
        assert.ok(declared.includes(element), `schemas/${file} has no ${element}: take its row out of ${TABLE}`);
    });

    for (const [element, making] of makingOf(flow)) {
      const said = saidIn(faithful, flow, element);

      if (making === 'not sent') it(`has ${element} of ${flow} not sent`, () => assert.deepEqual([...said], []));
      else if (making === 'decided')
        it(`has ${element} of ${flow} decided`, () =>
          assert.ok(said.size > 0, `nobody in ${TOUR} ever sends ${element} in ${flow}`));
      else
        it(`has ${element} of ${flow} passed on`, () => {
          const came = new Set<string>();
          for (const origin of making) {
            const values = saidIn(faithful, origin, element);
            assert.ok(values.size > 0, `${TOUR} never has ${element} in ${origin}: name one there`);
            for (const value of values) came.add(value);
          }
          assert.ok(said.size > 0, `${element} is in ${making.join(' and ')}, and ${flow} never passes it on`);
          for (const value of said)
            assert.ok(came.has(value), `${flow} has ${element} ${value}, which nobody said before`);
        });
    }
  }

  it('has everything that an act of a user tells go out in some message', () => {
    const used = [...FLOWS.keys()].flatMap((flow) =>
      makingOf(flow).flatMap(([element, making]) =>
        typeof making === 'object' ? making.map((origin) => `${element} of ${origin}`) : [],
      ),
    );
    const acts = {
      affiliate: 'AffiliateAct',
      'initiate-regroup': 'InitiateRegroupAct',
      'cancel-regroup': 'CancelRegroupAct',
    };
    for (const [kind, title] of Object.entries(acts))
      for (const element of propertiesOf('control/act.schema.json', title).filter(
        (name) => !['kind', 'user'].includes(name),
      ))
        assert.ok(used.includes(`${element} of ${kind}`), `no row of ${TABLE} passes ${element} of ${kind} on`);
  });

  const tours = MUTANTS.map((choice) => ({ choice, stops: tour(isValid, { role: choice.role, choice }) }));
  const isSafe = (flow: FlowId, element: string): boolean =>
    OTHER_CLAUSES.test(flow) || NEEDS_NO_MUTANT[`${element} of ${flow}`] !== undefined;

  for (const flow of FLOWS.keys())
    for (const [element, making] of makingOf(flow))
      if (typeof making === 'object' && !isSafe(flow, element))
        it(`has a mutant that says ${element} of ${flow} otherwise, or leaves it out`, () => {
          const faithfully = messagesOf(faithful, flow, element);
          const senders = tours.filter(({ choice }) => kindOf(choice.role) === FLOWS.get(flow)?.from);
          assert.ok(
            senders.some(({ stops }) => [...messagesOf(stops, flow, element)].some((value) => !faithfully.has(value))),
            'expected one, found none: add it to support/reference/mutants/carried.ts, or say there why none is needed',
          );
        });
});

/** What the messages of a flow say of an element; undefined where one leaves it out. */
const messagesOf = (stops: readonly Stop[], flow: FlowId, element: string): ReadonlySet<string | undefined> =>
  new Set(
    stops
      .flatMap(({ sent }) => sent)
      .filter(({ message }) => message.flow === flow)
      .map(({ message }) => valueIn(message.body, element)),
  );

describe('what is passed on', () => {
  it('is what came in, and nothing that did not', () => {
    const came = { preconfiguredGroupId: 'sip:crisis-0@x', regroupGroupId: 'sip:joint-9@x' };
    assert.deepEqual(passedOn('preconfigured-regroup-request.server-server', came), {
      preconfiguredGroupId: 'sip:crisis-0@x',
    });
  });
});
