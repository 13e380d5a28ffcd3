// Source mutants that no scenario has to kill, each with its reason. The first row that fits counts.

import { ABOUT_AFFILIATION } from './affiliation';
import { ABOUT_CONFIGURATION } from './configuration';
import { ABOUT_LIFETIME } from './lifetime';
import { ABOUT_MEMBERS } from './members';
import { ABOUT_NAMED_APART } from './named-apart';
import { ABOUT_PARTNERS } from './partners';
import { ABOUT_PARTIES } from './party';
import { ABOUT_REQUESTS } from './request';
import { explains, type Explained, type Explicable } from './row';

export const EXPLAINED: readonly Explained[] = [
  ...ABOUT_PARTIES,
  ...ABOUT_AFFILIATION,
  ...ABOUT_CONFIGURATION,
  ...ABOUT_REQUESTS,
  ...ABOUT_PARTNERS,
  ...ABOUT_MEMBERS,
  ...ABOUT_NAMED_APART,
  ...ABOUT_LIFETIME,
];

export const explanationOf = (mutant: Explicable): Explained | undefined =>
  EXPLAINED.find((one) => explains(one, mutant));
