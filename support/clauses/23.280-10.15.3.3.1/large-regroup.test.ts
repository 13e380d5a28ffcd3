import assert from 'node:assert/strict';
import { BEN, DAN, FIXTURE, MED, server } from './testing/cast';
import { FLOW } from './testing/flow-names';
import { regroups } from './testing/formation';
import { judged } from './testing/judged';
import { prepared } from './testing/preparation';
import { doubled, isFlow } from './testing/trace-builder';

describe('a large regroup', () => {
  it('of thousands of clients is judged whole', () => {
    const crowd = Array.from({ length: 3000 }, (_, index) => ({
      name: `User-${index}`,
      id: `sip:user-${index}.t1@partner.example`,
      system: 'partner' as const,
      party: 'partner-bystanders' as const,
      mayInitiateRegroup: false,
      inService: true,
    }));
    const ids = crowd.map(({ id }) => id);
    const t = prepared({ ...FIXTURE, users: [...FIXTURE.users, ...crowd] });
    for (const id of ids) {
      const elements = { mcServiceId: id, mcServiceGroupIdList: [MED] };
      t.send('group-affiliation-response.server-client', server('partner'), id, { ...elements, result: 'success' });
    }
    t.stimulus();
    regroups(t, { asked: { partner: [BEN, DAN, ...ids] } });
    t.settle();
    const fails = (events: Parameters<typeof judged>[0]) =>
      judged(events).flatMap((one) => (one.verdict === 'fail' ? [`${one.requirement}: ${one.observed}`] : []));
    assert.deepEqual(fails(t.events), []);
    const last = ids.at(-1) ?? '';
    assert.deepEqual(fails(doubled(t.events, isFlow(FLOW.step7, last))), [
      'STEP-7-a: User-2999 was sent more than one',
      'INV-6: User-2999 was asked again',
    ]);
  });
});
