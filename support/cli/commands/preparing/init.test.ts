import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { useTemporaryFolder } from '../../../report/testing/temporary-folder';
import { parseTarget } from '../../../testbed/target/target-file';
import { UserError } from '../../../verdict/errors';
import { packageRoot } from '../../../schema/package-root';
import { ROLES } from '../../../procedure/roles';
import { init, type InitOptions } from './init';

describe('init', () => {
  const folder = useTemporaryFolder();
  const file = () => path.join(folder.path, 'new.yaml');
  const text = () => fs.readFileSync(file(), 'utf8');
  const asking = (options: InitOptions, ...answers: readonly string[]) =>
    init(file(), options, { input: Readable.from(answers.map((line) => `${line}\n`)), output: new PassThrough() });

  for (const role of ROLES)
    it(`writes a valid file for ${role} without a question`, async () => {
      await asking({ yes: true, role: [role] });
      const target = parseTarget(text(), 'new.yaml');
      assert.deepEqual(Object.keys(target.roles ?? {}), [role]);
    });

  it('asks for what is not given, and allows the host that is named', async () => {
    await asking({ role: ['client-2'] }, '', 'a "phone": #1', '1.10', 'https://lab.example/flows', '');
    const { name, version, roles, allow } = parseTarget(text(), 'new.yaml');
    assert.deepEqual([name, version, allow], ['a "phone": #1', '1.10', ['lab.example:443']]);
    const url = 'https://lab.example/flows';
    assert.deepEqual(roles?.['client-2'], { underTest: true, address: url, control: url });
  });

  it('is valid with its comments taken as the text', async () => {
    await asking({ yes: true });
    const uncommented = text().replaceAll(
      /^( *)# ?((?: {2,}|ics:|timing:|listen:|systems:|headers:| {2}Authorization).*)$/gm,
      '$1$2',
    );
    assert.match(uncommented, /^ {2}A\.1\/10: no/m);
    parseTarget(uncommented, 'new.yaml');
  });

  it('asks for several roles, each with its address', async () => {
    await asking({}, 'partner-server, primary-server', '', '', '2.0', '', '', 'http://127.0.0.1:9000', '');
    const { name, version, roles } = parseTarget(text(), 'new.yaml');
    assert.deepEqual([name, version], ['my primary-server and partner-server', '2.0']);
    const at = (url: string) => ({ underTest: true, address: url, control: url });
    assert.deepEqual(roles, {
      'primary-server': at('http://127.0.0.1:8081'),
      'partner-server': at('http://127.0.0.1:9000'),
    });
  });

  it('asks for the command of a plug-in, also for the other roles', async () => {
    await asking({ role: ['client-1', 'client-2'] }, 'plugin', '', '', 'python3 "my plug-in.py"', './other');
    const { roles } = parseTarget(text(), 'new.yaml');
    assert.deepEqual(roles, {
      'client-1': { underTest: true, plugin: { command: ['python3', 'my plug-in.py'] } },
      'client-2': { underTest: true, plugin: { command: ['./other'] } },
    });
  });

  it('asks for the wire and the MC service that it carries', async () => {
    await asking({ role: ['partner-server'] }, 'sip', 'mcvideo', '', '', 'http://lab', 'sip:192.0.2.7:5060', '');
    const { adapter, sip, roles, allow } = parseTarget(text(), 'new.yaml');
    assert.deepEqual([adapter, sip], ['sip', { service: 'mcvideo' }]);
    const control = 'http://127.0.0.1:8071';
    assert.deepEqual(roles, { 'partner-server': { underTest: true, address: 'sip:192.0.2.7:5060', control } });
    assert.deepEqual(allow, ['192.0.2.7:5060']);
  });

  it('names the schema, from where the file lies, by which an editor completes it', async () => {
    await asking({ yes: true });
    const [, schema = ''] = /^# yaml-language-server: \$schema=(.*)$/m.exec(text()) ?? [];
    assert.equal(path.resolve(folder.path, schema), path.join(packageRoot, 'schemas/target/target.schema.json'));
  });

  it('says what it cannot use, and asks again', async () => {
    const output = new PassThrough();
    const answers = ['primary-sever', 'primary-server', 'http', 'http-json', '', '', 'lab', '', 'static', ''];
    await init(file(), {}, { input: Readable.from(answers.map((line) => `${line}\n`)), output });
    const said = String(output.read());
    assert.match(said, /there is no role primary-sever; did you mean primary-server\?/);
    assert.match(said, /expected one of http-json, sip, plugin, found http; choose one\n/);
    assert.match(said, /found lab; mend it\n/);
    assert.match(said, /found static, which needs a list/);
    assert.match(text(), /address: "http:\/\/127\.0\.0\.1:8081"/);
  });

  it('writes over no other file', async () => {
    fs.writeFileSync(file(), 'mine');
    await assert.rejects(asking({ yes: true }), UserError);
    assert.equal(text(), 'mine');
  });

  it('refuses what it cannot use, and leaves nothing behind', async () => {
    await assert.rejects(asking({ yes: true, role: ['client'] }), /did you mean client-\d\?/);
    await assert.rejects(asking({ yes: true, address: 'lab' }), /found lab; mend it/);
    await assert.rejects(asking({}, 'client-1'), /the input ended; add --yes/);
    await assert.rejects(asking({ yes: true, control: 'static' }), /copy targets\/static-/);
    assert.ok(!fs.existsSync(file()));
  });

  it('takes control by hand', async () => {
    await asking({ yes: true, control: 'manual' });
    assert.match(text(), /^ {4}control: "manual" # an operator is asked/m);
  });
});
