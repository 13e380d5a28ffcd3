import assert from 'node:assert/strict';
import type { ControlCommand } from '../ports/control';
import { alteredServer } from '../reference/altered';
import { dropping } from '../reference/rewrite';
import { createTape, differs, type Scene } from './differences';

const SERVICE = 'service-authorization-response.server-client';
const ANA = 'sip:ana.s1@primary.example';
const provision: ControlCommand = {
  command: 'provision',
  scope: 's1',
  system: 'primary',
  systems: [
    {
      name: 'primary',
      serverId: 'sip:server@primary.example',
      gmsId: 'sip:gms@primary.example',
      serverAddress: 'memory:1',
      gmsAddress: 'memory:2',
    },
  ],
  users: [{ mcServiceId: ANA, clientAddress: 'memory:3', mayInitiateRegroup: true }],
  groups: [],
};

function recorded(): readonly [Scene, Scene] {
  const tape = createTape('primary-server');
  let labels = 0;
  const machine = tape.party.build({ now: () => 7, fresh: () => `n${++labels}` });
  machine.receive({ kind: 'command', command: provision });
  const first = tape.cut();
  const body = { from: ANA, to: 'sip:server@primary.example', mcServiceId: ANA };
  machine.receive({ kind: 'command', command: provision });
  machine.receive({ kind: 'flow', flow: 'service-authorization-request.client-server', body });
  return [first, tape.cut()];
}

describe('a variant beside the faithful party', () => {
  const [provisioned, served] = recorded();

  it('differs in the scenarios in which it puts out something else, and in no other', () => {
    const silent = { build: alteredServer({ rewrite: () => dropping(SERVICE) }) };
    assert.equal(differs(silent, provisioned), false);
    assert.equal(differs(silent, served), true);
    assert.equal(differs({ build: alteredServer({}) }, served), false);
  });

  it('differs where it sends something late', () => {
    const late = { build: alteredServer({}), delays: { [SERVICE]: 5 } };
    assert.equal(differs(late, provisioned), false);
    assert.equal(differs(late, served), true);
  });
});
