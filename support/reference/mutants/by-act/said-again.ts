// Defects of parties that say of a cancellation twice what they have to say once.

import { doubling } from '../../rewrite';
import { CANCEL_AT_CLIENT } from '../elements';
import { mutantClient, mutantServer, type Mutant } from '../mutant';

const TELLS_TWICE = 'tells each member twice that the regroup is over';
const CONFIRMS_TWICE = 'answers a cancellation twice';

export const SAID_AGAIN_BY_PRIMARY_SERVER: readonly Mutant[] = [
  mutantServer('primary-server')('tells-of-the-end-twice', 'WIRE-2', TELLS_TWICE, {
    rewrite: () => doubling(CANCEL_AT_CLIENT),
  }),
  mutantServer('primary-server')('confirms-the-end-twice', 'WIRE-2', CONFIRMS_TWICE, {
    rewrite: () => doubling('preconfigured-regroup-cancel-response.server-client'),
  }),
];

export const SAID_AGAIN_BY_PARTNER_SERVER: readonly Mutant[] = [
  mutantServer('partner-server')('partner-tells-of-the-end-twice', 'WIRE-2', TELLS_TWICE, {
    rewrite: () => doubling(CANCEL_AT_CLIENT),
  }),
  mutantServer('partner-server')('partner-confirms-the-end-twice', 'WIRE-2', CONFIRMS_TWICE, {
    rewrite: () => doubling('preconfigured-regroup-cancel-response.server-server'),
  }),
];

export const SAID_AGAIN_BY_CLIENT_2: readonly Mutant[] = [
  mutantClient('client-2')('confirms-having-heard-twice', 'WIRE-2', 'answers twice that it knows of the cancellation', {
    rewrite: () => doubling('preconfigured-regroup-cancel-response.client-server'),
  }),
];
