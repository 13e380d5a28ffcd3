import { strict as assert } from 'node:assert';
import type { FlowBody, FlowId } from '../procedure/flows';
import { validateFlow } from '../schema/validate';
import { MUTANTS } from './mutants/all';
import { createMachine } from './party';
import { tour } from './testing/tour';
import { VARIANTS } from './variants/all';

const isValid = (flow: FlowId, body: FlowBody): boolean => validateFlow(flow, body).length === 0;
const faithful = tour(isValid);
const tours = new Map(
  [...MUTANTS, ...VARIANTS].map((choice) => [choice.id, tour(isValid, { role: choice.role, choice })]),
);
const tourOf = ({ id }: { readonly id: string }): typeof faithful => tours.get(id) ?? [];
/** What a user is told at the end of a request. Which of two reasons comes first is open. */
const ENDS: Readonly<Record<string, string>> = { 'not-authorized': 'refused', rejected: 'refused', formed: 'formed' };

describe('mutants and variants', () => {
  it('have unique names and name what they are about', () => {
    const all = [...MUTANTS, ...VARIANTS];
    assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
    for (const { id, says } of all) {
      assert.match(id, /^[a-z0-9]+(-[a-z0-9]+)*$/);
      assert.match(says, /^[a-z].*[^.]$/, id);
    }
    for (const { requirement } of MUTANTS)
      assert.match(requirement, /^((STEP|NOTE|POST|PRE|INV|WIRE)-\d+[a-z]?(-[a-j1-8])?|GR-[\d.]+-\d[\w.]*)$/);
    for (const { freedom } of VARIANTS)
      assert.match(freedom, /^((STEP|NOTE|POST|PRE|INV|WIRE|SCOPE)-\d+[a-z]?(-[a-j1-8])?|A-\d\d)$/);
  });

  it('are made by the door through which a testbed makes parties', () => {
    const env = { now: () => 0, fresh: () => 'n' };
    for (const kind of ['server', 'gms', 'client', 'gateway'] as const) {
      for (const choice of [undefined, ...MUTANTS.slice(0, 1)]) {
        const [output] = createMachine(kind, env, choice).receive({ kind: 'command', command: { command: 'hello' } });
        assert.equal(output?.kind, 'answer');
      }
    }
  });

  for (const choice of [...MUTANTS, ...VARIANTS.filter(({ delays }) => delays === undefined)]) {
    it(`${choice.role} ${choice.id} does not do as the faithful party does`, () => {
      assert.ok(JSON.stringify(tourOf(choice)) !== JSON.stringify(faithful));
    });
  }
});

describe('what leaves', () => {
  for (const choice of [undefined, ...VARIANTS]) {
    it(`${choice?.id ?? 'the faithful party'} is valid against the schema of its flow`, () => {
      const stops = choice === undefined ? faithful : tourOf(choice);
      for (const { message } of stops.flatMap(({ sent }) => sent)) {
        assert.deepEqual(
          validateFlow(message.flow, message.body),
          [],
          `${message.flow} ${JSON.stringify(message.body)}`,
        );
      }
    });
  }
});

describe('variants', () => {
  // One that answers no to an item of the ICS may come to another.
  for (const choice of VARIANTS.filter(({ ics }) => ics === undefined)) {
    it(`${choice.id} comes to the same result for every requester`, () => {
      const outcome = (stops: typeof faithful) =>
        stops.map(({ heard }) =>
          ['ana', 'ivo', 'eve'].map((user) => heard[user]?.flatMap(({ kind }) => ENDS[kind] ?? [])),
        );
      assert.deepEqual(outcome(tourOf(choice)), outcome(faithful));
    });
  }
});
