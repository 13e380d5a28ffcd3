// One regroup with the products under test before the first scenario, which nobody judges and no trace keeps: what a process
// does for the first time takes it longest, and that is no fault of a product.

import { createLeftovers } from '../actions/leftovers';
import { Scenario } from '../actions/scenario';
import { owedAfter } from '../judgement/owed';
import type { RunContext } from './run-context';

export async function warmUp(run: RunContext): Promise<void> {
  if (!isWorthwhile(run)) return;
  const { testbed, recorder, nextScope, log } = run;
  const scope = nextScope();
  log?.begin(scope, '(warm-up)');
  const scenario = new Scenario(scope, testbed, recorder, {
    name: 'warm-up',
    leftovers: createLeftovers(),
    owedAfter: (events) => owedAfter(events, run),
  });
  scenario.fixture.user('Ana');
  scenario.fixture.group('Fire-1', 'primary', ['Ana'], []);
  scenario.fixture.group('Med-7', 'partner', ['Ben'], []);
  const wish = { user: 'Ana', groups: ['Fire-1', 'Med-7'], into: 'Joint-9' };
  const happen = async (): Promise<void> => {
    await scenario.stimulus('a first regroup', () => scenario.initiate(wish));
    await scenario.settle();
  };
  // Whatever goes wrong goes wrong in a scenario too, and is judged there.
  await happen().catch(() => undefined);
  await scenario.end().catch(() => undefined);
  recorder.forget(scenario.scope);
}

/** Parties of this process need none; what is set up by hand has no regroup to spare, and a human none to type. */
const isWorthwhile = ({ testbed }: RunContext): boolean =>
  !testbed.selfContained &&
  testbed.provisioned === undefined &&
  testbed.underTest.every((role) => testbed.party(role).control.operated !== true);
