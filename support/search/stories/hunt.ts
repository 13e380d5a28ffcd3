// Whether stories alone find a defect: each is played with the faulty party in its place, beside neighbours that use freedoms of
// the clause, until a statement fails it. Whoever else is accused beside it is accused falsely.

import fc from 'fast-check';
import type { Role } from '../../procedure/roles';
import type { Choice } from '../../reference/party';
import { VARIANTS } from '../../reference/variants/all';
import { createTape, type Scene } from '../../trials/differences';
import { difference } from '../source-mutants/tapes';
import type { Finding } from '../../verdict/finding';
import { createAccusations } from './accusations';
import { stories } from './arbitrary';
import { play } from './play';
import type { StoryScript } from './story';

/** A party with a defect. */
export interface Prey extends Choice {
  readonly id: string;
  readonly role: Role;
  /** The statement that has to fail it; any will do where absent. */
  readonly requirement?: string;
}

export interface Hunted {
  readonly id: string;
  /** The statements that failed it, up to the story in which the one that has to did. */
  readonly by: readonly string[];
  readonly isNamed: boolean;
  /** In how many stories it did anything that the faithful party does not. */
  readonly differing: number;
  /** The one that ended it. */
  readonly story?: StoryScript;
  /** Somebody else was accused beside it. */
  readonly falsely: readonly { readonly finding: Finding; readonly story: StoryScript }[];
}

export interface Hunt {
  on(prey: Prey): Hunted;
}

/** @param variants how many neighbours use a freedom, at most */
export function openHunt({ stories: numRuns, seed, variants }: HuntOptions): Hunt {
  const pool = fc.sample(stories(VARIANTS, { most: variants, withLosses: false }), { numRuns, seed });
  const accusations = createAccusations();
  const taped = new Map<Role, readonly (Scene | undefined)[]>();

  /** What the faithful party of the role takes in and puts out in each story. */
  function scenesOf(role: Role): readonly (Scene | undefined)[] {
    const known = taped.get(role) ?? pool.map((story) => sceneIn(story, role));
    taped.set(role, known);
    return known;
  }

  return {
    on(prey) {
      const { id, role, requirement } = prey;
      const lent = new Map([[id, prey]]);
      const by = new Set<string>();
      const falsely: Hunted['falsely'][number][] = [];
      let differing = 0;
      const hunted = (story?: StoryScript): Hunted => {
        const isNamed = requirement === undefined ? by.size > 0 : by.has(requirement);
        return { id, by: [...by], isNamed, differing, falsely, ...(story && { story }) };
      };
      for (const [index, scene] of scenesOf(role).entries()) {
        const told = pool[index];
        const seen = scene === undefined ? 'none' : difference((env) => prey.build(env), scene);
        if (told === undefined || seen === 'none') continue;
        differing += 1;
        if (seen === 'never ends') return hunted();
        const story = { ...told, choices: { ...told.choices, [role]: id } };
        for (const finding of accusations.in(play(story, lent), story)) {
          if (finding.party === role) by.add(finding.requirement);
          else falsely.push({ finding, story });
        }
        if (requirement === undefined ? by.size > 0 : by.has(requirement)) return hunted(story);
      }
      return hunted();
    },
  };
}

export interface HuntOptions {
  readonly stories: number;
  readonly seed: number;
  readonly variants: number;
}

function sceneIn(story: StoryScript, role: Role): Scene {
  const tape = createTape(role);
  play({ ...story, choices: { ...story.choices, [role]: tape.party.id } }, new Map([[tape.party.id, tape.party]]));
  return tape.cut();
}
