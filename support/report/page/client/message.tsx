// What stands behind a row of a ladder: who to whom, whether it was valid, the bytes, what became of it, what it is evidence of,
// and how it differs from another message.

import { useState } from 'preact/hooks';
import { diffLines } from 'diff';
import type { Arrow, Ladder, MessageFacts, Row } from '../../ladder/model';
import { inWords } from '../../ladder/scene';
import type { ScenarioDetail } from '../page-data';
import { comparable, curlOf, hereAt, hexOf, pretty, readable } from './copy';
import { addressOf, Badge, Code, Copy, Fold, Links } from './ui';

interface PanelFacts {
  /** Of the scenario, or the regroup of a served party. */
  readonly anchor: string;
  readonly ladder: Ladder;
  readonly row: Row;
  readonly checks: ScenarioDetail['checks'];
  readonly close: () => void;
  /** To the row before it, or the next. */
  readonly step: (by: 1 | -1) => void;
}

export function MessagePanel({ anchor, ladder, row, checks, close, step }: PanelFacts) {
  const [other, setOther] = useState('');
  const others = ladder.rows.filter((one): one is Arrow => one.kind === 'arrow' && one.id !== row.id);
  const compared = others.find(({ id }) => id === other);
  return (
    <section class="panel" aria-labelledby="message-title">
      <header>
        <h2 id="message-title">{titleOf(row)}</h2>
        <div class="buttons">
          <button type="button" title="k, arrow up" aria-label="Message before it" onClick={() => step(-1)}>
            ↑
          </button>
          <button type="button" title="j, arrow down" aria-label="Next message" onClick={() => step(1)}>
            ↓
          </button>
          <button type="button" title="Escape" onClick={close}>
            Close
          </button>
        </div>
      </header>
      <p class="quiet">{inWords(row, ladder.lifelines)}</p>
      {row.breaks.length > 0 && (
        <p class="breach">
          Breaks <Links to={row.breaks} />
        </p>
      )}
      <EvidenceOf anchor={anchor} row={row} checks={checks} />
      {row.kind === 'arrow' && others.length > 0 && (
        <label class="compare">
          Compare with
          <select id="compare" value={other} onInput={(event) => setOther(event.currentTarget.value)}>
            <option value="">no other message</option>
            {others.map((one) => (
              <option key={one.id} value={one.id}>
                {inWords(one, ladder.lifelines)}
              </option>
            ))}
          </select>
        </label>
      )}
      {row.kind === 'arrow' && compared !== undefined && <Changes from={compared} to={row} />}
      <Content key={row.id} anchor={anchor} row={row} />
    </section>
  );
}

function titleOf(row: Row): string {
  if (row.kind === 'arrow' || row.kind === 'missing')
    return `${row.step === undefined ? '' : `Step ${row.step}: `}${row.name}`;
  if (row.kind === 'again') return `${row.name} (${row.of})`;
  return row.kind === 'note' && row.of === 'malformed' ? 'Bytes that are no information flow' : row.text;
}

/** Ids of the events that a row shows: a message, and what became of it. */
export const eventsOf = (row: Row): readonly string[] =>
  row.kind === 'arrow' ? [row.id, ...row.message.deliveries.flatMap(({ id }) => id ?? [])] : [row.id];

function EvidenceOf({ anchor, row, checks }: { anchor: string; row: Row; checks: PanelFacts['checks'] }) {
  const events = new Set(eventsOf(row));
  const those = checks.flatMap((check, at) => (check.evidence.some((id) => events.has(id)) ? [{ check, at }] : []));
  if (those.length === 0) return undefined;
  const listed = (some: typeof those) => (
    <ul class="plain">
      {some.map(({ check, at }) => (
        <li key={at}>
          <a class="id" href={addressOf(anchor, `check-${at}`)}>
            {check.requirement}
          </a>{' '}
          <Badge of={check.verdict} /> {check.party}
        </li>
      ))}
    </ul>
  );
  const passed = those.filter(({ check }) => check.verdict === 'pass');
  const others = those.filter(({ check }) => check.verdict !== 'pass');
  return (
    <>
      <p>
        Evidence of {those.length} {those.length === 1 ? 'check' : 'checks'}
      </p>
      {listed(others)}
      {passed.length > 0 && <Fold title={`${passed.length} passed`}>{listed(passed)}</Fold>}
    </>
  );
}

