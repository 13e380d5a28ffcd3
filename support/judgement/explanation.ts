// Why an expectation of the feature was not met, where no statement that counts is broken: a product would not take something, or left
// it out; among played parties the suite is at fault. Pure.

import type { Story } from '../oracle/story';
import type { PartyName } from '../procedure/roles';
import type { Finding } from '../verdict/finding';
import type { Reasoned } from '../verdict/verdict';
import type { Circumstances } from './excuses';
import { isUnderTest, type JudgementContext } from './judgement-context';
import { inWords, type Reasons } from './untaken';

interface Explaining extends Pick<Circumstances, 'gone' | 'lacking'> {
  /** What a product broke in a role that is not under test. */
  readonly elsewhere: Finding | undefined;
  /** The products that the scenario had anything to do with. */
  readonly concerned: readonly PartyName[];
}

export function explanation({ gone, lacking, elsewhere, concerned }: Explaining): (fault: Reasoned) => Reasoned {
  if (gone.size > 0) return beside(gone);
  if (elsewhere) return inAnotherPart(elsewhere);
  if (lacking.size > 0) return beside(lacking);
  return concerned.length > 0 ? leftUnmetBy(concerned) : unexplained;
}

/** What could not be brought about, with who would not take what was to bring it about. */
export const withWords =
  ({ gone, lacking }: Pick<Explaining, 'gone' | 'lacking'>) =>
  (fault: Reasoned): Reasoned => {
    const why = fault.verdict === 'inconclusive' ? inWords(new Map([...lacking, ...gone])) : '';
    return why === '' || fault.reason.includes(why) ? fault : { ...fault, reason: `${fault.reason}; ${why}` };
  };

/** Whoever takes nothing leaves expectations of others unmet. */
const beside =
  (reasons: Reasons) =>
  ({ reason }: Reasoned): Reasoned => ({ verdict: 'inconclusive', reason: `${reason}; ${inWords(reasons)}` });

/** Played parties follow what they are sent, so whatever did not come about a product may have left out. */
const leftUnmetBy =
  (parties: readonly PartyName[]) =>
  ({ reason }: Reasoned): Reasoned => ({
    verdict: 'inconclusive',
    reason: `${reason}, and no statement of the clause is broken: it was for the ${parties.join(' and the ')} to bring about`,
  });

/** An unmet expectation explains itself by a broken requirement, counted or not; where everybody is played it is ours. */
const unexplained = ({ reason }: Reasoned): Reasoned => ({
  verdict: 'error',
  reason: `${reason}, and no requirement is broken: the feature or a check is wrong`,
});

/** A product broke what binds a role that it takes in this regroup and that is not under test. */
const inAnotherPart =
  ({ party, requirement, observed }: Finding) =>
  ({ reason }: Reasoned): Reasoned => ({
    verdict: 'inconclusive',
    reason: `${reason}; ${party} took another part, which is not under test, and broke ${requirement}: ${observed}`,
  });

/** The products that the scenario had anything to do with. */
export function concerned({ messages, controls }: Story, run: JudgementContext): readonly PartyName[] {
  const parties = [
    ...messages.flatMap(({ from, to }) => [from.party, to.party]),
    ...controls.acts.map(({ event }) => event.party),
  ];
  return [...new Set(parties)].filter((party): party is PartyName => party !== null && isUnderTest(party, run));
}
