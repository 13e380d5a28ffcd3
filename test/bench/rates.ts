// Whether a rate says anything: where others want the processors too, what was done in a second says how busy the machine was, and
// processor time alone can be compared.

import os from 'node:os';

const processors = os.availableParallelism();

/** Asked once, before what is measured makes a load of its own. */
const [loadBefore = 0] = os.loadavg();

export const surroundings = (): string =>
  `Node ${process.version}, ${processors} processors, load ${loadBefore.toFixed(1)}`;

/**
 * A rate, where it says anything.
 *
 * @param beside the rate of SIPp in the same run
 * @param load how many wanted a processor before the measuring began
 */
export const perSecond = (rate: number, beside = rate, load = loadBefore): string =>
  load > processors / 2
    ? `no rate (load ${load.toFixed(1)} on ${processors} processors)`
    : `${Math.round(rate)}/s${rate === beside ? '' : ` = ${(rate / beside).toFixed(2)} x SIPp`}`;
