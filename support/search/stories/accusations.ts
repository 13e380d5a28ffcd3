// What the oracle holds against anybody in a story who keeps to the clause: by rights nothing.

import type { Check } from '../../oracle/check';
import { openStory } from '../../oracle/story';
import { contextOfRun } from '../../judgement/context-of-run';
import { byPolicy, type JudgementContext } from '../../judgement/judgement-context';
import { requirementNotApplicable } from '../../judgement/applicability';
import { judgeStory } from '../../oracle/judge';
import { abilitiesOf } from '../../ports/abilities';
import { clauseTexts } from '../../traceability/catalogue/clause-text';
import { loadCatalogue } from '../../traceability/catalogue/catalogue';
import { loadIcs } from '../../traceability/catalogue/ics';
import { isRole, type PartyName } from '../../procedure/roles';
import { MUTANTS } from '../../reference/mutants/all';
import { VARIANTS } from '../../reference/variants/all';
import type { Variant } from '../../reference/variants/variant';
import type { TraceEvent } from '../../evidence/trace';
import type { Finding } from '../../verdict/finding';
import { spokenOn, wireNamed } from '../../wires/registry';
import { demandingParty, play } from './play';
import type { Move, StoryScript } from './story';

/** Whoever is made to ask for what is not its business breaks the clause, and nobody else by it. */
const demandingServer = (move: Move): readonly PartyName[] =>
  move.kind === 'demand-cancellation' ? [demandingParty(move)] : [];

const MUTANT_IDS: ReadonlySet<string> = new Set(MUTANTS.map(({ id }) => id));
const VARIANT: ReadonlyMap<string, Variant> = new Map(VARIANTS.map((one) => [one.id, one]));
/** Memory carries the bytes of a wire that shows everything. */
export const WIRE = spokenOn(wireNamed('memory'));

export interface Accusations {
  /** Of parties that are no mutants. */
  of(story: StoryScript): readonly Finding[];
  /** Of anybody who is not made to break the clause, in what was recorded of it. */
  in(events: readonly TraceEvent[], story: StoryScript): readonly Finding[];
}

/** @param checks in place of those of the clauses */
export function createAccusations(checks?: readonly Check[]): Accusations {
  const catalogue = loadCatalogue();
  const ics = loadIcs();
  const clauses = clauseTexts(catalogue);
  const contexts = new Map<string, JudgementContext>();

  /** What the makers of the variants answer to the ICS, and the ordering under which they are judged. */
  function contextOf({ choices }: StoryScript): JudgementContext {
    const key = JSON.stringify(choices);
    const known = contexts.get(key);
    if (known) return known;
    const variants = Object.values(choices).flatMap((id) => VARIANT.get(id) ?? []);
    const lenient = variants.some(({ ordering }) => ordering === 'lenient');
    // A server is the primary of its own users' regroups wherever it stands, and its maker answers for that too.
    const underTest = [...new Set([...Object.keys(choices).filter(isRole), ...variants.map(({ role }) => role)])];
    const answers = Object.assign({}, ...variants.map((one) => one.ics ?? {})) as Record<string, 'yes' | 'no' | 'some'>;
    const context = contextOfRun(
      {
        clauses,
        target: { name: '', version: '', adapter: WIRE.name, underTest, ics: answers },
        options: lenient ? { ordering: 'lenient' } : {},
      },
      catalogue,
      ics,
    );
    contexts.set(key, context);
    return context;
  }

  const accusations: Accusations = {
    of(story) {
      const { choices } = story;
      const isMutant = (party: PartyName): boolean => MUTANT_IDS.has(choices[party] ?? '');
      return accusations.in(play(story), story).filter(({ party }) => !isMutant(party));
    },
    in(events, story) {
      const context = contextOf(story);
      const demanding = new Set(story.moves.flatMap(demandingServer));
      return judgeStory(
        openStory(events, abilitiesOf(WIRE)),
        { ordering: context.ordering },
        checks ?? context.checks,
      ).filter(
        ({ verdict, requirement, party }) =>
          verdict === 'fail' &&
          !demanding.has(party) &&
          requirementNotApplicable(requirement, context) === undefined &&
          byPolicy(requirement, context) === undefined,
      );
    },
  };
  return accusations;
}
