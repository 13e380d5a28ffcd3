// Makes the reference party for an entity: the faithful one, or a mutant or variant where one was chosen.

import type { FlowId } from '../procedure/flows';
import type { EntityKind } from '../procedure/roles';
import { createClient } from './client';
import { createGateway } from './gateway';
import { createGms } from './gms';
import type { Env, Machine } from './machine';
import { createServer } from './server';

/** A mutant or a variant. */
export interface Choice {
  build(env: Env): Machine;
  /** Flows that it sends so many milliseconds late. */
  readonly delays?: Partial<Record<FlowId, number>>;
  /** Flows that it refuses to take. */
  readonly refuses?: readonly FlowId[];
}

export function createMachine(kind: EntityKind, env: Env, choice?: Choice): Machine {
  if (choice !== undefined) return choice.build(env);
  switch (kind) {
    case 'server':
      return createServer(env);
    case 'gms':
      return createGms(env);
    case 'client':
      return createClient(env);
    case 'gateway':
      return createGateway(env);
  }
}
