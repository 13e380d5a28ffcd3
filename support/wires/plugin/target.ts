// What a target file says of a plug-in. Types only.

export interface PluginLimits {
  readonly startMs?: number;
  readonly requestMs?: number;
  readonly stopMs?: number;
}

export type PluginTarget = PluginLimits &
  (
    | {
        readonly command: readonly string[];
        /** Relative to the target file until it is loaded, then absolute. */
        readonly cwd?: string;
        /** The program's name for each variable, and the name of the one here that holds its value. */
        readonly env?: Readonly<Record<string, string>>;
      }
    /** Relative to the target file until it is loaded, then absolute. */
    | { readonly module: string }
  );
