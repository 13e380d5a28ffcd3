// Reads the YAML of a target file and says what is wrong with it, line by line. Unaware of defaults.

import { parseHandWritten } from '../../schema/yaml-file';
import { contradictionsIn } from './target-contradictions';
import type { TargetFile } from './target-model';

const ABOUT = {
  what: 'target file',
  schema: 'target/target.schema.json',
  code: 'MCX-TARGET',
  // A header's value, written where the name of its environment variable belongs.
  concealed: /^\/roles\/[^/]+\/headers\//,
  hint: 'schemas/target/target.schema.json describes every key, targets/built-in.yaml is an example.',
} as const;

/** @param file as the user named it, for messages */
export const parseTarget = (text: string, file: string): TargetFile =>
  parseHandWritten(text, { ...ABOUT, file }, contradictionsIn);
