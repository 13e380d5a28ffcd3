import assert from 'node:assert/strict';
import type { FlowId } from '../../../procedure/flows';
import { openStory } from '../../../oracle/story';
import type { Change } from '../../../oracle/story/timeline';
import { CLEO, DAN, FIRE, MED, server } from '../../23.280-10.15.3.3.1/testing/cast';
import { affiliates, logsOff, prepared, startsService } from '../../23.280-10.15.3.3.1/testing/preparation';
import { BY_SIP } from '../../23.280-10.15.3.3.1/testing/wires';
import type { TraceBuilder } from '../../23.280-10.15.3.3.1/testing/trace-builder';
import { inSince, isKeptAt, mayBeIn } from './affiliations';

describe('an affiliation at stage 3', () => {
  const isIn = (then: (t: TraceBuilder) => void): boolean => {
    const t = prepared();
    affiliates(t, CLEO, [MED]);
    then(t);
    const story = openStory(t.events, BY_SIP);
    return mayBeIn([MED], CLEO, story.end, story.end, story);
  };

  it('ends with the service, and comes back with an affiliation alone', () => {
    assert.ok(isIn(() => undefined));
    assert.ok(!isIn((t) => logsOff(t, CLEO)));
    const comesBack = (t: TraceBuilder): void => {
      logsOff(t, CLEO);
      startsService(t, CLEO);
    };
    assert.ok(!isIn(comesBack));
    assert.ok(
      isIn((t) => {
        comesBack(t);
        affiliates(t, CLEO, [MED]);
      }),
    );
  });

  it('of whom another serves lasts until that server tells of its end', () => {
    const t = prepared();
    const tells = (flow: FlowId): void =>
      t.send(flow, server('partner'), server('primary'), { mcServiceId: DAN, mcServiceGroupIdList: [FIRE] });
    const isKept = (group = FIRE): boolean => {
      const story = openStory(t.events, BY_SIP);
      return isKeptAt('primary-server', [group], DAN, story.end, story);
    };
    assert.ok(!isKept());
    tells('group-affiliation-request.server-server');
    logsOff(t, DAN);
    assert.ok(isKept());
    assert.ok(!isKept(MED), 'of another group nothing was told');
    tells('group-de-affiliation-request.server-server');
    assert.ok(!isKept());
  });

  it('counts from when it is confirmed for who is told of a regroup before', () => {
    const at = (seq: number, state: Change['state']): Change => ({ seq, state, evidence: `${seq}` });
    assert.equal(inSince([at(3, 'maybe'), at(5, 'yes')], 4), 5);
    assert.equal(inSince([at(1, 'yes')], 4), 4);
    assert.equal(inSince([at(1, 'yes'), at(3, 'maybe'), at(5, 'yes')], 4), 4, 'he was just leaving');
    assert.equal(inSince([at(3, 'maybe'), at(5, 'no')], 4), 4, 'he was refused');
    assert.equal(inSince(undefined, 4), 4);
  });
});
