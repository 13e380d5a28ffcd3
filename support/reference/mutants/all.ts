// Every mutant, in the order of the figure's lifelines.

import { CLIENT_1 } from './client-1';
import { CLIENT_2 } from './client-2';
import { PARTNER_GMS, PRIMARY_GMS } from './gms';
import type { Mutant } from './mutant';
import { PARTNER_SERVER } from './partner-server';
import { PARTNER_SERVER_ANSWERS } from './partner-server-answers';
import { PRIMARY_SERVER_ANSWERS } from './primary-server-answers';
import { PRIMARY_SERVER_FORMATION } from './primary-server-formation';
import { PRIMARY_SERVER_MEMBERS } from './primary-server-members';
import { PRIMARY_SERVER_REQUEST } from './primary-server-request';

export const MUTANTS: readonly Mutant[] = [
  ...CLIENT_1,
  ...PRIMARY_SERVER_REQUEST,
  ...PRIMARY_SERVER_FORMATION,
  ...PRIMARY_SERVER_ANSWERS,
  ...PRIMARY_SERVER_MEMBERS,
  ...PRIMARY_GMS,
  ...PARTNER_SERVER,
  ...PARTNER_SERVER_ANSWERS,
  ...PARTNER_GMS,
  ...CLIENT_2,
];
