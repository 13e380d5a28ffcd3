// The script and the style of the page. The installed package carries the script bundled; a checkout bundles its source.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../schema/package-root';

const BUNDLED = join(packageRoot, 'dist', 'report-page.js');
const FOLDER = join(packageRoot, 'support', 'report', 'page');
const SOURCE = join(FOLDER, 'client', 'main.ts');

export const pageStyle = (): string => readFileSync(join(FOLDER, 'page.css'), 'utf8');

/** Its source is what counts where there is one: a checkout may hold an older build. */
export function pageScript(): string {
  script ??= existsSync(SOURCE) ? bundledScript() : readFileSync(BUNDLED, 'utf8');
  return script;
}

let script: string | undefined;

export function bundledScript(): string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports -- a checkout alone needs it
  const esbuild = require('esbuild') as typeof import('esbuild');
  const { outputFiles } = esbuild.buildSync({
    entryPoints: [SOURCE],
    ...{ bundle: true, minify: true, write: false, format: 'iife', target: 'es2022', charset: 'ascii' },
  });
  return outputFiles[0]?.text ?? '';
}
