// The deployment that most tests of the reference parties begin with: one regroup over a primary and a partner group.

import type { Plan } from './deployment';

export const TWO_SYSTEMS: Plan = {
  users: {
    primary: ['ana!', 'eve', 'ivo!'],
    partner: ['ben', 'cleo', 'dan', 'jan!'],
    'second-partner': ['hana'],
  },
  groups: {
    'fire-1': { home: 'primary', members: ['ana', 'eve', 'dan'] },
    'fire-2': { home: 'primary', members: ['eve'] },
    'med-7': { home: 'partner', members: ['ben', 'cleo', 'eve'] },
    'med-8': { home: 'partner', members: ['ben', 'jan'] },
    'coast-3': { home: 'second-partner', members: ['hana'] },
  },
  affiliated: { ana: ['fire-1'], ben: ['med-7'], hana: ['coast-3'] },
};
