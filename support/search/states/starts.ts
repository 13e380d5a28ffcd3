// Where the searches start: small casts in which everything is there that the clause speaks of. Data only.

import type { StoryAct, StoryGroup } from '../stories/story';
import type { Start } from './start';

type Initiation = Extract<StoryAct, { act: 'initiate' }>;

const regroup = (user: string, groups: readonly string[], into: string): Initiation => ({
  act: 'initiate',
  user,
  groups,
  into,
  configuration: 'Crisis-0',
});

const FIRE: StoryGroup = { name: 'Fire-1', home: 'primary', affiliated: ['Ana'], others: ['Eve'] };
const MED: StoryGroup = { name: 'Med-7', home: 'partner', affiliated: ['Ben'], others: ['Cleo', 'Eve'] };
const COAST: StoryGroup = { name: 'Coast-3', home: 'second-partner', affiliated: ['Hana'], others: [] };

const start = (groups: readonly StoryGroup[], ...requests: readonly Initiation[]): Start => ({
  setup: { groups, multicastIn: [] },
  requests,
});

const withRegroup = {
  one: regroup('Ana', ['Fire-1', 'Med-7'], 'Joint-8'),
  crossing: regroup('Jan', ['Fire-1', 'Med-7'], 'Joint-9'),
};

/** What may happen whoever asked for what. */
const MEMBERS: readonly StoryAct[] = [
  { act: 'log-off', user: 'Ben' },
  { act: 'de-affiliate', user: 'Ben', groups: ['Med-7'] },
  { act: 'affiliate', user: 'Cleo', groups: ['Med-7'] },
  { act: 'affiliate', user: 'Eve', groups: ['Fire-1'] },
  { act: 'affiliate', user: 'Eve', groups: ['Med-7'] },
];

const byRequester = (user: string, into: string): readonly StoryAct[] => [
  { act: 'cancel', user, regroup: into },
  { act: 'log-off', user },
  { act: 'withdraw-authorization', user },
];

export interface NamedStart {
  readonly id: string;
  readonly says: string;
  readonly start: Start;
  readonly acts: readonly StoryAct[];
}

export const STARTS: readonly NamedStart[] = [
  {
    id: 'one',
    says: 'one regroup, of a group of the primary and one of the partner',
    start: start([FIRE, MED], withRegroup.one),
    acts: [...byRequester('Ana', 'Joint-8'), ...MEMBERS],
  },
  {
    id: 'three-systems',
    says: 'one regroup of groups of three systems',
    start: start([FIRE, MED, COAST], regroup('Ana', ['Fire-1', 'Med-7', 'Coast-3'], 'Joint-8')),
    acts: [...byRequester('Ana', 'Joint-8'), ...MEMBERS, { act: 'log-off', user: 'Hana' }],
  },
  {
    id: 'crossing',
    says: 'two regroups of the same two groups, one from either system',
    start: start([FIRE, MED], withRegroup.one, withRegroup.crossing),
    acts: [...byRequester('Ana', 'Joint-8'), ...byRequester('Jan', 'Joint-9'), ...MEMBERS],
  },
  {
    id: 'chain',
    says: 'two regroups from two systems that share the group of the second, whose other groups are of three systems',
    start: start([FIRE, MED, COAST], withRegroup.one, regroup('Jan', ['Med-7', 'Coast-3'], 'Joint-9')),
    acts: [...byRequester('Ana', 'Joint-8'), ...byRequester('Jan', 'Joint-9'), ...MEMBERS],
  },
  {
    id: 'one-system',
    says: 'two regroups from one system that share a group of it; a member of that group is served in the partner',
    start: start(
      [{ ...FIRE, affiliated: ['Ana', 'Dan'] }, MED, COAST],
      withRegroup.one,
      regroup('Ivo', ['Fire-1', 'Coast-3'], 'Joint-9'),
    ),
    acts: [...byRequester('Ana', 'Joint-8'), ...byRequester('Ivo', 'Joint-9'), ...MEMBERS],
  },
  {
    id: 'visitor',
    says: 'one regroup of groups of two systems; a member of one of them is served in the third',
    start: start([{ ...FIRE, others: ['Cleo'] }, COAST], regroup('Ana', ['Fire-1', 'Coast-3'], 'Joint-8')),
    acts: [
      { act: 'cancel', user: 'Ana', regroup: 'Joint-8' },
      { act: 'affiliate', user: 'Cleo', groups: ['Fire-1'] },
      { act: 'de-affiliate', user: 'Cleo', groups: ['Fire-1'] },
      { act: 'log-off', user: 'Hana' },
    ],
  },
  {
    id: 'one-identity',
    says: 'two regroups from two systems with one identity and one partner',
    start: start(
      [FIRE, MED, COAST],
      regroup('Ana', ['Fire-1', 'Coast-3'], 'Joint-8'),
      regroup('Jan', ['Med-7', 'Coast-3'], 'Joint-8'),
    ),
    acts: [...byRequester('Ana', 'Joint-8'), ...byRequester('Jan', 'Joint-8')],
  },
];

/** Three at once; with few acts, for there are many ways. */
export const RING: NamedStart = {
  id: 'ring',
  says: 'three regroups, each of which shares a group with either other',
  start: start(
    [FIRE, MED, COAST],
    withRegroup.one,
    regroup('Jan', ['Med-7', 'Coast-3'], 'Joint-9'),
    regroup('Ivo', ['Coast-3', 'Fire-1'], 'Joint-7'),
  ),
  acts: [...byRequester('Ana', 'Joint-8'), { act: 'log-off', user: 'Ben' }],
};
