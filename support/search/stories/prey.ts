// What stories can be set on: the mutants that are listed, and source mutants chosen by a seed.

import { MUTANTS } from '../../reference/mutants/all';
import { ROLES, kindOf } from '../../procedure/roles';
import { shuffled } from '../../trials/chance';
import { explanationOf } from '../source-mutants/explained/explained';
import { keyOf } from '../source-mutants/operators';
import { allSourceMutants, kindsOf, sturdyBuilderOf } from '../source-mutants/sources';
import { loadEveryClause } from '../../traceability/catalogue/catalogue';
import { notObservableOn } from '../../traceability/wire';
import { WIRE } from './accusations';
import type { Prey } from './hunt';

export interface Listed extends Prey {
  /** The defect, in words. */
  readonly says: string;
  readonly isSource: boolean;
  /** Why no story shows the statement that it breaks: on memory there are no messages of a stage 3. */
  readonly unseen?: string;
  /** It need not be killed, by the list of explained source mutants. */
  readonly explained?: string;
}

/** A source mutant is one prey in each role that runs its source. */
export function preyOf({ source, seed }: { readonly source: number; readonly seed: number }): readonly Listed[] {
  const catalogue = loadEveryClause();
  const chosen = shuffled(allSourceMutants(), seed, keyOf).slice(0, source);
  return [
    ...MUTANTS.map((mutant): Listed => {
      const unseen = notObservableOn(WIRE, mutant.requirement, catalogue);
      return { ...mutant, isSource: false, ...(unseen !== undefined && { unseen }) };
    }),
    ...chosen.flatMap((mutant) => {
      const kinds: readonly string[] = kindsOf(mutant.file);
      // By stories it is not known what it shows; what is explained wherever it shows nothing may be.
      const why = explanationOf({ ...mutant, fate: 'same' })?.why;
      return ROLES.filter((role) => kinds.includes(kindOf(role))).map((role): Listed => {
        let build: ReturnType<typeof sturdyBuilderOf> | undefined;
        return {
          id: keyOf(mutant),
          role,
          build: (env) => (build ??= sturdyBuilderOf(mutant, kindOf(role) as 'server'))(env), // no gateway is a role
          says: mutant.operator,
          isSource: true,
          ...(why !== undefined && { explained: why }),
        };
      });
    }),
  ];
}
