// Texts of a hostile product on their way to a terminal, a log and Markdown, and hostile target files: nothing of it comes through,
// and what is wrong with a file is said in one line.

import assert from 'node:assert/strict';
import { harmless } from '../../support/verdict/harmless';
import { UserError } from '../../support/verdict/errors';
import { codeBlock } from '../../support/report/formats/markdown';
import { asMarkdown, text as paragraph } from '../../support/report/formats/document';
import { createProgress } from '../../support/collect/progress';
import { createStrayCollector, strayLines } from '../../support/record/strays';
import { plain } from '../../support/report/summary/paint';
import { targetIn } from '../../support/testbed/target/target';

const TEXTS: readonly (readonly [string, string])[] = [
  ['clears the screen', '\u001b[2J\u001b[H'],
  ['sets the title of the window', '\u001b]0;owned\u0007'],
  ['asks the terminal what it is', '\u001b[c\u001b[6n'],
  ['copies to the clipboard', '\u001b]52;c;b3duZWQ=\u0007'],
  ['begins a link', '\u001b]8;;http://evil.example\u001b\\here'],
  ['moves the cursor by one byte', '\u009b2J'],
  ['goes back over what was printed', 'fail\b\b\b\bpass'],
  ['begins the line anew', 'fail\rpass'],
  ['ends the line', 'x\nVerdict: conforms'],
  ['ends the line in Unicode', 'x\u2028Verdict: conforms\u2029\u0085'],
  ['turns its letters round', '\u202Etxt.exe\u202C'],
  ['isolates its letters', '\u2066a\u2067b\u2069'],
  ['has marks that are not seen', 'a\u200b\u200e\u200f\u2060\ufeffb'],
  ['hides a text in tags', '\u{e0068}\u{e0069}'],
  ['has halves of characters', '\ud83d x \ude00'],
  ['makes an error of CI', '::error file=x,line=1::broken'],
  ['makes an error of CI in a line of its own', 'x\n::error::broken'],
  ['stops the commands of CI', '::stop-commands::token'],
  ['makes an old command of CI', '##[error]broken'],
  ['makes a command of Azure', '##vso[task.setvariable variable=x]y'],
  ['makes a command of TeamCity', "##teamcity[buildStatus status='SUCCESS']"],
  ['builds a tower', `a${'\u0300'.repeat(1000)}`],
  ['is a megabyte', 'x'.repeat(1_048_576)],
  ['is a megabyte that is not seen', '\u202e'.repeat(1_048_576)],
];

/** Lines that a terminal, a log and a page of Markdown would show. */
function shown(said: string): readonly string[] {
  const written: string[] = [];
  const progress = createProgress({
    write: (line) => written.push(line),
    terminal: undefined,
    paint: plain,
    total: () => 1,
  });
  progress.ended({ tp: 'PGR_PSRV_BV_01', name: 'a name', verdict: 'fail', reason: harmless(said), checks: [] });
  const strays = createStrayCollector();
  const end = { party: null, id: said };
  strays.take([
    JSON.stringify({
      kind: 'message',
      scope: null,
      id: 'e1',
      flow: 'log-off-request.client-server',
      from: end,
      to: end,
      schemaErrors: [],
      writtenBy: 'harness',
    }),
  ]);
  return [...written.flatMap((block) => block.trimEnd().split('\n')), ...strayLines(strays.summary())];
}

const HARM = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|^\s*::[a-z]|##(?:\[|[a-z]+\[)|\p{M}{5}/u;

const NAMED = 'name: a product\nversion: "1"\n';
const UNDER_TEST = 'roles: { client-1: { underTest: true, address: "http://127.0.0.1:1" } }\n';
const FILES: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['no YAML', 'roles: [\n x'],
  ['a list', '- a\n- b'],
  ['a text', 'nonsense'],
  ['zero bytes', '\0'.repeat(10_000)],
  [
    'a bomb of aliases',
    `${NAMED}a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d,*d,*d]\n`,
  ],
  ['an alias to nothing', `${NAMED}allow: *nobody\n`],
  ['a tag of code', `${NAMED}allow: !!js/function "function(){}"\n`],
  ['the name __proto__', `${NAMED}__proto__: { polluted: true }\n`],
  ['a name twice', `${NAMED}name: b\n`],
  ['two documents', `${NAMED}---\n${NAMED}`],
  ['a name that clears the screen', 'name: "\\e[2J"\nversion: "1"\n'],
  ['a name of two lines', 'name: "a\\nb"\nversion: "1"\n'],
  ['a name that is turned round', 'name: "\\u202Ea"\nversion: "1"\n'],
  ['a name of 100,000 letters', `name: ${'n'.repeat(100_000)}\nversion: "1"\n`],
  ['a deadline beyond 2^31', `${NAMED}timing: { deadlineMs: 2147483648 }\n`],
  ['a quiet window beyond 2^31', `${NAMED}timing: { quietWindowMs: 4294967297 }\n`],
  ['a deadline beyond all numbers', `${NAMED}timing: { deadlineMs: 1e308 }\n`],
  ['a deadline that is none', `${NAMED}timing: { deadlineMs: .nan }\n`],
  ['no messages at all', `${NAMED}limits: { messages: 0 }\n`],
  ['a message of a terabyte', `${NAMED}limits: { messageBytes: 1099511627776 }\n`],
  ['a limit that there is not', `${NAMED}limits: { everything: 1 }\n`],
  ['a port beyond all ports', `${NAMED}listen: { ports: { client-1: 65536 } }\n`],
  ['an address of a file', `${NAMED}${UNDER_TEST.replace('http://127.0.0.1:1', 'file:///etc/passwd')}`],
  ['an address of elsewhere', `${NAMED}${UNDER_TEST.replace('127.0.0.1', '169.254.169.254')}`],
  ['a password in an address', `${NAMED}${UNDER_TEST.replace('127.0.0.1', 'a:b@127.0.0.1')}`],
  ['a pattern that takes for ever', `${NAMED}allow: ["${'a.'.repeat(5000)}!"]\n`],
  ['thousands of unknown names', `${NAMED}${Array.from({ length: 3000 }, (_, at) => `k${at}: 1`).join('\n')}\n`],
];

describe('a hostile text', () => {
  for (const [name, said] of TEXTS)
    it(`that ${name}`, () => {
      for (const line of shown(said)) {
        assert.doesNotMatch(line, HARM);
        assert.ok(line.length < 5000);
      }
      for (const page of [codeBlock(said), asMarkdown({ title: said, blocks: [paragraph(said)] })])
        for (const line of page.split('\n')) assert.doesNotMatch(line, /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    });

  for (const [name, said] of FILES)
    it(`as a target file: ${name}`, () => {
      assert.throws(
        () => targetIn(said, 'target.yaml'),
        (error) => error instanceof UserError && error.exitCode === 2 && harmless(error.message).length <= 4000,
      );
      assert.equal(({} as { polluted?: unknown }).polluted, undefined);
    });
});
