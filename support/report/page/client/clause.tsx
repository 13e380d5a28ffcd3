// The clauses down the side: the other views of the run, the parts of each clause with their verdicts, and below each its statements.

import { useEffect, useRef } from 'preact/hooks';
import type { ClausePart, PageIndex } from '../page-data';
import { Badge, Link } from './ui';

interface SideFacts {
  readonly index: PageIndex;
  /** The requirement or the view that is shown. */
  readonly current: string;
}

export const VIEWS: Readonly<Record<string, string>> = {
  figure: 'Figure',
  matrix: 'Matrix',
  readings: 'Readings',
};

export const ClauseSide = ({ index: { clauses }, current }: SideFacts) => (
  <>
    <ul class="views">
      <li>
        <a href="#" aria-current={current === '' ? 'page' : undefined}>
          Overview
        </a>
      </li>
      {Object.entries(VIEWS).map(([id, name]) => (
        <li key={id}>
          <a href={`#${id}`} aria-current={current === id ? 'page' : undefined}>
            {name}
          </a>
        </li>
      ))}
    </ul>
    {clauses.map(({ name, parts }) => (
      <section key={name}>
        <h2>{clauses.length === 1 ? 'The clause' : name}</h2>
        <ol class="clause">
          {parts.map((part) => (
            <Part key={part.id} part={part} current={current} />
          ))}
        </ol>
      </section>
    ))}
  </>
);

function Part({ part: { id, title, verdict, requirements }, current }: { part: ClausePart; current: string }) {
  const box = useRef<HTMLDetailsElement>(null);
  const isHere = requirements.some((row) => row.id === current);
  useEffect(() => {
    if (isHere && box.current) box.current.open = true;
  }, [isHere]);
  return (
    <li class={verdict}>
      <details id={`part-${id}`} ref={box}>
        <summary>
          <span class="part">{title}</span>
          <Badge of={verdict} />
        </summary>
        <ul>
          {requirements.map((row) => (
            <li key={row.id} aria-current={row.id === current ? 'true' : undefined}>
              <Link to={row.id} />
              <Badge of={row.verdict} />
              <p>{row.says}</p>
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}
