// Keeps the trace of one scenario of a run for the tests of the oracle: node tools/record.js <run folder> <test purpose>.
// Left out is what no check reads: bytes, facts of the wire, times, and the clean-up after the scenario.
'use strict';
const fs = require('node:fs');
const path = require('node:path');

const [run, tp] = process.argv.slice(2);
if (!run || !tp) throw new Error('usage: node tools/record.js <run folder> <test purpose>');
const lines = fs.readFileSync(path.join(run, 'events.jsonl'), 'utf8').trim().split('\n');
const { scenarios } = JSON.parse(fs.readFileSync(path.join(run, 'results.json'), 'utf8'));
const scenario = scenarios.find((one) => one.tp === tp);
if (!scenario) throw new Error(`${run} has no result of ${tp}: run it first`);

const events = lines.map((line) => JSON.parse(line)).filter(({ scope }) => scope === scenario.scope);
const end = events.findIndex(({ kind, phase }) => kind === 'phase' && phase === 'postamble');
const kept = events
  .slice(0, end < 0 ? undefined : end)
  .map((event) => ({ ...event, at: 0, ...(event.raw !== undefined && { raw: '' }), ...(event.wire && { wire: {} }) }));
const out = path.join(__dirname, '..', 'support', 'checks', 'testing', 'recorded', `${tp}.jsonl`);
fs.mkdirSync(path.dirname(out), { recursive: true });
fs.writeFileSync(out, kept.map((event) => `${JSON.stringify(event)}\n`).join(''));
console.log(`wrote ${kept.length} events to ${path.relative(process.cwd(), out)}`);
