// A file of a replay by hand. Unaware of what is in it.

export interface ReplayFile {
  readonly name: string;
  readonly text: string;
  readonly executable?: true;
}
