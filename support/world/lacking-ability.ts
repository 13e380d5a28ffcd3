// A scenario that needs an ability which the target declares not to have is not applicable, and says by which declaration.

import type { Ability, Target } from '../testbed/target';

const NEEDS = '@needs:';

/** The reason why the scenario is not applicable, or undefined. */
export function lackingAbility(tags: readonly { readonly name: string }[], target: Target): string | undefined {
  const needed = tags
    .filter(({ name }) => name.startsWith(NEEDS))
    .map(({ name }) => name.slice(NEEDS.length) as Ability);
  const lacking = needed.find((ability) => !target.abilities[ability]);
  return lacking === undefined ? undefined : `the target declares abilities.${lacking}: false`;
}
