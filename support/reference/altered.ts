// Builds parties that are not quite the faithful ones: a policy that differs, a rewrite of the outputs, or both.

import { createClient } from './client';
import { createGms } from './gms';
import type { Env, Machine } from './machine';
import {
  faithfulClient,
  faithfulGms,
  faithfulServer,
  type ClientPolicy,
  type GmsPolicy,
  type ServerPolicy,
} from './policies';
import { createServer } from './server';
import { rewritten, type Rewrite } from './rewrite';

export interface Alteration<P> {
  readonly policy?: Partial<P>;
  /** Called once for each machine, so that a rewrite can keep state. */
  readonly rewrite?: () => Rewrite;
}

type Build = (env: Env) => Machine;

function altered<P>(create: (env: Env, policy: P) => Machine, faithful: P, alteration: Alteration<P>): Build {
  return (env) => {
    const machine = create(env, { ...faithful, ...alteration.policy });
    return alteration.rewrite === undefined ? machine : rewritten(machine, alteration.rewrite());
  };
}

export const alteredServer = (alteration: Alteration<ServerPolicy>): Build =>
  altered(createServer, faithfulServer, alteration);

export const alteredGms = (alteration: Alteration<GmsPolicy>): Build => altered(createGms, faithfulGms, alteration);

export const alteredClient = (alteration: Alteration<ClientPolicy>): Build =>
  altered(createClient, faithfulClient, alteration);
