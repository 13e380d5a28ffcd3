// What searches have found, as files: one walk for each class of behaviour, and one for each hole of the clause that
// docs/clause-findings.md tells of. Each replays by itself.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../../schema/package-root';
import type { Finding } from '../../verdict/finding';
import type { Accusations } from '../stories/accusations';
import type { Trouble } from './outcome';
import { arePermitted } from './readings';
import type { Reaching } from './reached';
import type { Replayed } from './replay';
import type { Kept } from './survey';

const HOME = path.join(packageRoot, 'support', 'search', 'states');
export const KEPT_FILE = path.join(HOME, 'kept-walks.jsonl');
const FINDINGS = path.join(HOME, 'findings');

export interface KeptWalk extends Kept {
  /** What comes to the same in the suite; null where it is a candidate for a scenario. */
  readonly reached: Reaching | null;
}

export interface ClauseFinding extends Pick<Kept, 'from' | 'readings' | 'moves'> {
  readonly id: string;
  readonly troubles: readonly Trouble[];
  /** What the oracle says to it; absent where no trace shows what happened. */
  readonly accuses?: readonly string[];
}

export const keptWalks = (): readonly KeptWalk[] =>
  readFileSync(KEPT_FILE, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as KeptWalk); // ours

export const clauseFindings = (): readonly ClauseFinding[] =>
  readdirSync(FINDINGS)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(path.join(FINDINGS, name), 'utf8')) as ClauseFinding); // ours

/** Whether nobody may be accused: everybody reads the clause as it may be read, and the trace shows what happens. */
export const isHonest = ({ readings, moves }: Pick<Kept, 'readings' | 'moves'>): boolean =>
  arePermitted(readings) && isShown({ moves });

/** No trace shows a message that gets lost with nobody told. */
export const isShown = ({ moves }: Pick<Kept, 'moves'>): boolean =>
  !moves.some((move) => 'fault' in move && move.fault === 'vanishes');

/** `requirement party`, each once. */
export const accusationsIn = (replayed: Replayed, accusations: Accusations): readonly string[] =>
  [...new Set(findingsIn(replayed, accusations).map(({ requirement, party }) => `${requirement} ${party}`))].sort();

/** Everybody is judged as the faithful party, for whom every statement holds. */
export const findingsIn = ({ events }: Replayed, accusations: Accusations): readonly Finding[] =>
  accusations.in(events, { setup: { groups: [], multicastIn: [] }, choices: {}, moves: [] });
