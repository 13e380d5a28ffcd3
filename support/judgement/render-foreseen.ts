// The text of `plan`: what is in, what is out and why, and what can be told of which statement. Returns lines; prints nothing.

import type { Foreseen, ForeseenStatement } from './foreseen';

const STATES: readonly (readonly [ForeseenStatement['state'], string])[] = [
  ['not-shown', 'not shown'],
  ['not-applicable', 'not applicable by the ICS'],
  ['not-under-test', 'bind roles that are played'],
  ['not-observable', 'not observable on this wire'],
  ['excluded', 'no test can show them'],
];

export function renderForeseen({ executed, left, statements }: Foreseen, about: string): readonly string[] {
  const shown = statements.filter(({ state }) => state === 'shown');
  const beyond = executed.filter(({ beyondSpec }) => beyondSpec).length;
  return [
    about,
    '',
    `In: ${executed.length} of ${executed.length + left.length} test purposes${beyond > 0 ? `, ${beyond} of them beyond the clause and not counted` : ''}`,
    ...executed.map(({ tp, name, shows }) => `  ${tp}  ${name}${shows.length > 0 ? `  (${shows.join(' ')})` : ''}`),
    '',
    `Out: ${left.length}`,
    ...grouped(left.map(({ tp, why }) => [why, tp] as const)),
    '',
    `Statements: ${shown.length} of ${statements.length} can be told of the roles under test`,
    ...STATES.flatMap(([state, words]) => {
      const some = statements.filter((one) => one.state === state);
      if (some.length === 0) return [];
      return [
        `  ${some.length} ${words}`,
        ...grouped(
          some.map(({ why, requirement }) => [why, requirement] as const),
          4,
        ),
      ];
    }),
  ];
}

/** A line a reason, and below it what it holds for. */
function grouped(pairs: readonly (readonly [reason: string, id: string])[], indent = 2): readonly string[] {
  const byReason = new Map<string, string[]>();
  for (const [reason, id] of pairs) byReason.set(reason, [...(byReason.get(reason) ?? []), id]);
  const space = ' '.repeat(indent);
  return [...byReason].flatMap(([reason, ids]) => [`${space}${ids.length}: ${reason}`, `${space}  ${shortened(ids)}`]);
}

const MOST = 12;
const shortened = (ids: readonly string[]): string =>
  ids.length <= MOST ? ids.join(' ') : `${ids.slice(0, MOST).join(' ')} and ${ids.length - MOST} more (--json has all)`;