function Changes({ from, to }: { readonly from: Arrow; readonly to: Arrow }) {
  const parts = diffLines(comparable(from.message), comparable(to.message));
  const same = parts.every(({ added, removed }) => !added && !removed);
  if (same) return <p>They say the same.</p>;
  return (
    <>
      <h3>
        What is other: <del>{from.at} ms</del> and <ins>{to.at} ms</ins>
      </h3>
      <pre class="diff" tabIndex={0} role="region" aria-label="Difference of two messages">
        {parts.map(({ value, added, removed }, at) => {
          const Tag = added ? 'ins' : removed ? 'del' : 'span';
          const sign = added ? '+ ' : removed ? '- ' : '  ';
          return <Tag key={at}>{value.replace(/^(?=[^])/gm, sign).replace(/\n[+ -] $/, '\n')}</Tag>;
        })}
      </pre>
    </>
  );
}

function Content({ anchor, row }: { readonly anchor: string; readonly row: Row }) {
  switch (row.kind) {
    case 'arrow':
      return <Message anchor={anchor} id={row.id} message={row.message} />;
    case 'missing':
      return (
        <>
          <p>Expected: {row.expected}</p>
          <p>
            Nobody sent it before everything was quiet
            {row.until === undefined ? '.' : `, at ${row.until.at} ms.`}
          </p>
        </>
      );
    case 'again':
      return (
        <>
          {row.message !== undefined && (
            <p>
              The bytes of <a href={addressOf(anchor, row.message)}>this message</a>, {AGAIN[row.of]}.
            </p>
          )}
          <Code title="Bytes" text={row.raw} />
        </>
      );
    case 'note':
      return row.of === 'control' ? (
        <>
          <h3>Command and answer</h3>
          <Code title="Command and answer" text={pretty(row.detail)} />
        </>
      ) : (
        <>
          <h3>Bytes</h3>
          <Code title="Bytes" text={row.detail} />
        </>
      );
    case 'mark':
      return undefined;
  }
}

const AGAIN: Readonly<Record<Extract<Row, { readonly kind: 'again' }>['of'], string>> = {
  'sent again': 'once more since nothing had answered',
  'sent again, challenged': 'once more with credentials since they were challenged',
  lost: 'lost on the way, as the weather of the target file says',
  doubled: 'which arrived twice, as the weather of the target file says',
  held: 'held back on the way, as the weather of the target file says',
};

function Message({ anchor, id, message }: { anchor: string; id: string; message: MessageFacts }) {
  const { from, to, raw, schemaErrors, writtenBy, wire, deliveries, flow } = message;
  const { headers, ...others } = wire;
  const curl = curlOf(message);
  const facts: readonly (readonly [string, string])[] = [
    ['event', id],
    ['flow', flow],
    ['from', from],
    ['to', to],
    ['written by', writtenBy === 'harness' ? 'the harness' : 'the implementation under test'],
    ...Object.entries(others).map(([name, value]) => [`wire: ${name}`, value] as const),
    ...deliveries.map(({ by, outcome, detail }) => [`${outcome} at`, `${by} ${detail}`] as const),
  ];
  return (
    <>
      <p class="buttons" role="group" aria-label="Copy">
        <Copy label="Copy message" text={() => readable(message)} />
        <Copy label="hex" text={() => hexOf(raw)} />
        {curl !== undefined && <Copy label="curl" text={() => curl} />}
        <Copy label="link" text={() => hereAt(addressOf(anchor, id))} />
      </p>
      <p class={schemaErrors.length === 0 ? 'valid' : 'invalid'}>
        {schemaErrors.length === 0 ? '✓ valid by its schema' : '✗ not valid by its schema'}
      </p>
      <ul class="plain">
        {schemaErrors.map(({ path, expected, found }, at) => (
          <li key={at}>
            {path || 'the message'}: expected {expected}, found {found}
          </li>
        ))}
      </ul>
      <h3>Message</h3>
      <Code title="Message" text={readable(message)} />
      {readable(message) !== raw && (
        <>
          <h3>Bytes</h3>
          <Code title="Bytes" text={raw} />
        </>
      )}
      {headers !== undefined && (
        <>
          <h3>Headers</h3>
          <Code title="Headers" text={headers} />
        </>
      )}
      <dl class="facts">
        {facts.map(([name, value], at) => (
          <div key={at}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
