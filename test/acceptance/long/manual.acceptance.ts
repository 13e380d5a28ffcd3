// A client that is operated by hand: a scripted operator reads the questions, does what they ask at the served client, and
// answers on standard input.

import assert from 'node:assert/strict';
import path from 'node:path';
import { useTemporaryFolder } from '../../../support/report/testing/temporary-folder';
import { freePorts } from '../free-ports';
import { endAll, run, startConversation } from '../program';
import { eventsIn, noErrors, resultsIn, verdictsOf } from '../reports';
import { serve, writeTarget, type Served } from '../served';

const ANA = 'sip:ana@primary.example';
const TP = 'PGR_CL1_BV_05';
type Json = Readonly<Record<string, unknown>>;

describe('a client that is operated by hand', () => {
  const folder = useTemporaryFolder();
  const reports = () => path.join(folder.path, 'reports');
  afterEach(endAll);

  async function setUp(operatorMs: number): Promise<{ readonly client: Served; readonly target: string }> {
    const client = await serve('client-1');
    const [port = 0] = await freePorts(1);
    const target = writeTarget(
      folder.path,
      `roles: { client-1: { underTest: true, address: "${client.address}", control: manual } }`,
      `listen: { ports: { primary-server: ${port} } }`,
      `timing: { deadlineMs: 5000, quietWindowMs: 250, operatorMs: ${operatorMs} }`,
      'provisioned:',
      `  users: { Ana: { id: "${ANA}", mayInitiateRegroup: true } }`,
      '  groups:',
      '    Fire-1: { id: "sip:fire-1@primary.example", home: primary, members: [Ana] }',
      '    Crisis-0: { id: "sip:crisis-0@primary.example", home: primary, preconfigured: true }',
    );
    const address = `http://127.0.0.1:${port}`;
    const own = { name: 'primary', serverId: 'sip:mcx-server@primary.example', gmsId: 'sip:gms@primary.example' };
    await command(client, {
      command: 'provision',
      system: 'primary',
      systems: [{ ...own, serverAddress: address, gmsAddress: address }],
      users: [{ mcServiceId: ANA, clientAddress: client.address, mayInitiateRegroup: true }],
      groups: [],
    });
    return { client, target };
  }

  async function command({ address }: Served, given: Json): Promise<Json> {
    const body = JSON.stringify({ scope: 'byhand', ...given });
    const response = await fetch(`${address}/control`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    return (await response.json()) as Json;
  }

  /** Does at the client what a question asks, and tells how to answer it. */
  async function obey(client: Served, question: string): Promise<string> {
    const act = actIn(question);
    if (act) return (await command(client, { command: 'act', act }))['status'] === 'done' ? 'done' : 'cannot do it';
    assert.match(question, /what was sip:ana@primary\.example told/);
    const asked = { kind: 'user-notifications', user: ANA };
    const { userNotifications } = await command(client, { command: 'ask', question: asked });
    const told = userNotifications as readonly { readonly kind: string; readonly regroupGroupId: string | null }[];
    return told.map(({ kind, regroupGroupId }) => `${kind} ${regroupGroupId ?? ''}`.trim()).join(', ') || 'none';
  }

  function actIn(question: string): Json | undefined {
    const found = (form: RegExp, act: (...parts: readonly string[]) => Json): Json | undefined => {
      const parts = form.exec(question)?.slice(1);
      return parts && { user: ANA, ...act(...parts) };
    };
    const list = (text = ''): readonly string[] => text.split(', ');
    return (
      found(/start to receive MC service/, () => ({ kind: 'start-service' })) ??
      found(/log \S+ off/, () => ({ kind: 'log-off' })) ??
      found(/affiliate \S+ to (.*)\.$/m, (groups) => ({ kind: 'affiliate', mcServiceGroupIdList: list(groups) })) ??
      found(/end the affiliation of \S+ to (.*)\.$/m, (groups) => ({
        kind: 'de-affiliate',
        mcServiceGroupIdList: list(groups),
      })) ??
      found(/cancel the regroup (\S+)\.$/m, (regroupGroupId) => ({ kind: 'cancel-regroup', regroupGroupId })) ??
      found(
        /regroup of (.*) with the configuration of (\S+), into the regroup group (\S+)\.$/m,
        (groups, preconfiguredGroupId, regroupGroupId) => ({
          kind: 'initiate-regroup',
          preconfiguredGroupId,
          regroupGroupId,
          mcServiceGroupIdList: list(groups),
        }),
      )
    );
  }

  async function operated(
    target: string,
    answer: (question: string) => Promise<string | undefined>,
    ...options: readonly string[]
  ) {
    const program = startConversation(
      'run',
      '--target',
      target,
      '--tp',
      TP,
      '--reports',
      reports(),
      '--operator',
      'Olga Berg',
      ...options,
    );
    let heard = 0;
    program.listen((printed) => {
      const questions = [...printed.matchAll(/^Question (\d+)\. ([^]*?)\n {2}Answer within/gm)];
      for (const [, , question = ''] of questions.slice(heard)) {
        heard++;
        void answer(question).then((line) => line !== undefined && program.type(line));
      }
    });
    return { ...(await program.ended), questions: () => heard, results: resultsIn(reports()) };
  }

  it('does what is asked, and who answered when stands beside each answer', async () => {
    const { client, target } = await setUp(20_000);
    const { stdout, stderr, results, questions } = await operated(target, (question) => obey(client, question));
    assert.equal(stderr, '');
    assert.equal(verdictsOf(results)[TP], 'pass', stdout);
    assert.ok(questions() >= 6, `${questions()} questions were put`);
    assert.equal(results.options['operator'], 'Olga Berg');
    const answers = eventsIn(reports())
      .flatMap((event) => (event.kind === 'control' && event.party === 'client-1' ? [event] : []))
      .filter(({ command: given }) => ['act', 'ask'].includes(given.command))
      .map(({ answer }) => answer);
    assert.ok(answers.length >= 6);
    for (const { operator, answeredAt } of answers) {
      assert.equal(operator, 'Olga Berg');
      assert.match(String(answeredAt), /^\d{4}-\d\d-\d\dT/);
    }
  });

  it('is inconclusive where the operator cannot, and an empty line is not done', async () => {
    const { client, target } = await setUp(20_000);
    const cannot = await operated(target, (question) =>
      question.includes('initiate') ? Promise.resolve('\ncannot: there is no such menu') : obey(client, question),
    );
    assert.equal(cannot.status, 3, cannot.stdout);
    noErrors(cannot.results);
    assert.match(cannot.stdout, /That is no answer\. Question \d+ expects: "done"/);
    assert.match(cannot.results.scenarios[0]?.reason ?? '', /the operator cannot: there is no such menu/);
  });

  it('is inconclusive where no answer comes in time, or none that can be read', async () => {
    const { target } = await setUp(300);
    const late = await operated(target, () => Promise.resolve(undefined));
    assert.equal(late.status, 3, late.stdout);
    assert.match(late.results.scenarios[0]?.reason ?? '', /the operator did not answer within 0\.3 s/);
  });

  it('is refused where nobody can be asked, or nobody has to be', async () => {
    const { target } = await setUp(300);
    const nobody = await run('run', '--target', target, '--reports', reports());
    assert.equal(nobody.status, 2);
    assert.match(nobody.stderr, /^MCX-OPERATOR: expected a terminal.*--operator <name>.*\n$/);
    const needless = await run('run', '--operator', 'Olga Berg', '--tp', TP, '--reports', reports());
    assert.equal(needless.status, 2);
    assert.match(needless.stderr, /^MCX-OPERATOR: .*control: manual.*\n$/);
  });
});
