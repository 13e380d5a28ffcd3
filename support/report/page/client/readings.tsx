// The readings of what the clause leaves open: what each decided in this run, and what it would be if it were read otherwise.

import type { PageIndex, PageReading } from '../page-data';
import { Fold, Links } from './ui';
import { wordOf } from './verdict';

export function Reading({ index, id }: { readonly index: PageIndex; readonly id: string }) {
  const known = index.interpretations[id];
  if (known === undefined) return <p>reading {id}</p>;
  return (
    <Fold title={`Reading ${id}: ${known.reading}`}>
      <p>The text: {known.problem}</p>
      <p>Why: {known.why}</p>
      {known.alternatives.map((other) => (
        <p key={other.reading}>
          Read otherwise: {other.reading} {other.verdict}
        </p>
      ))}
    </Fold>
  );
}

/** All of them; first those by which something did not pass. */
export function Readings({ index }: { readonly index: PageIndex }) {
  const all = Object.entries(index.interpretations);
  const rank = ({ rests }: PageReading): number =>
    rests['fail'] ? 0 : Object.keys(rests).some((one) => one !== 'pass') ? 1 : Object.keys(rests).length > 0 ? 2 : 3;
  const sorted = all.toSorted(([, one], [, other]) => rank(one) - rank(other));
  return (
    <>
      <h1 tabIndex={-1}>Readings</h1>
      <p class="says">
        Where the clause is silent or contradicts itself, the suite takes one reading. {all.length} in all; first those
        by which something did not pass in this run.
      </p>
      <div class="wide">
        <table class="readings">
          <thead>
            <tr>
              {['Reading', 'The text, and how it is read', 'In this run', 'Read otherwise, and the verdict then'].map(
                (name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {sorted.map(([id, reading]) => (
              <Row key={id} id={id} reading={reading} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

const Row = ({ id, reading }: { id: string; reading: PageReading }) => (
  <tr id={`reading-${id}`}>
    <th scope="row">
      <span class="id">{id}</span>
      <p>
        <Links to={reading.affects} />
      </p>
    </th>
    <td>
      <p class="quiet">{reading.problem}</p>
      <p>{reading.reading}</p>
    </td>
    <td>{restsOn(reading)}</td>
    <td>
      {reading.alternatives.map((other) => (
        <p key={other.reading}>
          {other.reading} <strong>{other.verdict}</strong>
        </p>
      ))}
    </td>
  </tr>
);

function restsOn({ rests }: PageReading): string {
  const counts = Object.entries(rests);
  if (counts.length === 0) return 'no check rested on it';
  return counts.map(([verdict, count]) => `${count} ${wordOf(verdict as 'pass')}`).join(', ');
}
