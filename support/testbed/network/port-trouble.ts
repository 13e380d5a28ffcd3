// Says in a user's words why a party could not listen.

import type { ListenOptions } from '../../ports/adapter';
import type { PartyName } from '../../procedure/roles';
import { UserError } from '../../verdict/errors';

/** @param remedy how the user chooses another address */
export function portTrouble(error: unknown, party: PartyName, { host, port }: ListenOptions, remedy: string): unknown {
  const why = {
    EADDRINUSE: 'another program listens there',
    EACCES: 'this user may not listen there',
    EADDRNOTAVAIL: 'this machine does not have that address',
    ENOTFOUND: 'the host is not known',
  }[(error as NodeJS.ErrnoException).code ?? ''];
  if (why === undefined) return error;
  const where = port === 0 ? host : `${host}, port ${port}`;
  return new UserError('MCX-PORT', `expected ${party} to listen on ${where}, but ${why}. Free it, or ${remedy}.`);
}
