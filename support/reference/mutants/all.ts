// Every mutant, in the order of the figure's lifelines.

import { PARTNER_SERVER_BETWEEN_STEPS, PRIMARY_SERVER_BETWEEN_STEPS } from './between-steps';
import {
  BY_ACT_OF_CLIENT_1,
  BY_ACT_OF_CLIENT_2,
  BY_ACT_OF_PARTNER_GMS,
  BY_ACT_OF_PARTNER_SERVER,
  BY_ACT_OF_PRIMARY_GMS,
  BY_ACT_OF_PRIMARY_SERVER,
} from './by-act/all';
import {
  CARRIED_BY_CLIENT_1,
  CARRIED_BY_CLIENT_2,
  CARRIED_BY_PARTNER_GMS,
  CARRIED_BY_PARTNER_SERVER,
  CARRIED_BY_PRIMARY_SERVER,
} from './carried';
import { CLIENT_1 } from './client-1';
import { CLIENT_2 } from './client-2';
import { PARTNER_GMS, PRIMARY_GMS } from './gms';
import { LATE_CLIENT_1, LATE_PARTNER_GMS, LATE_PARTNER_SERVER, LATE_PRIMARY_GMS, LATE_PRIMARY_SERVER } from './late';
import type { Mutant } from './mutant';
import { PARTNER_SERVER } from './partner-server';
import { PARTNER_SERVER_ANSWERS } from './partner-server-answers';
import { PRIMARY_SERVER_ANSWERS } from './primary-server-answers';
import { PRIMARY_SERVER_FORMATION } from './primary-server-formation';
import { PRIMARY_SERVER_MEMBERS } from './primary-server-members';
import { PRIMARY_SERVER_REQUEST } from './primary-server-request';
import { STALE_CLIENT_1, STALE_CLIENT_2, STALE_PARTNER_SERVER, STALE_PRIMARY_SERVER } from './stale';

export const MUTANTS: readonly Mutant[] = [
  ...CLIENT_1,
  ...CARRIED_BY_CLIENT_1,
  ...STALE_CLIENT_1,
  ...LATE_CLIENT_1,
  ...BY_ACT_OF_CLIENT_1,
  ...PRIMARY_SERVER_REQUEST,
  ...PRIMARY_SERVER_FORMATION,
  ...PRIMARY_SERVER_ANSWERS,
  ...PRIMARY_SERVER_MEMBERS,
  ...CARRIED_BY_PRIMARY_SERVER,
  ...STALE_PRIMARY_SERVER,
  ...LATE_PRIMARY_SERVER,
  ...PRIMARY_SERVER_BETWEEN_STEPS,
  ...BY_ACT_OF_PRIMARY_SERVER,
  ...PRIMARY_GMS,
  ...LATE_PRIMARY_GMS,
  ...BY_ACT_OF_PRIMARY_GMS,
  ...PARTNER_SERVER,
  ...PARTNER_SERVER_ANSWERS,
  ...CARRIED_BY_PARTNER_SERVER,
  ...STALE_PARTNER_SERVER,
  ...LATE_PARTNER_SERVER,
  ...PARTNER_SERVER_BETWEEN_STEPS,
  ...BY_ACT_OF_PARTNER_SERVER,
  ...PARTNER_GMS,
  ...CARRIED_BY_PARTNER_GMS,
  ...LATE_PARTNER_GMS,
  ...BY_ACT_OF_PARTNER_GMS,
  ...CLIENT_2,
  ...CARRIED_BY_CLIENT_2,
  ...STALE_CLIENT_2,
  ...BY_ACT_OF_CLIENT_2,
];
