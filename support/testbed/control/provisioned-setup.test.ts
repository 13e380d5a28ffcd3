import assert from 'node:assert/strict';
import { targetOf } from '../target/target';
import { parseTarget } from '../target/target-file';
import { setupOf } from './provisioned-setup';

const target = (...lines: readonly string[]) =>
  targetOf(
    parseTarget(
      [
        'name: x',
        "version: '1'",
        ...lines,
        'listen: { ports: { client-1: 9001, primary-gms: 9002, partner-server: 9003 } }',
        'provisioned:',
        '  users: { Ana: { id: "sip:ana@primary.example" } }',
        '  groups: { Fire-1: { id: "sip:fire-1@primary.example", home: primary, members: [Ana] } }',
      ].join('\n'),
      'my.yaml',
    ),
  );

describe('what is configured at a product by hand', () => {
  it('names its peers by URLs where the wire speaks HTTP', () => {
    const role = 'roles: { primary-server: { underTest: true, address: "http://127.0.0.1:1", control: static } }';
    const { systems, users } = setupOf('primary-server', target(role));
    assert.deepEqual(
      [...systems.map(({ gmsAddress }) => gmsAddress), users[0]?.clientAddress],
      ['http://127.0.0.1:9002', 'http://127.0.0.1:9003', 'http://127.0.0.1:9001'],
    );
  });

  it('names them as its wire does elsewhere, with the port of XCAP at a group management server', () => {
    const { systems, users } = setupOf(
      'primary-server',
      target(
        'adapter: sip',
        'sip: { transport: udp, xcapPorts: { primary-gms: 9022 } }',
        'roles: { primary-server: { underTest: true, address: "sip:127.0.0.1:5070", control: static } }',
      ),
    );
    const [primary, partner] = systems;
    assert.deepEqual(
      [primary?.serverAddress, primary?.gmsAddress, partner?.serverAddress, users[0]?.clientAddress],
      [
        'sip:127.0.0.1:5070',
        'sip:127.0.0.1:9002;transport=udp;xcap=9022',
        'sip:127.0.0.1:9003;transport=udp',
        'sip:127.0.0.1:9001;transport=udp',
      ],
    );
  });
});
