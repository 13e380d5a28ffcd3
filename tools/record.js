// Keeps the trace of one scenario of a run for the tests of the oracle: node tools/record.js <run folder> <test purpose>.
// Left out is what no check reads: bytes, facts of the wire, times, and the clean-up after the scenario.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const load = require('./load');

const [run, tp] = process.argv.slice(2);
if (!run || !tp) throw new Error('usage: node tools/record.js <run folder> <test purpose>');
const { readScenarioTraces } = load('support/record/events-file');

async function eventsOfScenario() {
  for await (const { scenario, events } of readScenarioTraces(path.join(run, 'events.jsonl')))
    if (scenario.tp === tp) return events().filter(({ scope }) => scope === scenario.scope);
  throw new Error(`${run} has no trace of ${tp}: run it first`);
}

async function main() {
  const events = await eventsOfScenario();
  const end = events.findIndex(({ kind, phase }) => kind === 'phase' && phase === 'postamble');
  const kept = events.slice(0, end < 0 ? undefined : end).map((event) => ({
    ...event,
    at: 0,
    ...(event.raw !== undefined && { raw: '' }),
    ...(event.wire && { wire: {} }),
  }));
  const testing = path.join('support', 'clauses', '23.280-10.15.3.3.1', 'testing', 'recorded');
  const out = path.join(__dirname, '..', testing, `${tp}.jsonl`);
  fs.writeFileSync(out, kept.map((event) => `${JSON.stringify(event)}\n`).join(''));
  console.log(`wrote ${kept.length} events to ${path.relative(process.cwd(), out)}`);
}

void main();
