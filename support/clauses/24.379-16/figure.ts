// Clause 16 draws no figure: its information flows are messages of stage 3, and those of stage 2 that they carry stand in the
// figure of 23.280-10.15.3.3.1.

import type { Figure } from '../figure';

export const FIGURE: Figure = { clause: '24.379-16', arrows: new Map() };
