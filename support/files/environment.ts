// Variables of the environment by which the libraries that this program is made of would send a run somewhere, send it another way,
// or take it for a part of another run. None of them is meant for this program; what it does is said on its command line and in the
// target file. Unaware of who reads them.

type Environment = Record<string, string | undefined>;

const IGNORED: readonly RegExp[] = [
  // Cucumber uploads all messages of a run where one of these is set, and takes the others for those of a worker of its own.
  /^CUCUMBER_/,
  // A proxy would be sent what is meant for a product: axios, follow-redirects and proxy-from-env know these, Node 24 the last.
  /^(?:https?|ftp|wss?|all|no)_proxy$/i,
  /^npm_config_(?:\w+_)?proxy$/i,
  /^NODE_USE_ENV_PROXY$/,
  // A product's certificate would not be looked at any more.
  /^NODE_TLS_REJECT_UNAUTHORIZED$/,
  // What passes would be written to the terminal, with headers.
  /^(?:NODE_)?DEBUG$/,
  // TLS keys would be written to a file.
  /^SSLKEYLOGFILE$/,
];

export const isIgnored = (name: string): boolean => IGNORED.some((pattern) => pattern.test(name));

/** Takes them out of an environment, before anything reads it. */
export function ignoreIn(environment: Environment): void {
  for (const name of Object.keys(environment)) if (isIgnored(name)) Reflect.deleteProperty(environment, name);
}
