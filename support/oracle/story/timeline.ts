// What held when. A fact that a message only asks for, or that two parties may see at different moments, is `maybe`:
// nobody is obliged by it and nobody is accused for it.

export type State = 'yes' | 'maybe' | 'no';

export interface Change {
  readonly seq: number;
  readonly state: State;
  /** Id of the trace event that changed it. */
  readonly evidence: string;
}

/** Changes by key, each list in order of the trace. */
export type Timelines = Map<string, Change[]>;

/** The key of a fact about two identities. */
export const pair = (one: string, other: string): string => `${one} ${other}`;

export function note(timelines: Timelines, key: string, change: Change): void {
  const changes = timelines.get(key);
  if (!changes) timelines.set(key, [change]);
  else changes.splice(changes.findLastIndex(({ seq }) => seq <= change.seq) + 1, 0, change);
}

export const changeAt = (changes: readonly Change[] | undefined, seq: number): Change | undefined =>
  changes?.findLast((change) => change.seq <= seq);

/** The event that changed it, as evidence. */
export const shownBy = ({ evidence, seq }: Change): { readonly id: string; readonly seq: number } => ({
  id: evidence,
  seq,
});

export const stateAt = (timelines: Timelines, key: string, seq: number): State =>
  changeAt(timelines.get(key), seq)?.state ?? 'no';

/** Whether the fact held, or may have held, at any moment of the span. */
export function possiblyDuring(timelines: Timelines, key: string, from: number, to: number): boolean {
  if (stateAt(timelines, key, from) !== 'no') return true;
  return timelines.get(key)?.some(({ seq, state }) => seq > from && seq <= to && state !== 'no') ?? false;
}

/** Whether the fact held for certain throughout the span. */
export function surelyDuring(timelines: Timelines, key: string, from: number, to: number): boolean {
  if (stateAt(timelines, key, from) !== 'yes') return false;
  return (timelines.get(key) ?? []).every(({ seq, state }) => seq <= from || seq > to || state === 'yes');
}
