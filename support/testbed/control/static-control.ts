// The control of a product that is set up by hand and has no other: provisioning is held against what the target file
// lists, and everything else is honestly refused. Unaware of what the product does.

import type { Control, ControlAnswer, ControlCommand } from '../../ports/control';
import type { Fixture } from '../../procedure/fixture';
import type { Provisioned } from '../../procedure/provisioned';
import type { PartyName } from '../../procedure/roles';
import { firstLacking, type Whereabouts } from './provisioned-facts';

export interface StaticControl extends Control {
  /** A scenario begins: its names are those by which the target file lists identities. */
  open(fixture: Fixture): void;
}

export function staticControl(party: PartyName, provisioned: Provisioned, whereabouts: Whereabouts): StaticControl {
  let fixture: Fixture | undefined;

  function answer(command: ControlCommand): ControlAnswer {
    if (command.command !== 'provision' || fixture === undefined) return unsupported(reasonFor(party, command));
    const lacking = firstLacking(command, party, fixture, provisioned, whereabouts);
    return lacking === undefined ? { status: 'done' } : unsupported(lacking);
  }

  return {
    open: (opened) => (fixture = opened),
    send: (command) => Promise.resolve(answer(command)),
  };
}

const unsupported = (reason: string): ControlAnswer => ({ status: 'unsupported', reason });

function reasonFor(party: PartyName, command: ControlCommand): string {
  const byHand = `${party} is set up by hand (control: static)`;
  switch (command.command) {
    case 'act':
      return `${byHand}, so nobody can make it ${command.act.kind}`;
    case 'ask':
      return `${byHand}, so nobody can ask it for ${command.question.kind}`;
    case 'advance':
      return `${byHand}, so its clock cannot be moved`;
    default:
      return `${byHand}, so ${command.command} means nothing to it`;
  }
}
