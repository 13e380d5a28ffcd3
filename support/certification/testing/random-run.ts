// A run by chance that is full of names: identities of every scheme, display names and telephone numbers, in every place where a
// product, an operator or a target file can put one, written in every way in which one is usually written.

import type { RunResult } from '../../verdict/results';
import type { Random } from './random';
import { smallRun } from './small-record';

export interface RandomRun {
  readonly events: readonly object[];
  readonly run: RunResult;
  /** What nobody may find in what is shared: identities, their parts, and what people are called. */
  readonly names: readonly string[];
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

const word = (random: Random, length: number): string =>
  Array.from({ length }, () => LETTERS[random.below(LETTERS.length)]).join('');
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The ways in which a name is written where it is not written plainly. */
export const ENCODINGS: Readonly<Record<string, (name: string) => readonly string[]>> = {
  plain: (name) => [name],
  percent: (name) => [encodeURIComponent(name), allPercent(name)],
  hex: (name) => [Buffer.from(name).toString('hex')],
  /** Wherever in a longer text it begins. */
  base64: (name) => [0, 1, 2].map((before) => innerBase64(name, before)),
  'UTF-16 in base64': (name) => [innerBase64(Buffer.from(name, 'utf16le'), 0)],
  'UTF-16 in hex': (name) => [Buffer.from(name, 'utf16le').toString('hex')],
  'escapes of JSON': (name) => [escaped(name, (code) => `\\u${code.toString(16).padStart(4, '0')}`)],
  'references of XML': (name) => [
    escaped(name, (code) => `&#${code};`),
    escaped(name, (code) => `&#x${code.toString(16)};`),
  ],
};

const allPercent = (name: string): string => escaped(name, (code) => `%${code.toString(16)}`);
const escaped = (name: string, of: (code: number) => string): string =>
  Array.from(name, (char) => of(char.charCodeAt(0))).join('');

/** Of its base64 the characters that hold nothing but it. */
function innerBase64(name: string | Buffer, before: number): string {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(name as string)]);
  const whole = bytes.toString('base64').replace(/=+$/, '');
  const end = bytes.length % 3 === 0 ? whole.length : whole.length - 1;
  return whole.slice(before === 0 ? 0 : before + 1, end);
}

export function randomRun(random: Random): RandomRun {
  const names: string[] = [];
  const named = <T extends string>(name: T): T => {
    names.push(name);
    return name;
  };

  const anybody = (): string => {
    const [user, domain] = [named(word(random, 9)), `${word(random, 7)}.example`];
    const number = named(`49${170_000_000 + random.below(29_999_999)}`);
    return named(
      random.of([
        `sip:${user}@${domain}`,
        `sips:${user}@${domain}`,
        `sip:${user}.k3@${domain};gr=1`,
        `SIP:${user}@${domain.toUpperCase()}`,
        `tel:+${number}`,
        `urn:${word(random, 6)}:${user}`,
      ]),
    );
  };
  const people = Array.from({ length: 3 }, anybody);
  const display = named(`${capital(word(random, 8))} ${capital(word(random, 9))}`);
  const digits = Number(named(String(4_917_000_000_000 + random.below(2 ** 30))));
  const somebody = (): string => random.of([...people, display]);
  const written = (): string => random.of(random.of(Object.values(ENCODINGS))(somebody()));
  const text = (): string =>
    `${random.of(['<', 'call ', '', '"', '{"a":"'])}${written()}${random.of(['>', ' now', '', '"'])}`;
  /** What a product may add: anything, as deep as it likes. */
  const strange = (depth = 0): unknown =>
    random.of<() => unknown>([
      text,
      somebody,
      () => digits,
      () => (depth > 3 ? display : { [somebody()]: strange(depth + 1), [word(random, 5)]: strange(depth + 1) }),
      () => (depth > 3 ? text() : [strange(depth + 1), strange(depth + 1)]),
    ])();

  const place = { scope: 'k3', seq: 1, at: 1, id: '0-e1' };
  const one: readonly (() => object)[] = [
    () => ({
      kind: 'message',
      flow: 'log-off-request.client-server',
      from: { party: 'client-1', id: somebody() },
      to: { party: null, id: text() },
      body: { mcServiceId: somebody(), from: text(), [word(random, 6)]: strange(), mcServiceGroupIdList: [somebody()] },
      raw: random.of([text(), Buffer.from(`From: ${text()}`).toString('base64')]),
      schemaErrors: [{ path: `/${somebody()}`, expected: 'a text', found: text() }],
      writtenBy: 'implementation',
      wire: { to: `http://127.0.0.1:1/${written()}`, from: text() },
    }),
    () => ({ kind: 'delivery', message: '0-e1', by: 'client-1', outcome: 'refused', detail: `404: no ${text()}` }),
    () => ({ kind: 'resent', message: '0-e1', by: 'client-1', raw: text(), challenge: text() }),
    () => ({ kind: 'malformed', party: 'client-1', raw: text(), problem: `no ${text()}`, answer: text() }),
    () => ({ kind: 'not-carried', party: 'client-1', flow: 'x', why: text() }),
    () => ({
      kind: 'control',
      party: 'client-1',
      command: { command: 'provision', users: [{ mcServiceId: somebody(), name: display }] },
      answer: { status: 'done', reason: text(), [somebody()]: strange() },
    }),
    () => ({
      kind: 'fixture',
      fixture: { scope: 'k3', systems: [{ name: 'primary', serverId: somebody() }], users: [] },
    }),
    () => ({ kind: 'phase', phase: 'stimulus', text: text() }),
    () => ({
      kind: 'transmission',
      source: '127.0.0.1:1',
      destination: '127.0.0.1:2',
      bytes: Buffer.from(text()).toString('base64'),
    }),
    () => ({ kind: 'key-log', lines: [text()] }),
    () => ({ kind: 'of a later suite', told: strange(), [word(random, 5)]: text() }),
    () => ({
      kind: 'result',
      scenario: {
        tp: 'PGR_PSRV_BV_01',
        verdict: 'pass',
        reason: text(),
        checks: [{ expected: text(), observed: text() }],
      },
    }),
  ];
  const events = Array.from({ length: 6 + random.below(10) }, () => ({ ...place, ...random.of(one)() }));
  const run = smallRun(undefined, {
    reason: text(),
    options: { operator: display, target: `/home/${named(word(random, 8))}/t.yaml`, ordering: 'strict' },
    faults: [text()],
    notExecuted: [{ tp: 'PGR_PSRV_BV_03', name: 'x', reason: text() }],
    audit: [{ item: 'A.1/1', claim: 'yes', seen: text(), finding: 'agrees' }],
    strays: {
      count: 1,
      first: [{ id: '0-e1', flow: null, from: somebody(), to: text() }],
      refused: { problem: text() },
    },
    baseline: {
      file: `/home/${display}/b.yaml`,
      day: '2026-01-01',
      lines: [{ owner: display, note: text(), issue: text() }],
    },
    of: strange(),
  });
  const target = { ...run.target, ixit: { 'primary server': somebody(), host: text() } };
  return { events: [{ kind: 'header', version: 1 }, ...events], run: { ...run, target }, names };
}
