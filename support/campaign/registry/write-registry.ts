// The pages of a registry: a static table by role, release and vendor, with what each was before, a badge for each record, the same as
// JSON, and what all records say as one EARL graph.

import { createHash } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { writeAtomically } from '../../record/write-atomically';
import { badgeJson, badgeSvg } from '../../report/formats/badge';
import type { ReportSource } from '../../report/formats/derived-report';
import { earl } from '../../report/formats/earl';
import { pageStyle } from '../../report/page/client-script';
import { escapeHtml } from '../../report/page/escape';
import { coverageOf } from '../../traceability/coverage';
import { loadEveryClause } from '../../traceability/catalogue/catalogue';
import { loadIcs } from '../../traceability/catalogue/ics';
import { loadScenarios } from '../../traceability/features';
import type { Accepted, Registry } from './registry';

export interface Written {
  readonly index: string;
}

/** @param from the registry, to which the pages link */
export function writeRegistry({ accepted, refused }: Registry, from: string, into: string): Written {
  const badges = path.join(into, 'badges');
  rmSync(badges, { recursive: true, force: true });
  mkdirSync(badges);
  for (const record of accepted) {
    const source = sourceOf(record);
    writeAtomically(path.join(badges, `${nameOf(record)}.svg`), badgeSvg(source));
    writeAtomically(path.join(badges, `${nameOf(record)}.json`), badgeJson(source));
  }
  const rows = accepted.map(rowOf);
  writeAtomically(
    path.join(into, 'registry.json'),
    `${JSON.stringify({ version: 1, records: rows, refused }, null, 2)}\n`,
  );
  writeAtomically(path.join(into, 'earl.jsonld'), joinedEarl(accepted));
  const index = path.join(into, 'index.html');
  const up = path.relative(into, from).replaceAll(path.sep, '/') || '.';
  writeAtomically(index, page(rows, refused, up));
  return { index };
}

interface Row {
  readonly vendor: string;
  readonly product: string;
  readonly version: string;
  readonly roles: readonly string[];
  readonly wire: string;
  readonly clause: string;
  readonly release: string;
  readonly profile: string;
  readonly suite: string;
  readonly result: string;
  readonly date: string;
  readonly signer: string;
  readonly folder: string;
  readonly badge: string;
}

function rowOf(record: Accepted): Row {
  const { vendor, run, result, signer, folder } = record;
  const { target, clauses, profile, suite, startedAt } = run;
  const [clause] = clauses;
  return {
    vendor,
    product: target.name,
    version: target.version,
    roles: target.underTest,
    wire: target.adapter,
    clause: clauses.map(({ specification, number }) => `${specification} ${number}`).join(', '),
    release: clause?.release ?? 'none is named',
    profile: profile === undefined ? '' : `${profile.name} ${profile.version}`,
    suite: suite.version,
    result,
    date: startedAt,
    signer,
    folder,
    badge: `badges/${nameOf(record)}.svg`,
  };
}

const nameOf = ({ folder }: Pick<Accepted, 'folder'>): string =>
  `${folder.replaceAll(/[^A-Za-z0-9.-]+/g, '_')}-${createHash('sha256').update(folder).digest('hex').slice(0, 6)}`;

function sourceOf({ run }: Accepted): ReportSource {
  const catalogue = loadEveryClause();
  const ics = loadIcs();
  return {
    run,
    catalogue,
    ics,
    requirement: (id) => catalogue.requirement(id),
    coverage: () => coverageOf(catalogue, loadScenarios(catalogue), run, ics),
    features: () => loadScenarios(catalogue),
    against: [],
  };
}

/** Each record is about a subject of its own; what the suite and its tests are is said once. */
function joinedEarl(accepted: readonly Accepted[]): string {
  const nodes = new Map<string, unknown>();
  let context: unknown = {};
  for (const record of accepted) {
    const subject = `urn:mcx-conformance:subject:${encodeURIComponent(record.folder)}`;
    const text = earl(sourceOf(record)).replaceAll('"urn:mcx-conformance:subject"', JSON.stringify(subject));
    const one = JSON.parse(text) as { '@context': unknown; '@graph': readonly Record<string, unknown>[] };
    context = one['@context'];
    for (const node of one['@graph'])
      nodes.set(typeof node['@id'] === 'string' ? node['@id'] : JSON.stringify(node), node);
  }
  return `${JSON.stringify({ '@context': context, '@graph': [...nodes.values()] }, null, 2)}\n`;
}

function page(rows: readonly Row[], refused: Registry['refused'], up: string): string {
  const style = pageStyle();
  const digest = createHash('sha256').update(style).digest('base64');
  const releases = [...new Set(rows.map(({ clause, release }) => `${clause}, ${release}`))].toSorted();
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Registry of conforming products</title>
<style>${style}</style>
</head>
<body>
<header class="bar"><span class="home">mcx-conformance</span><span class="about">Registry: ${rows.length} sealed records, each verified and judged again</span></header>
<main id="main">
<h1>Registry</h1>
${releases.map((release) => section(release, rows, up)).join('\n')}
${refusedSection(refused)}
</main>
</body>
</html>
`;
}

function section(release: string, all: readonly Row[], up: string): string {
  const rows = all.filter((row) => `${row.clause}, ${row.release}` === release);
  const roles = [...new Set(rows.map((row) => row.roles.join(', ')))].toSorted();
  const vendors = [...new Set(rows.map(({ vendor }) => vendor))].toSorted();
  const cell = (vendor: string, role: string): string =>
    rows
      .filter((row) => row.vendor === vendor && row.roles.join(', ') === role)
      .toSorted((one, other) => other.date.localeCompare(one.date))
      .map((row, at, sorted) =>
        recordText(
          row,
          up,
          sorted.slice(0, at).some(({ product }) => product === row.product),
        ),
      )
      .join('');
  const head = roles.map((role) => `<th scope="col">${escapeHtml(role)}</th>`).join('');
  const body = vendors.map(
    (vendor) =>
      `<tr><th scope="row">${escapeHtml(vendor)}</th>${roles.map((role) => `<td>${cell(vendor, role)}</td>`).join('')}</tr>`,
  );
  return `<h2>${escapeHtml(release)}</h2>
<table class="matrix"><thead><tr><th scope="col">Vendor</th>${head}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}

function recordText(row: Row, up: string, isEarlier: boolean): string {
  const { product, version, result, date, folder, badge, profile, wire } = row;
  const link = escapeHtml(encodeURI(`${up}/${folder}/`));
  return `<div class="run${isEarlier ? ' quiet' : ''}"><a href="${link}"><img src="${escapeHtml(encodeURI(badge))}" alt="${escapeHtml(result)}"></a><p>${escapeHtml(`${product} ${version}`)}</p><p class="quiet">${escapeHtml(`${isEarlier ? 'before: ' : ''}${result}, ${date.slice(0, 10)}, ${profile || wire}`)}</p></div>`;
}

function refusedSection(refused: Registry['refused']): string {
  if (refused.length === 0) return '';
  const items = refused.map(
    ({ folder, problems: [first] }) => `<li>${escapeHtml(`${folder}: ${first?.code ?? ''} ${first?.what ?? ''}`)}</li>`,
  );
  return `<h2>Refused</h2><ul class="plain">${items.join('')}</ul>`;
}
