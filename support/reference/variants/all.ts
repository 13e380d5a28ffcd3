// Every variant, in the order of the figure's lifelines.

import { CLIENT_VARIANTS, GMS_VARIANTS } from './clients-and-gms';
import { PARTNER_SERVER_VARIANTS } from './partner-server';
import { PRIMARY_SERVER_VARIANTS } from './primary-server';
import type { Variant } from './variant';

export const VARIANTS: readonly Variant[] = [
  ...CLIENT_VARIANTS,
  ...PRIMARY_SERVER_VARIANTS,
  ...GMS_VARIANTS,
  ...PARTNER_SERVER_VARIANTS,
];
