// The regroups that a served party took part in: at the side, and as a table with a filter.

import { useState } from 'preact/hooks';
import type { ServedEntry, ServedIndex } from '../served-data';
import { Link } from './ui';

const AT_ONCE = 200;

export const ServedSide = ({ index: { entries } }: { readonly index: ServedIndex }) => (
  <>
    <h2>Newest</h2>
    <ul class="plain served">
      {entries.slice(0, 30).map(({ key, problems }) => (
        <li key={key}>
          <Link to={key} /> {problems > 0 && <span class="badge fail"> ✗ {problems}</span>}
        </li>
      ))}
    </ul>
  </>
);

export function ServedList({ index: { entries, faults, dropped } }: { readonly index: ServedIndex }) {
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  const [most, setMost] = useState(AT_ONCE);
  const matches = entries.filter(
    (entry) => (!wrong || entry.problems > 0) && textOf(entry).includes(text.trim().toLowerCase()),
  );
  return (
    <>
      {faults.map((fault) => (
        <p key={fault} class="breach">
          The served party failed: {fault}
        </p>
      ))}
      <h2>What it took part in</h2>
      <p class="quiet">By the scope that a tester provisioned, or else by the regroup group; the newest first.</p>
      <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
        <label>
          Text
          <input
            type="search"
            id="filter-text"
            placeholder="scope, regroup group, message ( / )"
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
        <label class="beside">
          <input
            type="checkbox"
            id="filter-problems"
            checked={wrong}
            onInput={(event) => setWrong(event.currentTarget.checked)}
          />{' '}
          with problems only
        </label>
      </form>
      <p class="quiet" id="told">
        {matches.length} of {entries.length}
        {dropped === 0 ? '' : `; ${dropped} older are not kept`}
      </p>
      <table class="scenarios">
        <thead>
          <tr>
            {['Problems', 'Scope or regroup', 'Regroup group, last message', 'Messages'].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matches.slice(0, most).map((entry) => (
            <Row key={entry.key} entry={entry} />
          ))}
        </tbody>
      </table>
      <button type="button" class="more" id="more" hidden={matches.length <= most} onClick={() => setMost(Infinity)}>
        Show the other {matches.length - most}
      </button>
    </>
  );
}

const textOf = ({ key, regroup, last }: ServedEntry): string => `${key} ${regroup} ${last}`.toLowerCase();

const Row = ({ entry: { key, regroup, messages, problems, last } }: { readonly entry: ServedEntry }) => (
  <tr>
    <td>{problems === 0 ? <span class="quiet">none</span> : <span class="badge fail">✗ {problems}</span>}</td>
    <td>
      <Link to={key} />
    </td>
    <td>
      {regroup}
      <p class="quiet">{last}</p>
    </td>
    <td class="number">{messages}</td>
  </tr>
);
