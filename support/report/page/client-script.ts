// The script and the style of the page. The installed package carries the script bundled; a checkout bundles its source.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kept } from '../../schema/kept';
import { packageRoot } from '../../schema/package-root';

const FOLDER = join(packageRoot, 'support', 'report', 'page');
/** Of all that is bundled: a change in any of it is a new script. */
export const SOURCE_FOLDERS = [join(FOLDER, 'client'), join(packageRoot, 'support', 'report', 'ladder')];

/** What is bundled of others; their licences travel with it. */
export const LIBRARIES = ['preact', 'diff'] as const;

/** The page of a run, of a party that is served, and of a campaign. */
export const PAGE_ENTRIES = ['run', 'served', 'matrix'] as const;
export type PageEntry = (typeof PAGE_ENTRIES)[number];

const SOURCES: Readonly<Record<PageEntry, string>> = { run: 'run.tsx', served: 'served.tsx', matrix: 'matrix.ts' };
const sourceOf = (entry: PageEntry): string => join(FOLDER, 'client', SOURCES[entry]);
export const bundleOf = (entry: PageEntry): string => join(packageRoot, 'dist', `page-${entry}.js`);

export const pageStyle = (): string => readFileSync(join(FOLDER, 'page.css'), 'utf8');

const scripts = new Map<PageEntry, string>();

/** Its source is what counts where there is one: a checkout may hold an older build. */
export function pageScript(entry: PageEntry): string {
  const known =
    scripts.get(entry) ??
    (existsSync(sourceOf(entry))
      ? String(kept([entry, ...sources()], () => bundledScript(entry)))
      : readFileSync(bundleOf(entry), 'utf8'));
  scripts.set(entry, known);
  return known;
}

const sources = (): readonly string[] => [
  ...['esbuild', ...LIBRARIES].map((name) =>
    readFileSync(join(packageRoot, 'node_modules', name, 'package.json'), 'utf8'),
  ),
  ...SOURCE_FOLDERS.flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => `${entry.name}\n${readFileSync(join(folder, entry.name), 'utf8')}`),
  ),
];

export const bundledScript = (entry: PageEntry): string => bundle(entry).outputFiles[0]?.text ?? '';

const licences = (): string =>
  LIBRARIES.map(
    (name) => `/*! ${name}\n${readFileSync(join(packageRoot, 'node_modules', name, 'LICENSE'), 'utf8').trim()}\n*/`,
  ).join('\n');

/** @returns also what it was made of */
export function bundle(entry: PageEntry) {
  // eslint-disable-next-line @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports -- a checkout alone needs it
  const esbuild = require('esbuild') as typeof import('esbuild');
  return esbuild.buildSync({
    absWorkingDir: packageRoot,
    entryPoints: [sourceOf(entry)],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    charset: 'ascii',
    metafile: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    footer: { js: licences() },
  });
}
