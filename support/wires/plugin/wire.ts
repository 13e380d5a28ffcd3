// The wire plugin: flows of one role as JSON to and from what speaks for a product. Everybody else listens on http-json.

import { EVERY_ABILITY, type Wire } from '../../ports/wire';

export const PLUGIN: Wire = {
  name: 'plugin',
  takenBy: 'plug-in',
  abilities: EVERY_ABILITY,
  carriesBytesOf: 'http-json',
  isHttp: true,
};
