import assert from 'node:assert/strict';
import { entity, names, sameSet } from '../../oracle/saying';
import { check, describe as described } from './saying';
import { openFormation } from './testing/opened';
import { ANA, BEN, CLEO, DAN, EVE } from './testing/cast';
import { conforming } from './testing/conforming';
import { FLOW } from './testing/flow-names';
import { isFlow } from './testing/trace-builder';

const story = openFormation(conforming().events);

describe('how checks word what they found', () => {
  it('names up to four by name and cuts a longer list', () => {
    assert.equal(names(story, []), 'nobody');
    assert.equal(names(story, [ANA]), 'Ana');
    assert.equal(names(story, [ANA, BEN, CLEO, DAN]), 'Ana, Ben, Cleo and Dan');
    assert.equal(names(story, [ANA, BEN, CLEO, DAN, EVE]), 'Ana, Ben, Cleo and 2 others');
  });

  it('says that a sender is unknown', () => {
    const message = story.messages.find(isFlow(FLOW.step4b));
    assert.ok(message);
    const unknown = { ...message, from: { id: '', party: null } };
    assert.equal(
      described(story, unknown),
      'a preconfigured regroup request return (step 4b) from an unknown sender to Ana',
    );
  });

  it('tells a server from a group management server', () => {
    assert.equal(entity('second-partner-server'), 'the second partner MC service server');
    assert.equal(entity('partner-gms'), 'the partner group management server');
  });

  it('takes sets for the same by all that is in them', () => {
    assert.equal(sameSet(['a', 'b'], ['b', 'a', 'a']), true);
    assert.equal(sameSet(['a', 'b'], ['a', 'c']), false);
    assert.equal(sameSet(['a'], ['a', 'c']), false);
  });

  it('gives the reading that decides where there is one', () => {
    const claim = { party: 'client-1', expected: 'something' } as const;
    const [plain, read] = check('STEP-1-a', (_, say) => [
      say.pass(claim, 'seen', []),
      say.pass({ ...claim, reading: 'A-14' }, 'seen', []),
    ]).judge(story, { ordering: 'strict' });
    assert.deepEqual(plain, {
      requirement: 'STEP-1-a',
      verdict: 'pass',
      observed: 'seen',
      evidence: [],
      ...claim,
    });
    assert.equal(read?.interpretation, 'A-14');
  });
});
