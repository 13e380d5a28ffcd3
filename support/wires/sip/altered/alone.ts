// The mutants and variants that exist on SIP alone, for those who try them one after another.

import { SIP_MUTANTS, type SipMutant } from './sip-mutants';
import { SIP_VARIANTS, type SipVariant } from './sip-variants';

export const MUTANTS_OF_SIP: readonly SipMutant[] = SIP_MUTANTS;
export const VARIANTS_OF_SIP: readonly SipVariant[] = SIP_VARIANTS;
