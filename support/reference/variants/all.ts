// Every variant, in the order of the figure's lifelines.

import { CLIENT_VARIANTS, GMS_VARIANTS } from './clients-and-gms';
import { FURTHER_CLIENT_VARIANTS, FURTHER_GMS_VARIANTS } from './further-clients-and-gms';
import { FURTHER_PARTNER_SERVER_VARIANTS, FURTHER_PRIMARY_SERVER_VARIANTS } from './further-servers';
import { PARTNER_SERVER_VARIANTS } from './partner-server';
import { PRIMARY_SERVER_VARIANTS } from './primary-server';
import { READING_VARIANTS } from './readings';
import type { Variant } from './variant';

export const VARIANTS: readonly Variant[] = [
  ...CLIENT_VARIANTS,
  ...FURTHER_CLIENT_VARIANTS,
  ...PRIMARY_SERVER_VARIANTS,
  ...FURTHER_PRIMARY_SERVER_VARIANTS,
  ...GMS_VARIANTS,
  ...FURTHER_GMS_VARIANTS,
  ...PARTNER_SERVER_VARIANTS,
  ...FURTHER_PARTNER_SERVER_VARIANTS,
  ...READING_VARIANTS,
];
