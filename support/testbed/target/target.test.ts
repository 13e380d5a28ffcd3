import assert from 'node:assert/strict';
import { UserError } from '../../verdict/errors';
import { allowedAddresses } from '../../ports/allowed-addresses';
import { productsIn } from './products';
import { loadTarget, targetOf } from './target';
import { targetOfRun } from './target-of-run';

import { parseTarget } from './target-file';

const HEAD = ['name: acme', 'version: "1.10"'];
const parse = (...lines: readonly string[]) => targetOf(parseTarget([...HEAD, ...lines].join('\n'), 'my.yaml'));

function faultsOf(...lines: readonly string[]): string {
  try {
    parse(...lines);
  } catch (error) {
    assert.ok(error instanceof UserError);
    assert.equal(error.exitCode, 2);
    return `${error.code} ${error.message}`;
  }
  return assert.fail('no fault was found');
}

describe('target file', () => {
  it('of the built-in system plays every role', () => {
    const target = loadTarget();
    assert.deepEqual(target.roles, {});
    assert.deepEqual(
      target.systems.map(({ serverId }) => serverId),
      ['sip:mcx-server@primary.example', 'sip:mcx-server@partner.example', 'sip:mcx-server@third.example'],
    );
    assert.deepEqual(target.timing, { deadlineMs: 2000, quietWindowMs: 150, operatorMs: 120_000 });
    assert.equal(target.listen.host, '127.0.0.1');
  });

  it('takes a scheme in any case, and an address alone', () => {
    const told = (address: string, more = ''): string =>
      faultsOf(`${more}roles: { client-1: { underTest: true, address: "${address}" } }`);
    for (const [adapter, address] of [
      ['http-json', 'HTTP://LOCALHOST:8081'],
      ['http-json', 'Https://127.0.0.1:8081/api/'],
      ['sip', 'SIP:127.0.0.1:5072;Transport=TCP'],
      ['sip', 'Sips:[::1]'],
    ])
      parse(`adapter: ${adapter}`, `roles: { client-1: { underTest: true, address: "${address}" } }`);
    for (const address of ['http://127.0.0.1:0', 'http://127.0.0.1:65536', 'HTTP://127.0.0.1:-1'])
      assert.match(told(address), /expected a URL with a host and a port from 1 to 65535/);
    for (const address of ['http://127.0.0.1:8081?key=a', 'http://127.0.0.1:8081/#', 'HTTP://127.0.0.1/?'])
      assert.match(told(address), /expected no query and no fragment, .* found one of them/);
    assert.match(told('SIP:127.0.0.1:5072'), /expected adapter: sip beside/);
  });

  it('puts roles under test and keeps what it says over the defaults', () => {
    const target = parse(
      'roles:',
      '  partner-server: { underTest: true, address: "http://127.0.0.1:8080", control: "http://localhost:8081/x" }',
      '  client-1: { underTest: true, builtIn: no-request-return }',
      '  client-2: { played: true }',
      'timing: { quietWindowMs: 300 }',
      'systems: { partner: { domain: acme.example, gms: "sip:g@acme.example" } }',
      'ics: { A.2/8: no }',
    );
    assert.equal(target.version, '1.10');
    assert.deepEqual(target.roles['client-1'], { underTest: true, builtIn: 'no-request-return' });
    assert.deepEqual(target.timing, { deadlineMs: 2000, quietWindowMs: 300, operatorMs: 120_000 });
    assert.deepEqual(target.systems[1], {
      name: 'partner',
      domain: 'acme.example',
      serverId: 'sip:mcx-server@acme.example',
      gmsId: 'sip:g@acme.example',
    });
    assert.deepEqual(target.ics, { 'A.2/8': 'no' });
  });

  it('of a product has to put a role of it under test, or a built-in party takes its place', () => {
    for (const roles of [[], ['roles: { client-2: { played: true } }']])
      assert.throws(
        () => targetOfRun(parse(...roles), {}),
        (error) => {
          assert.ok(error instanceof UserError);
          assert.deepEqual([error.code, error.exitCode], ['MCX-TARGET-NOTHING-UNDER-TEST', 2]);
          return /names a product, acme; found none/.test(error.message);
        },
      );
    assert.deepEqual(targetOfRun(loadTarget(), {}).roles, {});
    assert.equal(
      targetOfRun(parse(), { builtIn: 'no-request-return' }).name,
      'built-in primary-server, no-request-return',
    );
  });

  it('is told to be missing, with what to do', () => {
    assert.throws(
      () => loadTarget('/no/such.yaml'),
      (error) => {
        assert.ok(error instanceof UserError);
        assert.equal(error.code, 'MCX-TARGET-FILE');
        assert.match(error.message, /no such file.*--target/);
        return true;
      },
    );
  });

  it('says line, key and the name that was meant', () => {
    const said = faultsOf('roles:', '  client-2: { played: true }', '  partner-sever: { played: true }');
    assert.match(said, /^MCX-TARGET my\.yaml/);
    assert.match(said, /line 5, roles\.partner-sever: .*did you mean partner-server\?/);
  });

  it('says every fault, each with its line', () => {
    const said = faultsOf(
      'timing:',
      '  deadlineMs: soon',
      'roles:',
      '  client-1:',
      '    address: http://127.0.0.1:1',
      '  client-2: {}',
    );
    assert.match(said, /line 4, timing\.deadlineMs: expected a whole number, found "soon"/);
    assert.match(said, /line 6, roles\.client-1\.underTest: expected to be present beside address, found nothing/);
    assert.match(
      said,
      /line 8, roles\.client-2: expected exactly one of played, address, builtIn, plugin, found none of them/,
    );
  });

  it('asks for quotes round a version that YAML takes for a number', () => {
    assert.throws(
      () => parseTarget('name: x\nversion: 1.10', 'my.yaml'),
      /line 2, version: expected a text \(in quotes\), found 1\.1/,
    );
  });

  it('is found faulty where it is no YAML, or no target at all', () => {
    assert.match(faultsOf('roles: [', ' x'), /^MCX-TARGET-YAML my\.yaml.*: line \d/);
    assert.match(faultsOf('name: twice'), /^MCX-TARGET-YAML .*: line 3: /);
    assert.throws(() => parseTarget('', 'my.yaml'), /line 1, the file: expected an object, found nothing in it/);
    assert.throws(() => parseTarget('- a', 'my.yaml'), /the file: expected an object/);
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x, x]',
      ...['b', 'c', 'd', 'e'].map(
        (k, i) =>
          `${k}: &${k} [${Array(10)
            .fill(`*${'abcd'[i] ?? ''}`)
            .join(', ')}]`,
      ),
    ];
    assert.throws(() => parseTarget(bomb.join('\n'), 'my.yaml'), UserError);
  });

  it('takes part in one scenario at a time where it does not say otherwise, and always where it is set up by hand', () => {
    const control = (value: string) =>
      `roles: { client-2: { underTest: true, address: "http://127.0.0.1:8082", control: "${value}" } }`;
    assert.equal(parse(control('http://127.0.0.1:8082')).scenariosAtOnce, 1);
    assert.equal(parse(control('http://127.0.0.1:8082'), 'scenariosAtOnce: 8').scenariosAtOnce, 8);
    for (const how of ['static', 'manual'])
      assert.match(
        faultsOf(control(how), 'scenariosAtOnce: 2'),
        /line 4, scenariosAtOnce: expected 1, or no such key, for client-2 is set up by hand .*, found "?2/,
      );
    assert.match(faultsOf('scenariosAtOnce: 65'), /line 3, scenariosAtOnce/);
  });

  it('may not send to a host that it does not allow by name', () => {
    const roles = ['roles:', '  client-2: { underTest: true, address: "http://lab.example:8080" }'];
    assert.match(
      faultsOf(...roles),
      /line 4, roles\.client-2\.address: expected .*"lab\.example:8080" in allow, found "?http:\/\/lab/,
    );
    assert.equal(parse(...roles, 'allow: ["lab.example:8080"]').allow.length, 1);
    assert.match(faultsOf(...roles, 'allow: ["http://lab.example"]'), /line 5, allow\.0/);
  });

  it('tells one fault of a name that is misspelt, in the order of the lines', () => {
    const said = faultsOf(
      'roles:',
      '  primary-server: { underTest: true, adress: "http://127.0.0.1:1", control: "http://127.0.0.1:1" }',
      'tming: {}',
    );
    assert.match(
      said,
      /: line 4, roles\.primary-server\.adress: [^;]*did you mean address\?[^;]*; line 5, tming: [^;]*$/,
    );
  });

  it('repeats no secret that was written into it', () => {
    const role = (more: string) => `roles: { client-2: { underTest: true, address: "http://127.0.0.1:1", ${more} } }`;
    const written = faultsOf(role('headers: { Authorization: "Bearer hunter2" }'));
    assert.match(
      written,
      /headers\.Authorization: expected such as \{"env":"MCX_TOKEN"\}, found what is not shown here/,
    );
    const misspelt = faultsOf(role('header: { Authorization: "Bearer hunter2" }'));
    const inAddress = faultsOf('roles: { client-2: { underTest: true, address: "http://me:hunter2@127.0.0.1:1" } }');
    assert.match(misspelt, /did you mean headers\?/);
    assert.match(inAddress, /client-2\.address: expected no user and no password/);
    for (const said of [written, misspelt, inAddress]) assert.doesNotMatch(said, /hunter2/);
  });

  it('names addresses, hosts and ICS items as they have to be', () => {
    const address = (url: string) => faultsOf(`roles: { client-2: { underTest: true, address: "${url}" } }`);
    assert.match(
      address('127.0.0.1:8081'),
      /expected a text such as http:\/\/127\.0\.0\.1:8081 or a text such as sip:127\.0\.0\.1:5060, found "127/,
    );
    assert.match(
      address('http://127.0.0.1:99999'),
      /expected a URL with a host and a port from 1 to 65535, found http/,
    );
    assert.match(
      faultsOf('allow: ["http://lab.example"]'),
      /allow\.0: expected a text such as lab\.example:8080, found/,
    );
    assert.match(faultsOf('ics: { A.1/99: no }'), /line 3, ics\.A\.1\/99: .*did you mean A\.1\/9\?/);
  });

  it('gives every MC system a domain and every entity an identity of its own', () => {
    assert.match(
      faultsOf('systems:', '  partner: { domain: primary.example }'),
      /line 4, systems\.partner\.domain: expected a domain of its own, found primary\.example, that of primary/,
    );
    assert.match(
      faultsOf('systems: { primary: { server: "sip:one@x.example", gms: "sip:one@x.example" } }'),
      /systems\.primary\.gms: expected an identity of its own, or both roles in one product \(one control, or roles\.primary-gms\.sameProductAs: primary-server\), found sip:one@x\.example, that of systems\.primary\.server/,
    );
    assert.match(
      faultsOf('systems: { primary: { server: "sip:one@x.example" }, partner: { gms: "sip:one@x.example" } }'),
      /systems\.partner\.gms: expected an identity of its own, found/,
    );
  });

  it('says of a file that is none at all no more than can be read', () => {
    const said = faultsOf(...Array.from({ length: 50 }, (_, line) => `  ] \u0000 ${'x'.repeat(line * 50)} : [`));
    assert.ok(said.length < 2500, `${said.length}`);
    assert.match(said, /; and more\. /);
    // eslint-disable-next-line no-control-regex -- what a terminal would obey is what it looks for
    assert.doesNotMatch(said, /[\u0000-\u001f]/);
  });

  it('says which roles are one product, where no common control does', () => {
    const box = (gms: string) =>
      `roles: { primary-server: { underTest: true, address: "http://127.0.0.1:1" }, primary-gms: { underTest: true, address: "http://127.0.0.1:2", ${gms} } }`;
    const products = (gms: string) => productsIn(parse(box(gms)));
    assert.deepEqual(products('sameProductAs: primary-server'), [['primary-server', 'primary-gms']]);
    const one = '\nsystems: { primary: { server: "sip:one@x.example", gms: "sip:one@x.example" } }';
    assert.equal(parse(box('sameProductAs: primary-server') + one).systems[0]?.gmsId, 'sip:one@x.example');
    assert.match(
      faultsOf(box('control: "http://127.0.0.1:3"') + one),
      /systems\.primary\.gms: expected an identity of its own, or both/,
    );
    assert.deepEqual(products('control: "http://127.0.0.1:2"'), [['primary-server'], ['primary-gms']]);
    for (const other of ['primary-gms', 'client-1'])
      assert.match(
        faultsOf(box(`sameProductAs: ${other}`)),
        /primary-gms\.sameProductAs: expected another role that has an address in this file, found/,
      );
    assert.match(
      faultsOf('roles: { primary-gms: { underTest: true, builtIn: x, sameProductAs: primary-server } }'),
      /primary-gms\.address: expected to be present beside sameProductAs/,
    );
  });

  it('gives no port twice and tells products a host that they can reach', () => {
    assert.match(
      faultsOf('listen:', '  ports: { client-1: 9001, gateway: 9001 }'),
      /line 4, listen\.ports\.gateway: expected a port of its own, found 9001, the port of client-1/,
    );
    assert.match(faultsOf('listen: { host: 0.0.0.0 }'), /listen\.host: expected listen\.advertise beside it/);
    assert.match(faultsOf('listen: { host: 192.0.2.7 }'), /"192\.0\.2\.7" in allow/);
    assert.equal(
      parse('listen: { host: 0.0.0.0, advertise: tester.example }', 'allow: [tester.example]').listen.advertise,
      'tester.example',
    );
  });
});

