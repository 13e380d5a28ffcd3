// The defects of this folder by the party that has them.

import * as clientsAndGms from './conditions/clients-and-gms';
import { CONDITIONS_OF_PARTNER_SERVER } from './conditions/partner-server';
import { CONDITIONS_OF_PRIMARY_SERVER } from './conditions/primary-server';
import * as eachOfSeveral from './each-of-several';
import * as eachTime from './each-time';
import * as heldAndFree from './held-and-free';
import * as howeverLong from './however-long';
import * as inOtherWords from './in-other-words';
import * as keys from './keys';
import * as lettersAndSigns from './letters-and-signs';
import * as lifetime from './lifetime';
import * as namedAndTold from './named-and-told';
import * as namesAndHomes from './names-and-homes';
import * as nothingComesOfIt from './nothing-comes-of-it';
import * as recipients from './recipients';
import * as reported from './reported';
import * as saidAgain from './said-again';
import * as secondTime from './second-time';
import * as severalAtOnce from './several-at-once';
import * as unbidden from './unbidden';
import type { Mutant } from '../mutant';

export const BY_ACT_OF_CLIENT_1: readonly Mutant[] = [
  ...clientsAndGms.CONDITIONS_OF_CLIENT_1,
  ...recipients.MISDIRECTED_BY_CLIENT_1,
  ...unbidden.UNBIDDEN_BY_CLIENT_1,
  ...keys.KEYS_OF_CLIENT_1,
];

export const BY_ACT_OF_PRIMARY_SERVER: readonly Mutant[] = [
  ...severalAtOnce.PRIMARY_SERVER_SEVERAL,
  ...CONDITIONS_OF_PRIMARY_SERVER,
  ...recipients.MISDIRECTED_BY_PRIMARY_SERVER,
  ...unbidden.UNBIDDEN_BY_PRIMARY_SERVER,
  ...lifetime.LIFETIME_AT_PRIMARY_SERVER,
  ...keys.KEYS_OF_PRIMARY_SERVER,
  ...secondTime.SECOND_TIME_AT_PRIMARY_SERVER,
  ...heldAndFree.HELD_AND_FREE_AT_PRIMARY_SERVER,
  ...namesAndHomes.NAMES_AND_HOMES_AT_PRIMARY_SERVER,
  ...lettersAndSigns.LETTERS_AND_SIGNS_AT_PRIMARY_SERVER,
  ...eachTime.EACH_TIME_AT_PRIMARY_SERVER,
  ...eachOfSeveral.EACH_OF_SEVERAL_AT_PRIMARY_SERVER,
  ...howeverLong.HOWEVER_LONG_AT_PRIMARY_SERVER,
  ...namedAndTold.NAMED_AND_TOLD_AT_PRIMARY_SERVER,
  ...nothingComesOfIt.NOTHING_COMES_OF_IT_AT_PRIMARY_SERVER,
  ...saidAgain.SAID_AGAIN_BY_PRIMARY_SERVER,
];

export const BY_ACT_OF_PRIMARY_GMS: readonly Mutant[] = [
  ...clientsAndGms.CONDITIONS_OF_PRIMARY_GMS,
  ...recipients.MISDIRECTED_BY_PRIMARY_GMS,
  ...unbidden.UNBIDDEN_BY_PRIMARY_GMS,
];

export const BY_ACT_OF_PARTNER_SERVER: readonly Mutant[] = [
  ...severalAtOnce.PARTNER_SERVER_SEVERAL,
  ...inOtherWords.PARTNER_SERVER_IN_OTHER_WORDS,
  ...CONDITIONS_OF_PARTNER_SERVER,
  ...recipients.MISDIRECTED_BY_PARTNER_SERVER,
  ...unbidden.UNBIDDEN_BY_PARTNER_SERVER,
  ...lifetime.LIFETIME_AT_PARTNER_SERVER,
  ...keys.KEYS_OF_PARTNER_SERVER,
  ...secondTime.SECOND_TIME_AT_PARTNER_SERVER,
  ...heldAndFree.HELD_AND_FREE_AT_PARTNER_SERVER,
  ...namesAndHomes.NAMES_AND_HOMES_AT_PARTNER_SERVER,
  ...lettersAndSigns.LETTERS_AND_SIGNS_AT_PARTNER_SERVER,
  ...eachTime.EACH_TIME_AT_PARTNER_SERVER,
  ...eachOfSeveral.EACH_OF_SEVERAL_AT_PARTNER_SERVER,
  ...howeverLong.HOWEVER_LONG_AT_PARTNER_SERVER,
  ...namedAndTold.NAMED_AND_TOLD_AT_PARTNER_SERVER,
  ...nothingComesOfIt.NOTHING_COMES_OF_IT_AT_PARTNER_SERVER,
  ...saidAgain.SAID_AGAIN_BY_PARTNER_SERVER,
  ...reported.REPORTED_BY_PARTNER_SERVER,
];

export const BY_ACT_OF_PARTNER_GMS: readonly Mutant[] = [
  ...clientsAndGms.CONDITIONS_OF_PARTNER_GMS,
  ...recipients.MISDIRECTED_BY_PARTNER_GMS,
  ...unbidden.UNBIDDEN_BY_PARTNER_GMS,
];

export const BY_ACT_OF_CLIENT_2: readonly Mutant[] = [
  ...inOtherWords.CLIENT_2_IN_OTHER_WORDS,
  ...clientsAndGms.CONDITIONS_OF_CLIENT_2,
  ...recipients.MISDIRECTED_BY_CLIENT_2,
  ...unbidden.UNBIDDEN_BY_CLIENT_2,
  ...saidAgain.SAID_AGAIN_BY_CLIENT_2,
  ...keys.KEYS_OF_CLIENT_2,
];
