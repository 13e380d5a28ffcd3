// The page of a party that is served, in its own process: opened once the party listens, fed as messages come and go, ended with it.

import type { TraceEvent } from '../evidence/trace';
import { openPageServer, type PageServer } from '../report/live/page-server';
import { createServedSoFar, type ServedSoFar } from '../report/live/served-so-far';
import type { ServedParty } from '../report/page/served-head';
import { UserError } from '../verdict/errors';
import { wholeNumberIn } from '../run/whole-number';

export interface ServedPage {
  readonly take: (event: TraceEvent) => void;
  readonly fault: (text: string) => void;
  /** Resolves with its address. */
  open(party: ServedParty): Promise<string>;
  end(): void;
}

/** Readers are told this often at most. */
const TELL_MS = 200;

/** @param given a port, or true for one that the system chooses */
export function createServedPage(given: string | true): ServedPage {
  const port = given === true ? 0 : wholeNumberIn(given, 0, 65_535);
  if (port === undefined)
    throw new UserError('MCX-PAGE', `--page takes a port from 0 to 65535, or nothing, found ${String(given)}`);
  // What is configured by hand is told before the party listens.
  const early: TraceEvent[] = [];
  let served: ServedSoFar | undefined;
  let server: PageServer | undefined;
  let timer: NodeJS.Timeout | undefined;
  const tell = (): void => {
    const news = served?.look();
    if (news !== undefined) server?.tell('news', news);
  };
  return {
    take: (event) => (served === undefined ? void early.push(event) : served.take(event)),
    fault: (text) => served?.fault(text),
    async open(party) {
      served = createServedSoFar(party);
      for (const event of early.splice(0)) served.take(event);
      server = await openPageServer(port, served).catch((error: unknown) => {
        throw new UserError(
          'MCX-PAGE',
          `the page cannot be served on port ${port}: ${String(error)}. Name another port with --page, or none.`,
        );
      });
      timer = setInterval(tell, TELL_MS);
      return server.address;
    },
    end() {
      clearInterval(timer);
      tell();
      server?.tell('ended', '');
      server?.close();
    },
  };
}
