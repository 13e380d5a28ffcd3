// Moves of a story that show most beside a freedom that a neighbour uses: one that asks in parts, answers late, or says little. Each names
// the variants that use it.

import fc from 'fast-check';
import { arriving, moveOf, QUIET, regroupOf, requester, someOf, type Acts, type Scene } from './acts';
import type { StoryGroup, StoryScript } from './story';

type Freedoms = StoryScript['choices'];

export function scenesBesideFreedoms(acts: Acts, groups: readonly StoryGroup[]): readonly Scene[] {
  const foreign = groups.filter(({ home }) => home === 'partner').map(({ name }) => name);
  if (foreign.length < 2) return [];
  return [askedInParts(foreign), refusedLate(foreign), briefly(acts)];
}

/** Of its groups a partner is asked one by one; before or afterwards another MC system asks for one of them. */
function askedInParts(foreign: readonly string[]): Scene {
  const freedoms: fc.Arbitrary<Freedoms> = fc.constantFrom(
    { 'primary-server': 'one-request-with-each-group' },
    { 'primary-server': 'one-request-for-each-group' },
  );
  return fc
    .tuple(freedoms, someOf(foreign, 3, 2), fc.constantFrom('Ana', 'Ivo'), fc.constantFrom('Jan', 'Hana'), fc.boolean())
    .chain(([inParts, some, who, other, isBefore]) =>
      fc.constantFrom(...some).map((one) => {
        const all = [moveOf(regroupOf(who, some)), QUIET];
        const part = [moveOf(regroupOf(other, [one])), QUIET];
        return { freedoms: inParts, moves: isBefore ? [...part, ...all] : [...all, ...part] };
      }),
    );
}

/** A partner is asked for a held group and for a free one, and what it answers first arrives last. */
function refusedLate(foreign: readonly string[]): Scene {
  const freedoms: fc.Arbitrary<Freedoms> = fc.constantFrom(
    { 'partner-server': 'refuses-late' },
    { 'partner-server': 'answers-late' },
  );
  return fc
    .tuple(freedoms, someOf(foreign, 2, 2), fc.boolean(), arriving, arriving)
    .map(([late, [held = '', free = ''], isHeldFirst, some, others]) => {
      const both = [moveOf(regroupOf('Ana', [held])), moveOf(regroupOf('Ivo', [free]))];
      return {
        freedoms: late,
        moves: [
          moveOf(regroupOf('Jan', [held])),
          QUIET,
          ...(isHeldFirst ? both : both.toReversed()),
          some,
          others,
          QUIET,
        ],
      };
    });
}

/** Somebody says no more than must be said. */
function briefly({ initiation }: Acts): Scene {
  const freedoms: fc.Arbitrary<Freedoms> = fc.constantFrom(
    { 'partner-server': 'tells-clients-no-groups' },
    { 'partner-server': 'refuses-anonymously' },
    { 'primary-server': 'asks-anonymously' },
    { 'primary-server': 'rejects-briefly' },
  );
  return fc.tuple(freedoms, initiation, requester, initiation).map(([brief, one, who, other]) => ({
    freedoms: brief,
    moves: [moveOf(one), QUIET, moveOf({ ...other, user: who }), QUIET],
  }));
}
