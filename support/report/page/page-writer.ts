// Writes the page of a run: one file that needs nothing else. The first view comes first, then each scenario compressed in
// a block of its own, which the page reads when it is opened; so a long run is never in memory whole.

import { createHash } from 'node:crypto';
import { closeSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Catalogue } from '../../traceability/catalogue';
import type { Coverage } from '../../traceability/coverage';
import type { RunResult, ScenarioResult } from '../../verdict/results';
import type { ScenarioTrace } from '../events-file';
import { rerunLine } from '../failure-blocks';
import { ladderOf } from '../ladder/ladder-of';
import type { Ladder } from '../ladder/model';
import { pageScript, pageStyle } from './client-script';
import { escapeHtml, packed } from './escape';
import { pageHead } from './head';
import type { ScenarioDetail } from './page-data';
import { pageIndex } from './page-index';

export interface PageWriter {
  /** Returns the ladder that it drew, for whoever draws it too; nothing for a scenario that is not in the results. */
  add(traced: ScenarioTrace): DrawnLadder | undefined;
  finish(): void;
  /** Leaves no half a page behind. */
  abandon(): void;
}

export interface DrawnLadder {
  readonly anchor: string;
  readonly verdict: ScenarioResult['verdict'];
  readonly ladder: Ladder;
}

export function createPageWriter(file: string, run: RunResult, catalogue: Catalogue, coverage: Coverage): PageWriter {
  const index = pageIndex(run, catalogue, coverage);
  const anchors = new Map(run.scenarios.map((scenario, at) => [keyOf(scenario), { scenario, anchor: index.scenarios[at]?.anchor ?? '' }])); // prettier-ignore
  const draft = `${file}.${process.pid}.tmp`;
  const descriptor = openSync(draft, 'w');
  const write = (text: string) => writeFileSync(descriptor, text);
  const detail = (scenario: ScenarioResult, ladder: Ladder): ScenarioDetail => ({
    ...{ reason: scenario.reason, rule: scenario.rule ?? '', place: `${scenario.uri}:${scenario.line}` },
    ...{ checks: scenario.checks, notExecuted: scenario.notExecuted, ladder },
    rerun: rerunLine(run, scenario.tp),
  });
  const block = (anchor: string, data: ScenarioDetail) =>
    write(`<script type="application/octet-stream" id="data-${escapeHtml(anchor)}">${packed(data)}</script>\n`);
  write(opening(run, pageHead(run, coverage), packed(index)));

  return {
    add({ scenario: ended, events }) {
      // The result in results.json counts: a scenario that was tried again is in the trace more than once.
      const known = anchors.get(keyOf(ended));
      if (known === undefined) return undefined;
      anchors.delete(keyOf(ended));
      const ladder = ladderOf(known.scenario, events(), run.target.underTest, (id) => catalogue.requirement(id));
      block(known.anchor, detail(known.scenario, ladder));
      return { anchor: known.anchor, verdict: known.scenario.verdict, ladder };
    },
    finish() {
      const nothing: Ladder = { lifelines: [], rows: [], divergence: undefined };
      for (const { scenario, anchor } of anchors.values()) block(anchor, detail(scenario, nothing));
      write('</body>\n</html>\n');
      closeSync(descriptor);
      renameSync(draft, file);
    },
    abandon() {
      closeSync(descriptor);
      rmSync(draft, { force: true });
    },
  };
}

function opening(run: RunResult, head: string, index: string): string {
  const [style, script] = [pageStyle(), pageScript()];
  const policy = `default-src 'none'; script-src '${digest(script)}'; style-src '${digest(style)}'; base-uri 'none'; form-action 'none'`;
  const title = `${run.target.name} ${run.target.version}: ${run.verdict}, TS 23.280 clause ${run.spec.clause}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="bar"><a class="home" href="#">${escapeHtml(run.suite.name)}</a><span class="about">${escapeHtml(`${run.target.name} ${run.target.version}`)}</span><button type="button" id="theme">Theme: system</button></header>
<div class="frame">
<nav id="clause" aria-label="The clause"></nav>
<main id="main" tabindex="-1">
<div id="overview">
${head}
<div id="lists"><noscript><p>The scenarios and their ladders need JavaScript; nothing is loaded from elsewhere.</p></noscript></div>
</div>
<div id="view" hidden></div>
</main>
</div>
<dialog id="message" aria-labelledby="message-title"></dialog>
<script type="application/octet-stream" id="index">${index}</script>
<script>${script}</script>
`;
}

const digest = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;

const keyOf = ({ tp, name, scope }: ScenarioResult): string => JSON.stringify([tp, name, scope]);
