// A scenario as files that replay it by hand: a script of curl commands, over SIP with a scenario of SIPp for each request, and
// whoever takes what the product sends meanwhile. Pure: returns texts.

import type { Role } from '../../procedure/roles';
import type { RunResult, ScenarioResult } from '../../verdict/results';
import { breachesOf } from '../summary/failures';
import { httpPeers, sipPeers } from './peers';
import type { ReplayFile } from './replay-file';
import { sippScenario } from './sipp-scenario';
import type { Stimulus } from './stimulus';

/** Where the harness was, a listener is now. */
export const PEERS = '@PEERS@';

export interface Replay {
  readonly run: Pick<RunResult, 'target' | 'suite'>;
  readonly scenario: ScenarioResult;
  readonly steps: readonly Stimulus[];
  readonly isHttp: boolean;
}

export function replayFiles({ run, scenario, steps, isHttp }: Replay): readonly ReplayFile[] {
  const files: ReplayFile[] = [];
  const left: string[] = [];
  const lines = steps.flatMap((step, at) => {
    const number = String(at + 1).padStart(2, '0');
    const head = [...(step.afterAnswer ? ['pause'] : []), `say ${quoted(`${number}  ${step.about}`)}`];
    if (step.kind === 'control')
      return [...head, ...here(`control "$CONTROL_${shell(step.role)}"`, JSON.stringify(step.command))];
    if (isHttp) return [...head, ...here(`flow "$PRODUCT_${shell(step.role)}" ${step.flow}`, step.raw)];
    const scenarioText = sippScenario(step.raw, `${number}-${step.flow}`);
    if (scenarioText === undefined) {
      left.push(step.about);
      return [];
    }
    const name = `${number}-${step.flow}.xml`;
    files.push({ name, text: scenarioText });
    return [...head, `sip ${name} "$PRODUCT_${shell(step.role)}"`];
  });
  const roles = [...new Set(steps.map(({ role }) => role))];
  const script = [...headOf(run, scenario, roles, isHttp), ...lines, '', ...tailOf(scenario, left)];
  const peers = isHttp ? httpPeers() : sipPeers();
  return [{ name: 'replay.sh', text: `${script.join('\n')}\n`, executable: true }, ...peers, ...files];
}

function headOf(
  { target, suite }: Replay['run'],
  { tp, name }: ScenarioResult,
  roles: readonly Role[],
  isHttp: boolean,
): readonly string[] {
  const known = (role: Role, what: string): string => {
    const address = (target.ixit?.[`${role} ${what}`] ?? '').replace(/\/$/, '');
    // It stands in a script, and anybody may have written the results.
    return /^[\w.:/@;=%[\]-]*$/.test(address) ? address : '';
  };
  const product = (role: Role): string => (isHttp ? known(role, 'address') : hostOf(known(role, 'address')));
  return [
    '#!/usr/bin/env bash',
    `# Sends ${oneLine(target.name)} ${oneLine(target.version)} once more what it was sent in ${tp}, ${oneLine(name)}; made by ${suite.name} ${suite.version}.`,
    '# Nothing here is judged. In another terminal, first, whoever takes what the product sends meanwhile:',
    isHttp
      ? '#   node peers.mjs 9900'
      : '#   sipp -sf peers.xml -p 9900 -t t1   and, for what it asks by HTTP, node peers.mjs 9901',
    '# Do it against a product that was just started: the identities are those of the run.',
    'set -euo pipefail',
    'cd "$(dirname "$0")"',
    ...roles.flatMap((role) => [
      `PRODUCT_${shell(role)}="\${PRODUCT_${shell(role)}:-${product(role)}}"`,
      `CONTROL_${shell(role)}="\${CONTROL_${shell(role)}:-${known(role, 'control') || known(role, 'address')}}"`,
    ]),
    `PEERS="\${PEERS:-${isHttp ? 'http://127.0.0.1:9900' : 'sip:127.0.0.1:9900;transport=tcp;xcap=9901'}}"`,
    '# A header that the product asks for, such as HEADER="Authorization: Bearer ...".',
    'HEADER="${HEADER:-X-Replay: yes}"',
    '',
    'say() { printf "\\n%s\\n" "$1"; }',
    'pause() { sleep "${PAUSE:-0.3}"; }',
    'post() {',
    `  sed "s|${PEERS}|$PEERS|g" | curl --silent --show-error --header 'content-type: application/json' --header "$HEADER" \\`,
    '    --data-binary @- --write-out "  answered %{http_code}\\n" "$1"',
    '}',
    'control() { post "$1/control"; }',
    isHttp
      ? 'flow() { post "$1/flows/$2"; }'
      : 'sip() { sipp "$2" -sf "$1" -m 1 -t "${TRANSPORT:-t1}" -timeout 10s -timeout_error -nostdin -trace_msg -message_file "${1%.xml}.log" >/dev/null 2>&1 || echo "  no final response that fits; see ${1%.xml}.log"; grep -h "^SIP/2.0" "${1%.xml}.log" | sed "s/^/  answered /"; }',
    '',
  ];
}

function tailOf(scenario: ScenarioResult, left: readonly string[]): readonly string[] {
  const breaches = breachesOf(scenario);
  return [
    'pause',
    ...left.map((about) => `say ${quoted(`left out, for it belongs to a dialog of the run: ${about}`)}`),
    `say ${quoted('What to look for in what the peers received:')}`,
    ...breaches.flatMap(({ check }) => [
      `say ${quoted(`${check.requirement}, ${check.party}`)}`,
      `echo ${quoted(`  expected      ${check.expected}`)}`,
      `echo ${quoted(`  in the run    ${check.observed}`)}`,
    ]),
    ...(breaches.length === 0 ? [`echo ${quoted(`  in the run: ${scenario.verdict}, ${scenario.reason}`)}`] : []),
  ];
}

/** A text handed to a command as it is, ended by a word that is no line of it: anybody may have written the trace. */
function here(command: string, text: string): readonly string[] {
  const lines = new Set(text.split(/[\r\n]+/));
  let end = 'END_OF_BODY';
  while (lines.has(end)) end += '_';
  return [`${command} <<'${end}'`, text, end];
}

const shell = (role: Role): string => role.replaceAll('-', '_');
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');
const quoted = (text: string): string => `'${oneLine(text).replaceAll("'", `'\\''`)}'`;

/** SIPp takes host and port. */
const hostOf = (address: string): string => /^sips?:(?:\/\/)?([^;/]+)/.exec(address)?.[1] ?? address;
