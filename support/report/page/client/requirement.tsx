// One statement of the clause: what it says, what it came to, what showed it, and the reading where the text is ambiguous.

import type { PageIndex, RequirementEntry } from '../page-data';
import { Reading } from './readings';
import { Badge, Difference, Link, Links } from './ui';

interface RequirementFacts {
  readonly index: PageIndex;
  readonly row: RequirementEntry;
  readonly part: string;
}

export function Requirement({ index, row, part }: RequirementFacts) {
  const { id, says, strength, owners, locator, verdict, reason, shownBy, checkedIn } = row;
  const scenarios = new Map(index.scenarios.map((scenario) => [scenario.tp, scenario]));
  const broken = index.causes.filter(
    (one) => one.requirement === id || one.alongside.some(({ requirement }) => requirement === id),
  );
  return (
    <>
      <h1 tabIndex={-1}>
        {id} <Badge of={verdict} />
      </h1>
      <p class="says">{says}</p>
      <p class="quiet">
        {part} · {strength} · binds {owners.join(', ') || 'nobody'} · {locator}
      </p>
      {reason !== '' && <p>{reason}</p>}
      {broken.map((one) => (
        <section class="breach" key={one.key}>
          {one.requirement === id ? (
            <>
              <p>{one.party}</p>
              <Difference expected={one.expected ?? ''} observed={one.observed ?? ''} />
            </>
          ) : (
            one.alongside
              .filter(({ requirement }) => requirement === id)
              .map(({ party, observed, count }) => (
                <p key={party}>
                  {party}, {count} times, always where <Link to={one.requirement ?? ''} /> was broken too: {observed}
                </p>
              ))
          )}
          <p>
            seen in <Links to={one.scenarios} />
          </p>
        </section>
      ))}
      <h2>Shown by</h2>
      <p class="quiet">
        {checkedIn} scenarios checked it; {shownBy.length} were written to show it.
      </p>
      <ul class="plain">
        {[...new Set(shownBy)].map((tp) => {
          const scenario = scenarios.get(tp);
          return (
            <li key={tp}>
              <Link to={tp} /> {scenario?.name} {scenario && <Badge of={scenario.verdict} />}
            </li>
          );
        })}
      </ul>
      {row.interpretations.map((name) => (
        <Reading key={name} index={index} id={name} />
      ))}
    </>
  );
}
