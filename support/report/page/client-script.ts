// The script and the style of the page. The installed package carries the script bundled; a checkout bundles its source.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kept } from '../../schema/kept';
import { packageRoot } from '../../schema/package-root';

const BUNDLED = join(packageRoot, 'dist', 'report-page.js');
const FOLDER = join(packageRoot, 'support', 'report', 'page');
const SOURCE = join(FOLDER, 'client', 'main.ts');
/** Of all that is bundled: a change in any of it is a new script. */
export const SOURCE_FOLDERS = [join(FOLDER, 'client'), join(packageRoot, 'support', 'report', 'ladder')];

export const pageStyle = (): string => readFileSync(join(FOLDER, 'page.css'), 'utf8');

/** Its source is what counts where there is one: a checkout may hold an older build. */
export function pageScript(): string {
  script ??= existsSync(SOURCE) ? String(kept(sources(), bundledScript)) : readFileSync(BUNDLED, 'utf8');
  return script;
}

let script: string | undefined;

const sources = (): readonly string[] => [
  readFileSync(join(packageRoot, 'node_modules', 'esbuild', 'package.json'), 'utf8'),
  ...SOURCE_FOLDERS.flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => `${entry.name}\n${readFileSync(join(folder, entry.name), 'utf8')}`),
  ),
];

export const bundledScript = (): string => bundle().outputFiles[0]?.text ?? '';

/** @returns also what it was made of */
export function bundle() {
  // eslint-disable-next-line @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports -- a checkout alone needs it
  const esbuild = require('esbuild') as typeof import('esbuild');
  return esbuild.buildSync({
    absWorkingDir: packageRoot,
    entryPoints: [SOURCE],
    ...{ bundle: true, minify: true, write: false, format: 'iife', target: 'es2022', charset: 'ascii', metafile: true },
  });
}