describe('provisioned in a target file', () => {
  const role = (control: string) =>
    `roles: { primary-server: { underTest: true, address: "http://127.0.0.1:1", control: ${control} } }`;
  const USERS = '  users: { Ana: { id: "sip:a@x.example", mayInitiateRegroup: true }, Eve: { id: "sip:e@x.example" } }';
  const groups = (members: string) =>
    `  groups: { Fire-1: { id: "sip:f@x.example", home: primary, members: ${members} }, Crisis-0: { id: "sip:c@x.example", home: primary, preconfigured: true } }`;
  const faults = (...lines: readonly string[]) => faultsOf(role('static'), 'provisioned:', ...lines);

  it('is read with its defaults', () => {
    const { provisioned } = parse(role('static'), 'provisioned:', USERS, groups('[Eve]'));
    assert.equal(provisioned?.users.get('Eve')?.mayInitiateRegroup, false);
    assert.deepEqual(provisioned.groups.get('Crisis-0')?.members, ['Ana', 'Eve']);
    assert.deepEqual([provisioned.multicastIn, provisioned.gateway], [[], false]);
  });

  it('goes with control static, and may go with manual', () => {
    assert.match(faultsOf(role('static')), /line 3, roles\.primary-server\.control: expected provisioned beside it/);
    assert.match(
      faultsOf('provisioned:', USERS, groups('[]')),
      /line 3, provisioned: expected a role with control: static/,
    );
    assert.match(faultsOf(role('statik')), /line 3, roles\.primary-server\.control/);
    assert.equal(parse(role('manual')).provisioned, undefined);
    assert.equal(parse(role('manual'), 'provisioned:', USERS, groups('[]')).provisioned?.users.size, 2);
  });

  it('knows the names of the cast, and says which was meant', () => {
    const said = faults(
      '  users: { Anna: { id: "sip:a@x.example" } }',
      '  groups: { Fire1: { id: "sip:f@x.example", home: primary } }',
    );
    assert.match(said, /line 5, provisioned\.users\.Anna: expected a user of the cast, found Anna; did you mean Ana\?/);
    assert.match(said, /line 6, provisioned\.groups\.Fire1: .*did you mean Fire-1\?/);
  });

  it('names only members that it lists, each identity once, and affiliations of clients set up by hand', () => {
    assert.match(faults(USERS, groups('[Eva]')), /groups\.Fire-1\.members\.0: .*did you mean Eve\?/);
    const twice = '  users: { Ana: { id: "sip:a@x.example" }, Eve: { id: "sip:a@x.example" } }';
    assert.match(
      faults(twice, groups('[]')),
      /users\.Eve\.id: expected an identity of its own, found sip:a@x\.example, that of Ana/,
    );
    const standing = '  users: { Ana: { id: "sip:a@x.example", affiliated: [Fire-1] } }';
    assert.match(
      faults(standing, groups('[]')),
      /users\.Ana\.affiliated: expected no affiliations, for client-1 is not/,
    );
  });
});

describe('allowed addresses', () => {
  const isAllowed = allowedAddresses(['lab.example:8080', 'Other.example', '[2001:db8::1]:80']);
  const cases: readonly (readonly [string, boolean])[] = [
    ['http://127.0.0.1:9', true],
    ['http://127.1.2.3', true],
    ['http://2130706433/', true],
    ['http://localhost', true],
    ['http://[::1]:80', true],
    ['http://lab.example:8080/x', true],
    ['http://lab.example', false],
    ['http://other.example:1', true],
    ['http://[2001:db8::1]', true],
    ['http://127.0.0.1.evil.example', false],
    ['http://localhost.evil.example', false],
    ['http://user:lab.example:8080@evil.example', false],
  ];
  for (const [url, expected] of cases)
    it(`${expected ? 'are' : 'are not'} ${url}`, () => {
      if (URL.canParse(url)) assert.equal(isAllowed(new URL(url)), expected);
    });
});
