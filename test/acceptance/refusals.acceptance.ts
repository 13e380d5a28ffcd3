// A product that refuses a message is never the harness's fault: each role refuses each flow that it is ever sent, with every
// part of the suite in this process.

import assert from 'node:assert/strict';
import type { MessageEvent } from '../../support/evidence/trace';
import { eventsFrom } from '../../support/evidence/trace-lines';
import type { FlowId } from '../../support/procedure/flows';
import { kindOf, ROLES, type Role } from '../../support/procedure/roles';
import { createMachine } from '../../support/reference/party';
import { lend } from '../../support/testbed/target/built-in-under-test';
import { loadCatalogue } from '../../support/traceability/catalogue/catalogue';
import { loadScenarios } from '../../support/traceability/features';
import { createRunner, type Played } from '../../support/trials/runner';
import { patience } from '../patience';

/** Of the scenarios in which a role is sent a flow: more of them show the same. */
const ENOUGH = 3;

const messagesIn = ({ events, result }: Played): readonly MessageEvent[] =>
  eventsFrom(
    events
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as object),
    result.scope,
  ).filter((event) => event.kind === 'message');

describe('a product that refuses a flow', function () {
  this.timeout(300_000);
  const scenarios = loadScenarios(loadCatalogue());
  const run = createRunner();
  const sentIn = new Map<Role, Map<FlowId, Set<string>>>(ROLES.map((role) => [role, new Map()]));

  before('what is sent to whom', async function () {
    this.timeout(300_000 * patience());
    for (const played of await run(scenarios, { adapter: 'memory' }))
      for (const { flow, to } of messagesIn(played)) {
        const flows = sentIn.get(to.party as Role);
        flows?.set(flow, (flows.get(flow) ?? new Set()).add(played.result.tp));
      }
  });

  for (const role of ROLES)
    it(`breaks no scenario of the suite: ${role}`, async () => {
      const flows = sentIn.get(role) ?? new Map<FlowId, Set<string>>();
      assert.ok(flows.size > 2, `${role} is sent ${flows.size} flows`);
      const refused = new Set<string>();
      const sent = new Set<string>();
      for (const [flow, testPurposes] of flows) {
        const id = `${role} that refuses ${flow}`;
        lend({ id, role, refuses: [flow], build: (env) => createMachine(kindOf(role), env) });
        const some = scenarios.filter(({ tp }) => testPurposes.has(tp));
        // Some are about what only a played party does, and are not applicable to a product.
        for (const part of [some.slice(0, ENOUGH), some.slice(ENOUGH)]) {
          const played = refused.has(flow) ? [] : await run(part, { builtIn: id, adapter: 'memory' });
          for (const one of played) {
            const { result, events } = one;
            assert.notEqual(result.verdict, 'error', `${id}, ${result.tp}: ${result.reason}`);
            if (messagesIn(one).some((message) => message.flow === flow && message.to.party === role)) sent.add(flow);
            if (events.includes('"outcome":"refused"')) refused.add(flow);
          }
        }
      }
      assert.deepEqual([...refused].toSorted(), [...sent].toSorted());
      // Beyond the clause who is refused may hang on which of two requests comes first.
      const ofTheClause = new Set(scenarios.filter(({ beyondSpec }) => !beyondSpec).map(({ tp }) => tp));
      const missing = [...flows]
        .filter(([flow, testPurposes]) => !sent.has(flow) && [...testPurposes].some((tp) => ofTheClause.has(tp)))
        .map(([flow, testPurposes]) => `${flow} (${[...testPurposes].join(', ')})`);
      assert.ok(missing.length < 2, `${role} under test is never sent ${missing.join(' and ')}`);
    });
});
