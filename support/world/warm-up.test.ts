import assert from 'node:assert/strict';
import path from 'node:path';
import type { TraceEvent } from '../evidence/trace';
import { packageRoot } from '../schema/package-root';
import { openRun, type RunContext } from './run-context';
import { warmUp } from './warm-up';

describe('the warm-up', () => {
  let run: RunContext;
  let seen: TraceEvent[] = [];
  let stop = (): void => undefined;
  before(async () => {
    run = await openRun({ target: path.join(packageRoot, 'targets', 'built-in.yaml') });
  });
  beforeEach(() => {
    seen = [];
    stop = run.recorder.listen((event) => seen.push(event));
  });
  afterEach(() => stop());
  after(() => run.testbed.close());

  it('is a whole regroup of which the run keeps nothing', async () => {
    await warmUp({ ...run, testbed: { ...run.testbed, selfContained: false } });
    const flows = new Set(seen.map((event) => (event.kind === 'message' ? event.flow : undefined)));
    assert.ok(flows.has('preconfigured-regroup-response.server-client'));
    assert.deepEqual(run.takeStrays(), []);
    const [scope] = seen.flatMap((event) => event.scope ?? []);
    assert.deepEqual(run.recorder.events(scope ?? ''), []);
  });

  it('needs sockets for the regroup itself alone, where every party is played', async () => {
    await warmUp({ ...run, testbed: { ...run.testbed, selfContained: false } });
    const messages = seen.filter((event) => event.kind === 'message');
    const bySocket = new Set(messages.flatMap(({ flow, wire }) => (wire['link'] === 'memory' ? [] : [flow])));
    const ofRegroup = messages.map(({ flow }) => flow).filter((flow) => flow.startsWith('preconfigured-regroup-'));
    assert.deepEqual(bySocket, new Set(ofRegroup));
  });

  it('costs nothing where no product is under test, and asks nothing of what is set up by hand', async () => {
    await warmUp(run);
    await warmUp({
      ...run,
      testbed: { ...run.testbed, selfContained: false, provisioned: { groups: [], users: [] } as never },
    });
    assert.deepEqual(seen, []);
  });
});
