// A product that answers any final response from 300 to 699 to any request of SIP is never the harness's fault, whichever role it
// takes: every part of the suite in this process. That each status comes to the same as its like is seen where it is read
// (support/wires/sip/refused.test.ts); here each flow is refused with those that mean something and with one of each class.

import assert from 'node:assert/strict';
import type { MessageEvent } from '../../../support/evidence/trace';
import { eventsFrom } from '../../../support/evidence/trace-lines';
import type { FlowId } from '../../../support/procedure/flows';
import { kindOf, ROLES, type Role } from '../../../support/procedure/roles';
import { createMachine } from '../../../support/reference/party';
import { lend } from '../../../support/testbed/target/built-in-under-test';
import { loadCatalogue } from '../../../support/traceability/catalogue/catalogue';
import { loadScenarios } from '../../../support/traceability/features';
import { roleOf, type Scenario } from '../../../support/traceability/scenario';
import { createRunner, type Played } from '../../../support/trials/runner';
import { runVerdict } from '../../../support/verdict/run-verdict';
import type { Alteration } from '../../../support/wires/sip/altered/alteration';
import { serialise } from '../../../support/wires/sip/stack/message/serialise';
import { patience } from '../../patience';

/** What a request asks for, by which one flow is told from another: its method, its event, what it does to a regroup. */
function purposeOf(raw: string): string {
  const method = /^\w+/.exec(raw)?.[0] ?? '';
  const event = /^Event: *([\w.-]+)/m.exec(raw)?.[1] ?? '';
  const action = /regroup-action>(\w+)</.exec(raw)?.[1] ?? '';
  const ends = /^Expires: *0\r$/m.test(raw) ? 'ends' : '';
  return [method, event, action, ends].join(' ').trim();
}

/** Statuses that mean something to the procedure, to a user agent, or to a server that has too much to do. */
const TELLING = [302, 401, 403, 480, 500, 503];

interface Sent {
  readonly role: Role;
  readonly flow: FlowId;
  readonly purpose: string;
  /** In which it is sent, those that try the role first. */
  readonly scenarios: readonly Scenario[];
}

const messagesIn = ({ events, result }: Played): readonly MessageEvent[] =>
  eventsFrom(
    events
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as object),
    result.scope,
  ).filter((event) => event.kind === 'message');

describe('a product that refuses by SIP', function () {
  this.timeout(300_000);
  const run = createRunner();
  const sent: Sent[] = [];

  before('what is sent to whom', async function () {
    this.timeout(300_000 * patience());
    const all = loadScenarios(loadCatalogue());
    const known = new Map<string, Omit<Sent, 'scenarios'> & { readonly scenarios: Set<Scenario> }>();
    for (const played of await run(all, { adapter: 'sip' }))
      for (const { flow, to, raw } of messagesIn(played)) {
        const role = ROLES.find((one) => one === to.party);
        const scenario = all.find(({ tp }) => tp === played.result.tp);
        if (!role || !scenario || /^(SIP|HTTP)\//.test(raw)) continue;
        const key = `${role} ${flow}`;
        const one = known.get(key) ?? { role, flow, purpose: purposeOf(raw), scenarios: new Set() };
        one.scenarios.add(scenario);
        known.set(key, one);
      }
    for (const one of known.values()) {
      const own = ({ tp }: Scenario): boolean => roleOf(tp) === one.role;
      sent.push({ ...one, scenarios: [...one.scenarios].toSorted((a, b) => Number(own(b)) - Number(own(a))) });
    }
  });

  /** Each of the statuses in a scenario of its own, where there are so many. */
  async function refusing({ role, flow, purpose, scenarios }: Sent, statuses: readonly number[]): Promise<number> {
    let refusals = 0;
    const left = [...statuses];
    while (left.length > 0) {
      const now = left.splice(0, scenarios.length);
      const some = scenarios.slice(0, now.length).toSorted((a, b) => a.uri.localeCompare(b.uri) || a.line - b.line);
      const waiting = [...now];
      const id = `${role} that answers ${now.join(', ')} to ${flow}`;
      const alteration: Alteration = {
        refusal: (request) => (purposeOf(serialise(request).toString()) === purpose ? waiting[0] : undefined),
        documentRefusal: (method) => (method === purpose ? waiting[0] : undefined),
      };
      lend({ id, role, onWire: { wire: 'sip', alteration }, build: (env) => createMachine(kindOf(role), env) });
      const all = await run(some, { builtIn: id, adapter: 'sip' }, () => void waiting.shift());
      assert.equal(all.length, now.length, id);
      for (const [at, { result, events }] of all.entries()) {
        const what = `${result.tp}, ${role} answers ${now[at] ?? 0} to ${flow}`;
        assert.notEqual(result.verdict, 'error', `${what}: ${result.reason}`);
        assert.ok([0, 1, 3].includes(runVerdict([result], []).exitCode), what);
        if (/"outcome":"(refused|challenged|overloaded)"/.test(events)) refusals += 1;
      }
    }
    return refusals;
  }

  it('breaks no scenario of the suite, whatever it refuses and with which status', async () => {
    assert.ok(sent.length > 25, `${sent.length} flows are sent`);
    for (const [at, one] of sent.entries()) {
      const refusals = await refusing(one, [...TELLING, ...[300, 400, 500, 600].map((first) => first + at)]);
      assert.ok(refusals > 0, `${one.role} was never seen to refuse ${one.flow}`);
    }
  });
});
