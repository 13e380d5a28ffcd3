// How the checks of this clause say what they found. Its requests are told by their legs.

import { sayingOf } from '../../oracle/saying';
import { legsOf } from './story/legs';

export const { check, describe } = sayingOf({ stepOf: () => undefined, storyOf: legsOf, optional: new Set() });
