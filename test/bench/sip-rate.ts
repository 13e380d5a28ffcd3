// MESSAGE transactions a second and their processor time: SIPp with itself, SIPp against the SIP stack and the stack against
// SIPp, and both with a bare socket of Node in place of the stack, in turn on one machine, so that they can be compared.

import { performance } from 'node:perf_hooks';
import { startSipp } from '../peers/sipp';
import { openBareAgent } from './bare-agent';
import { openAgent, type Agent, type Measured } from './sip-agent';

export interface Rate {
  readonly perSecond: number;
  readonly retransmissions: number;
  /** Of whoever is measured: the stack, the bare socket, or each of two SIPps. */
  readonly processorUs: number;
}

export interface Rates {
  readonly theirs: Rate;
  readonly answering: Rate;
  readonly asking: Rate;
  /** Of a bare socket: what Node costs by itself. */
  readonly floor: { readonly answering: Rate; readonly asking: Rate };
}

type Open = (transport: Measured) => Promise<Agent>;

interface Load {
  readonly transport: Measured;
  readonly calls: number;
  readonly inFlight: number;
}

const LOCAL = '127.0.0.1';

/** The medians of so many rounds, each of all of them. */
export async function sipRates(load: Load, rounds: number): Promise<Rates> {
  const all: Rates[] = [];
  for (let round = 0; round < rounds; round += 1)
    all.push({
      theirs: await theirs(load),
      answering: await answering(load, openAgent),
      floor: { answering: await answering(load, openBareAgent), asking: await asking(load, openBareAgent) },
      asking: await asking(load, openAgent),
    });
  const median = (of: (rates: Rates) => Rate): Rate => {
    const middle = (number: (rate: Rate) => number): number =>
      all.map((rates) => number(of(rates))).toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
    return {
      perSecond: middle(({ perSecond }) => perSecond),
      retransmissions: middle(({ retransmissions }) => retransmissions),
      processorUs: middle(({ processorUs }) => processorUs),
    };
  };
  return {
    theirs: median((one) => one.theirs),
    answering: median((one) => one.answering),
    asking: median((one) => one.asking),
    floor: { answering: median((one) => one.floor.answering), asking: median((one) => one.floor.asking) },
  };
}

async function theirs({ transport, calls, inFlight }: Load): Promise<Rate> {
  const port = await freePort(transport);
  const uas = await startSipp({ scenario: 'message-uas', transport, port, calls });
  const uac = await startSipp({
    scenario: 'message-uac',
    transport,
    port: await freePort(transport),
    to: { host: LOCAL, port },
    calls,
    inFlight,
  });
  const [asked, answered] = [await uac.ended, await uas.ended];
  return {
    perSecond: asked.callRate,
    retransmissions: asked.retransmissions + answered.retransmissions,
    processorUs: ((asked.processorMs + answered.processorMs) * 1000) / calls / 2,
  };
}

async function answering({ transport, calls, inFlight }: Load, open: Open): Promise<Rate> {
  const agent = await open(transport);
  const before = process.cpuUsage();
  const uac = await startSipp({
    scenario: 'message-uac',
    transport,
    port: await freePort(transport),
    to: agent.at,
    calls,
    inFlight,
  });
  const { callRate, retransmissions, failed } = await uac.ended;
  const processorUs = microseconds(before) / calls;
  await agent.close();
  if (failed > 0) throw new Error(`${failed} of ${calls} calls of SIPp failed`);
  return { perSecond: callRate, retransmissions, processorUs };
}

async function asking({ transport, calls, inFlight }: Load, open: Open): Promise<Rate> {
  const to = { transport, host: LOCAL, port: await freePort(transport) };
  const uas = await startSipp({ scenario: 'message-uas', transport, port: to.port, calls });
  const agent = await open(transport);
  const before = process.cpuUsage();
  const started = performance.now();
  let next = 0;
  const worker = async () => {
    while (next < calls) await agent.ask(to, (next += 1));
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  const perSecond = (calls * 1000) / (performance.now() - started);
  const processorUs = microseconds(before) / calls;
  // What SIPp saw twice was sent twice.
  const { retransmissions } = await uas.ended;
  await agent.close();
  return { perSecond, retransmissions, processorUs };
}

/** One that the system chose a moment ago. */
async function freePort(transport: Measured): Promise<number> {
  const agent = await openAgent(transport);
  await agent.close();
  return agent.at.port;
}

function microseconds(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
