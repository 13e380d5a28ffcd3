// A story as a scenario to paste into a feature, as far as its phrases go: what no phrase brings about, such as the order in which
// messages arrive, stands in comments. Pure.

import { USERS } from '../../procedure/cast';
import { TEMPORARY_GROUP } from './configuring';
import type { Configuring, Move, Setup, StoryScript, StoryAct } from './story';

const list = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;

export function asGherkin(story: StoryScript): string {
  const { setup, choices, moves } = story;
  const groups = setup.groups.filter(
    ({ name, affiliated, others }) =>
      [...affiliated, ...others].length > 0 || moves.some((move) => JSON.stringify(move).includes(`"${name}"`)),
  );
  return [
    ...Object.entries(choices).map(([party, id]) => `# ${party} is ${id}`),
    'Given these MC service groups:',
    ...table([
      ['group', 'home MC system', 'affiliated members', 'other members'],
      ...groups.map(({ name, home, affiliated, others }) => [
        name,
        home.replace('-', ' '),
        affiliated.join(', '),
        others.filter((one) => !affiliated.includes(one)).join(', '),
      ]),
    ]),
    ...setup.multicastIn.map((system) => `And the ${system} MC system sends regroup requests by multicast`),
    ...((setup.temporary ?? []).length > 0
      ? [`And ${list(setup.temporary ?? [])} is in the temporary group ${TEMPORARY_GROUP}`]
      : []),
    ...(setup.refusing ?? []).map((user) => `And ${user} takes no regroup requests`),
    ...requesters(story).map((user) => `And ${user} may initiate a preconfigured regroup`),
    ...phrases(story),
  ].join('\n');
}

/** Who asks for anything and may. */
const requesters = ({ setup: { mayInitiate = [] }, moves }: StoryScript): readonly string[] => [
  ...new Set(
    moves.flatMap((move) => {
      if (move.kind !== 'act' || move.act.act !== 'initiate') return [];
      const { user } = move.act;
      return USERS[user]?.mayInitiateRegroup === true || mayInitiate.includes(user) ? [user] : [];
    }),
  ),
];

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) => `  | ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`);
}

function phrases({ setup, moves }: StoryScript): readonly string[] {
  let keyword = 'When';
  return moves.flatMap((move) => {
    if (move.kind === 'arrive' || move.kind === 'lose' || move.kind === 'quiet') return [`# ${happening(move)}`];
    const phrase = `${keyword} ${done(move, setup)}`;
    keyword = 'And';
    return [phrase];
  });
}

type Happening = Extract<Move, { kind: 'arrive' | 'lose' | 'quiet' }>;

function done(move: Exclude<Move, Happening>, setup: Setup): string {
  switch (move.kind) {
    case 'act':
      return acting(move.act);
    case 'hours':
      return `${move.hours} hours pass`;
    case 'demand-cancellation':
      return `the MC system of ${move.user} asks the others to cancel the regroup`;
    case 'configure':
      return configuring(move, setup);
  }
}

function configuring({ change, groups }: Configuring, setup: Setup): string {
  switch (change) {
    case 'make-temporary-group':
      return `${list(groups)} ${groups.length > 1 ? 'are' : 'is'} put into the temporary group ${TEMPORARY_GROUP}`;
    case 'tear-down-temporary-group':
      return `the temporary group ${TEMPORARY_GROUP} is torn down`;
    case 'repeat-configuration': {
      const { home = 'primary' } = setup.groups.find(({ name }) => groups.includes(name)) ?? {};
      return `the ${home.replace('-', ' ')} group management server repeats the configuration of ${list(groups)}`;
    }
  }
}

function happening(move: Happening): string {
  switch (move.kind) {
    case 'arrive':
      return `of the links in use, the first message of number ${move.picks.join(', then of ')} arrives`;
    case 'lose':
      return `of the links in use between servers, the first message of number ${move.pick} is reported lost${move.arrivesAllTheSame ? ', and arrives' : ''}`;
    case 'quiet':
      return 'everything arrives';
  }
}

function acting(act: StoryAct): string {
  switch (act.act) {
    case 'initiate': {
      const into = act.into === undefined ? '' : ` into ${act.into}`;
      const configuration = act.configuration === 'Crisis-0' ? '' : ` with the configuration of ${act.configuration}`;
      return `${act.user} initiates a preconfigured regroup of ${list(act.groups)}${into}${configuration}`;
    }
    case 'cancel':
      return `${act.user} cancels the regroup${act.regroup === undefined ? '' : ` # ${act.regroup}`}`;
    case 'affiliate':
      return `${act.user} affiliates to ${list(act.groups)}`;
    case 'de-affiliate':
      return `${act.user} ceases to be affiliated to ${list(act.groups)}`;
    case 'withdraw-authorization':
      return `${act.user} may no longer initiate a preconfigured regroup`;
    case 'log-off':
      return `${act.user} logs off`;
    case 'start-service':
      return `${act.user} starts MC service # no phrase yet`;
  }
}
