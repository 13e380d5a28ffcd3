// How the checks of this clause say what they found.

import { sayingOf } from '../../oracle/saying';
import { OPTIONAL, stepOf } from './figure';
import { formationOf } from './formation';

export const { check, describe } = sayingOf({ stepOf, storyOf: formationOf, optional: OPTIONAL });
