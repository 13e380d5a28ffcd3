// mcx-conformance bench sip: the SIP stack against SIPp and against a bare socket in the same run, and its fan-out. Prints figures;
// judges nothing.

import { spawnSync } from 'node:child_process';
import { sipFanOut } from './sip-fan-out';
import { sipRates, type Rate } from './sip-rate';
import { perSecond, surroundings } from './rates';
import { UserError } from '../../support/verdict/errors';

const LADDER = [1, 10, 100, 1000, 10_000];
const CALLS = 20_000;
const IN_FLIGHT = 100;
const ROUNDS = 3;

export async function benchSip(): Promise<void> {
  if (spawnSync('sipp', ['-v']).error)
    throw new UserError(
      'MCX-BENCH-SIPP',
      'expected the program sipp to measure against, found none; install it (Debian: apt-get install sip-tester)',
      3,
    );
  print(`${surroundings()}; ${CALLS} MESSAGE transactions, ${IN_FLIGHT} at once, medians of ${ROUNDS}`);
  for (const transport of ['UDP', 'TCP'] as const) {
    const { theirs, answering, asking, floor } = await sipRates(
      { transport, calls: CALLS, inFlight: IN_FLIGHT },
      ROUNDS,
    );
    print(line(`${transport} SIPp → SIPp`, theirs, theirs));
    print(line(`${transport} SIPp → bare`, floor.answering, theirs));
    print(line(`${transport} SIPp → ours`, answering, theirs, floor.answering));
    print(line(`${transport} bare → SIPp`, floor.asking, theirs));
    print(line(`${transport} ours → SIPp`, asking, theirs, floor.asking));
  }
  for (const clients of LADDER) {
    const { milliseconds, retransmissions } = await sipFanOut(clients);
    const each = (milliseconds / clients).toFixed(3);
    print(
      `UDP fan-out ${String(clients).padStart(6)} clients: ${milliseconds.toFixed(0)} ms, ${each} ms a client, ${retransmissions} retransmissions`,
    );
  }
}

const line = (what: string, rate: Rate, yardstick: Rate, floor?: Rate): string =>
  [
    `${what}  ${rate.processorUs.toFixed(0)} µs of processor`,
    ...(floor ? [`${(rate.processorUs / floor.processorUs).toFixed(2)} x the bare socket`] : []),
    perSecond(rate.perSecond, yardstick.perSecond),
    `${rate.retransmissions} retransmissions`,
  ].join('; ');

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
