// The kill matrix as one page that needs nothing else. Pure.

import {
  cellOn,
  countsOn,
  MEANINGS,
  TOTALS_HEAD,
  totalsIn,
  triedWires,
  unseenIn,
  weakIn,
  type KillMatrix,
  type MatrixCell,
  type MatrixMutant,
} from './matrix';
import { triedIn } from './trial';

const STYLE = `
:root { color-scheme: light dark; --line: #d0d7de; --soft: #59636e; --good: #1a7f37; --bad: #cf222e; --weak: #9a6700; --bar: #f6f8fa; }
@media (prefers-color-scheme: dark) { :root { --line: #3d444d; --soft: #9198a1; --good: #3fb950; --bad: #f85149; --weak: #d29922; --bar: #151b23; } }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2.5rem; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
th, td { border: 1px solid var(--line); padding: .35rem .6rem; text-align: left; vertical-align: top; }
thead th { background: var(--bar); position: sticky; top: 0; }
.soft { color: var(--soft); } .good { color: var(--good); } .bad { color: var(--bad); font-weight: 600; } .weak { color: var(--weak); }
ul.plain { list-style: none; margin: 0; padding: 0; } ul.plain li + li { margin-top: .3rem; }
code { font-size: 13px; } dt { font-weight: 600; } dd { margin: 0 0 .5rem; }
`;

export function matrixPage(matrix: KillMatrix): string {
  const wires = triedWires(matrix);
  const counts = wires.map((wire) => countsOn(wire, matrix));
  const weak = weakIn(matrix);
  const unseen = unseenIn(matrix);
  const rows = matrix.requirements.filter((row) => wires.some((wire) => cellOn(wire, row).status === 'tried'));
  const without = matrix.requirements.filter((row) => row.without !== undefined);
  const allKilled = counts.every(({ killed, mutants, free, variants }) => killed === mutants && free === variants);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Kill matrix</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Kill matrix</h1>
<p class="soft">${text(`${matrix.suite.name} ${matrix.suite.version}, ${matrix.clauses.join(', ')}, ${matrix.startedAt}`)}${matrix.complete ? '' : '; only some were tried'}</p>
<p class="${allKilled ? 'good' : 'bad'}">${allKilled ? 'Every mutant that can be seen is killed by the requirement that it breaks, and no variant is accused.' : 'Something survives, or is accused.'}</p>
${table(
  TOTALS_HEAD,
  totalsIn(matrix).map((row) => row.map(text)),
)}
<dl>${MEANINGS.map(([word, meaning]) => `<dt>${text(word)}</dt><dd>${text(meaning)}</dd>`).join('')}</dl>
<h2>Requirements</h2>
${table(
  ['requirement', ...wires],
  rows.map((row) => [
    `<code>${text(row.requirement)}</code><br>${text(row.says)}<br><span class="soft">${text(row.owners.join(', '))}</span>`,
    ...wires.map((wire) => cell(cellOn(wire, row))),
  ]),
)}
<h2>Weakly killed</h2>
${
  weak.length === 0
    ? '<p>None.</p>'
    : table(
        ['adapter', 'mutant', 'requirement', 'why'],
        weak.map(({ wire, id, requirement, weakness }) => [wire, id, requirement, weakness].map(text)),
      )
}
${
  unseen.length === 0
    ? ''
    : `<h2>Not seen</h2>\n${table(
        ['adapter', 'mutant', 'requirement', 'why'],
        unseen.map(({ wire, id, requirement, why }) => [wire, id, requirement, why].map(text)),
      )}`
}
<h2>Requirements without a mutant</h2>
${table(
  ['requirement', 'why'],
  without.map((row) => [`<code>${text(row.requirement)}</code><br>${text(row.says)}`, text(row.without ?? '')]),
)}
<h2>Variants</h2>
${table(
  ['adapter', 'variant', 'party', 'freedom', 'what it does', 'tried in', 'outcome'],
  matrix.variants.map(({ wire, id, role, freedom, says, outcome, accusations, ...where }) => [
    text(wire),
    text(id),
    text(role),
    `<code>${text(freedom)}</code>`,
    text(says),
    triedIn(where),
    `<span class="${outcome === 'free' ? 'good' : outcome === 'unseen' ? 'soft' : 'bad'}">${outcome}</span>${accusations.map((one) => `<br>${text(one)}`).join('')}`,
  ]),
)}
</body>
</html>
`;
}

function cell({ status, mutants }: MatrixCell): string {
  if (mutants.length === 0) return `<span class="soft">${status === 'tried' ? 'none' : status}</span>`;
  return `<ul class="plain">${mutants.map((mutant) => `<li>${inWords(mutant)}</li>`).join('')}</ul>`;
}

function inWords({ id, role, says, outcome, why = '', caught, also, beyond, weakness }: MatrixMutant): string {
  const result =
    outcome === 'unseen'
      ? `<span class="soft">not seen: ${text(why)}</span>`
      : caught
        ? `<span class="${weakness === undefined ? 'good' : 'weak'}">killed ${weakness === undefined ? '' : 'weakly '}by ${caught.by}</span> in ${text(caught.tp)}`
        : `<span class="bad">${outcome}</span>`;
  const wrongly = beyond.length > 0 ? `, <span class="bad">wrongly by ${text(beyond.join(', '))}</span>` : '';
  const others = also.length > 0 ? `, also by ${text(also.join(', '))}` : '';
  return `<code>${text(id)}</code> <span class="soft">${text(role)}</span>: ${text(says)}<br>${result}${others}${wrongly}`;
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  `<table><thead><tr>${head.map((one) => `<th>${text(one)}</th>`).join('')}</tr></thead><tbody>${rows
    .map((cells) => `<tr>${cells.map((one) => `<td>${one}</td>`).join('')}</tr>`)
    .join('\n')}</tbody></table>`;

const text = (plain: string): string =>
  plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
