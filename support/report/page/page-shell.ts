// The frame of every page: one file with its style and its script in it, a bar, a side and the content. It
// may ask for nothing from elsewhere, a live page only for what its own server has. Unaware of what stands in it.

import { createHash } from 'node:crypto';
import { pageScript, pageStyle, type PageEntry } from './client-script';
import { escapeHtml, packed } from './escape';

export interface Shell {
  readonly entry: PageEntry;
  readonly title: string;
  /** In the bar: what made the page, and what it is about. */
  readonly home: string;
  readonly about: string;
  /** What the side lists. */
  readonly side: string;
  /** HTML that is shown without a script. */
  readonly head: string;
  /** HTML in place of what the script lists. */
  readonly without: string;
  readonly index: unknown;
  /** How far it is; undefined for a page that does not change any more. */
  readonly live?: string;
}

/** Blocks of data may follow it, then PAGE_END. */
export function pageOpening({ entry, title, home, about, side, head, without, index, live }: Shell): string {
  const [style, script] = [pageStyle(), pageScript(entry)];
  const connect = live === undefined ? '' : "connect-src 'self'; ";
  const policy = `default-src 'none'; ${connect}script-src '${digest(script)}'; style-src '${digest(style)}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en"${live === undefined ? '' : ' data-live="true"'}>
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
<header class="bar"><a class="home" href="#">${escapeHtml(home)}</a><span class="about">${escapeHtml(about)}</span><button type="button" id="theme">Theme: system</button></header>
<div class="frame">
<nav id="side" aria-label="${escapeHtml(side)}"></nav>
<main id="main" tabindex="-1">
${live === undefined ? '' : `<p id="live" class="live">${escapeHtml(live)}</p>\n<p id="news" class="unseen" role="status"></p>\n`}<div id="overview">
<div id="head">
${head}
</div>
<div id="lists">${without}</div>
</div>
<div id="view" hidden></div>
</main>
</div>
${dataBlock('index', index)}
<script>${script}</script>
`;
}

export const dataBlock = (id: string, data: unknown): string =>
  `<script type="application/octet-stream" id="${escapeHtml(id)}">${packed(data)}</script>`;

export const PAGE_END = '</body>\n</html>\n';

const digest = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;
