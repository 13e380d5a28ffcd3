// What is broken, a row a cause: closed it says which statement and how often, open what was expected and observed and where.

import type { Cause, PageIndex } from '../page-data';
import { Reading } from './readings';
import { Badge, Difference, Link, Links } from './ui';

export function Causes({ index }: { readonly index: PageIndex }) {
  const { causes, against } = index;
  const total = new Set(causes.flatMap(({ scenarios }) => scenarios)).size;
  const since = against?.runs.at(-1);
  return (
    <section aria-labelledby="broken" hidden={causes.length === 0 && against === undefined}>
      <h2 id="broken">
        {causes.length === 0 ? 'Nothing is broken' : 'What is broken'}{' '}
        {causes.length > 0 && (
          <span class="quiet">
            {causes.length} {causes.length === 1 ? 'cause' : 'causes'} in {total} scenarios
          </span>
        )}
      </h2>
      {since !== undefined && (
        <p class="since">
          Since {since.name} ({since.target}, {since.startedAt.slice(0, 16).replace('T', ' ')}, {since.verdict}):{' '}
          {causes.filter(({ isNew }) => isNew).length} new
          {against?.mended.length === 0 ? ', none mended' : ', mended: '}
          <Links to={against?.mended ?? []} />
        </p>
      )}
      <ul class="plain causes">
        {causes.map((cause, at) => (
          <li key={cause.key}>
            <CauseRow index={index} cause={cause} open={at === 0} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function CauseRow({ index, cause, open }: { index: PageIndex; cause: Cause; open: boolean }) {
  const { verdict, requirement, party, expected, observed, reason, interpretation } = cause;
  const { followers, alongside, scenarios, isNew } = cause;
  const [first = ''] = scenarios;
  return (
    <details open={open}>
      <summary>
        <Badge of={verdict} />
        {isNew && <span class="new">new</span>}
        {requirement !== undefined && <span class="id">{requirement}</span>}
        <span class="what">{reason ?? `${party ?? ''}: ${expected ?? ''}`}</span>
        <span class="count">
          {scenarios.length} {scenarios.length === 1 ? 'scenario' : 'scenarios'}
        </span>
      </summary>
      <div class="breach">
        {expected !== undefined && <Difference expected={expected} observed={observed ?? ''} />}
        <p>
          {requirement !== undefined && (
            <>
              The statement: <Link to={requirement} />.{' '}
            </>
          )}
          Read the first of them: <Link to={first} />
        </p>
        {followers.length > 0 && (
          <p class="quiet">
            so also <Links to={followers} />
          </p>
        )}
        {alongside.length > 0 && (
          <>
            <p class="quiet">Broken in these scenarios and in no other:</p>
            <ul class="plain">
              {alongside.map((other) => (
                <li key={`${other.requirement} ${other.party}`}>
                  <Link to={other.requirement} /> {other.party}, {other.count} of them: {other.observed}
                </li>
              ))}
            </ul>
          </>
        )}
        {interpretation !== undefined && <Reading index={index} id={interpretation} />}
        <details>
          <summary>{scenarios.length === 1 ? 'The scenario' : `All ${scenarios.length} scenarios`}</summary>
          <ScenarioNames index={index} anchors={scenarios} />
        </details>
      </div>
    </details>
  );
}

function ScenarioNames({ index, anchors }: { index: PageIndex; anchors: readonly string[] }) {
  const names = new Map(index.scenarios.map(({ anchor, name }) => [anchor, name]));
  return (
    <ul class="plain names">
      {anchors.map((anchor) => (
        <li key={anchor}>
          <Link to={anchor} /> {names.get(anchor)}
        </li>
      ))}
    </ul>
  );
}
