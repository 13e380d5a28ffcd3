import assert from 'node:assert/strict';
import type { Fixture } from '../../procedure/fixture';
import type { TraceEvent } from '../../evidence/trace';
import { openStory } from '../../oracle/story';
import type { Message } from '../../oracle/story/message';
import { FORMATION } from './all';
import { FIXTURE, JOINT, JOINT8, MED, server } from './testing/cast';
import { settles } from './testing/conforming';
import { FLOW } from './testing/flow-names';
import { asksUsers, regroups, WISH } from './testing/formation';
import { prepared } from './testing/preparation';
import { BY_A_WHOLE_WIRE } from './testing/wires';

const membersOf = (size: number): readonly string[] =>
  Array.from({ length: size }, (_, nth) => `sip:member-${nth}@partner.example`);

function fixtureWith(members: readonly string[]): Fixture {
  const users = members.map((id) => ({
    name: id,
    id,
    system: 'partner' as const,
    party: 'partner-bystanders' as const,
    mayInitiateRegroup: false,
    inService: true,
  }));
  const groups = FIXTURE.groups.map((group) =>
    group.id === MED ? { ...group, members: [...group.members, ...members] } : group,
  );
  return { ...FIXTURE, users: [...FIXTURE.users, ...users], groups };
}

/** So many members acknowledge what a multicast asked them for, what another server asked them for, twice, and what nobody did. */
function crowd(size: number): readonly TraceEvent[] {
  const members = membersOf(size);
  const t = prepared(fixtureWith(members));
  const acknowledge = (by: string, regroupGroupId: string): void => {
    for (const id of members) t.send(FLOW.step9, id, by, { mcServiceId: id, regroupGroupId });
  };
  for (const id of members) {
    const elements = { mcServiceId: id, mcServiceGroupIdList: [MED] };
    t.send('group-affiliation-request.client-server', id, server('partner'), elements);
    t.send('group-affiliation-response.server-client', server('partner'), id, { ...elements, result: 'success' });
  }
  t.stimulus();
  acknowledge(server('partner'), JOINT8);
  regroups(t, { delivery: 'multicast', asked: { partner: members } });
  acknowledge(server('partner'), JOINT);
  asksUsers(t, 'second-partner', members, { ...WISH, id: JOINT8 });
  acknowledge(server('second-partner'), JOINT8);
  settles(t);
  return t.events;
}

/** How often each check reads of the story's messages, one or what stands in one. */
function readsOf(events: readonly TraceEvent[]): ReadonlyMap<string, number> {
  let reads = 0;
  const story = openStory(events, BY_A_WHOLE_WIRE);
  const reading = <T extends object>(what: T): T =>
    new Proxy(what, {
      get(target, key): unknown {
        reads += 1;
        return Reflect.get(target, key);
      },
    });
  const messages = reading(story.messages.map((message) => reading(message))) satisfies readonly Message[];
  const counted = { ...story, messages };
  return new Map(
    FORMATION.checks.map((check) => {
      reads = 0;
      check.judge(counted, { ordering: 'strict' });
      return [check.requirement, reads];
    }),
  );
}

it('with twice as many members every check reads at most about twice as much of messages', () => {
  const few = readsOf(crowd(60));
  const many = readsOf(crowd(120));
  const faster = FORMATION.checks
    .map(({ requirement }) => requirement)
    .filter((requirement) => (many.get(requirement) ?? 0) > 2.5 * (few.get(requirement) ?? 0));
  assert.deepEqual(faster, []);
  assert.ok([...few.values()].some((reads) => reads > 0));
});
