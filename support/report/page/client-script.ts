// The script and the style of the page. The installed package carries the script bundled; a checkout bundles its source.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../schema/package-root';

const FOLDER = join(packageRoot, 'support', 'report', 'page');

/** The page of a run, and the page of a party that is served. */
export const PAGE_ENTRIES = ['run', 'served'] as const;
export type PageEntry = (typeof PAGE_ENTRIES)[number];

const sourceOf = (entry: PageEntry): string => join(FOLDER, 'client', `${entry}.ts`);
export const bundleOf = (entry: PageEntry): string => join(packageRoot, 'dist', `page-${entry}.js`);

export const pageStyle = (): string => readFileSync(join(FOLDER, 'page.css'), 'utf8');

const scripts = new Map<PageEntry, string>();

/** Its source is what counts where there is one: a checkout may hold an older build. */
export function pageScript(entry: PageEntry): string {
  const known =
    scripts.get(entry) ?? (existsSync(sourceOf(entry)) ? bundledScript(entry) : readFileSync(bundleOf(entry), 'utf8'));
  scripts.set(entry, known);
  return known;
}

export function bundledScript(entry: PageEntry): string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports -- a checkout alone needs it
  const esbuild = require('esbuild') as typeof import('esbuild');
  const { outputFiles } = esbuild.buildSync({
    entryPoints: [sourceOf(entry)],
    ...{ bundle: true, minify: true, write: false, format: 'iife', target: 'es2022', charset: 'ascii' },
  });
  return outputFiles[0]?.text ?? '';
}
