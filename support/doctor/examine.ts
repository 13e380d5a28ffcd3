// Looks over everything that a run relies on before a run is judged: the products, their control, clocks and our own ports.
// Every wait is bounded. Unaware of scenarios and verdicts.

import { randomBytes } from 'node:crypto';
import { createProbe, type Probe } from '../wires/http-json/client/probe';
import { ROLES, type Role } from '../procedure/roles';
import { byHand, controlAddress } from '../testbed/target/by-hand';
import { allowedAddresses } from '../ports/allowed-addresses';
import { credentialsOf } from '../testbed/target/credentials';
import { listenersOf } from '../testbed/network/listeners';
import { openWireOf } from '../testbed/network/open-wire';
import { wireNamed } from '../wires/registry';
import { portTrouble } from '../testbed/network/port-trouble';
import type { RoleTarget, Target } from '../testbed/target/target';
import { examineAddress } from './address-checks';
import { examineByHand } from './by-hand-checks';
import { examineControl } from './control-checks';
import { bad, ok, warn, type Diagnosis } from '../ports/diagnosis';

/** However patient a run is: who asks for a diagnosis waits for it. */
const LONGEST_WAIT_MS = 5000;
/** HTTP tells the time in whole seconds. */
const SKEW_MS = 2000;

type Product = Extract<RoleTarget, { readonly address: string }>;

export interface Surroundings {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly tell: (diagnosis: Diagnosis) => void;
}

/** Tells of each finding as it is made. Returns all of them. */
export async function examine(target: Target, { now, tell }: Surroundings): Promise<readonly Diagnosis[]> {
  const all: Diagnosis[] = [];
  const add = (...diagnoses: readonly Diagnosis[]): void => {
    for (const diagnosis of diagnoses) {
      all.push(diagnosis);
      tell(diagnosis);
    }
  };
  const allow = allowedAddresses(target.allow);
  const withinMs = Math.min(target.timing.deadlineMs, LONGEST_WAIT_MS);
  const probe = createProbe({ allow, withinMs, credentials: credentialsOf(target, process.env) });
  try {
    const products = ROLES.flatMap((role) => productOf(role, target));
    if (products.length === 0) add(ok('products', 'none is under test at an address; the harness plays every role'));
    for (const { role, product } of products)
      add(...(await examineProduct(role, product, target, { probe, allow, withinMs, now })));
  } finally {
    probe.close();
  }
  const wire = wireNamed(target.adapter);
  const { host } = target.listen;
  add(...((await wire.examineWay?.(target.ofWires[wire.name] ?? {}, { host, allow, withinMs })) ?? []));
  add(...(await examinePorts(target)));
  return all;
}

function productOf(role: Role, { roles }: Target): readonly { readonly role: Role; readonly product: Product }[] {
  const product = roles[role];
  return product && 'address' in product ? [{ role, product }] : [];
}

interface Means {
  readonly probe: Probe;
  readonly allow: (url: URL) => boolean;
  readonly withinMs: number;
  readonly now: () => number;
}

async function examineProduct(
  role: Role,
  product: Product,
  target: Target,
  { probe, allow, withinMs, now }: Means,
): Promise<readonly Diagnosis[]> {
  const { address } = product;
  const { systems, provisioned } = target;
  const how = byHand(product);
  const control = controlAddress(product);
  const own = wireNamed(target.adapter).examine;
  const { diagnoses, answered } = own
    ? { diagnoses: await own({ role, address, host: target.listen.host, allow, withinMs }), answered: undefined }
    : await examineAddress(role, address, probe);
  const scope = `doctor${randomBytes(4).toString('hex')}`;
  const ofControl =
    how !== undefined
      ? examineByHand(role, how, provisioned)
      : control === undefined
        ? [warn(`${role} control`, `none is named; what needs it is inconclusive, see roles.${role}.control`)]
        : await examineControl({ role, control, wire: target.adapter, address, systems, scope }, probe);
  return [...diagnoses, ...(answered ? clock(role, answered.date, now()) : []), ...ofControl];
}

function clock(role: Role, date: string, now: number): readonly Diagnosis[] {
  const what = `${role} clock`;
  const productTime = Date.parse(date);
  if (Number.isNaN(productTime)) return [];
  const skew = productTime - now;
  if (Math.abs(skew) <= SKEW_MS) return [ok(what, 'as this one, to the second')];
  const seconds = Math.round(Math.abs(skew) / 1000);
  return [warn(what, `${seconds} s ${skew > 0 ? 'ahead' : 'behind'}; its logs and our trace will not line up`)];
}

async function examinePorts(target: Target): Promise<readonly Diagnosis[]> {
  const { listen } = target;
  const parties = listenersOf(target);
  const { adapter } = openWireOf(target, wireNamed(target.adapter));
  const receiver = { onMessage: () => ({ accepted: true as const }), onMalformed: () => undefined };
  const troubles: Diagnosis[] = [];
  try {
    for (const party of parties) {
      const where = { host: listen.host, port: listen.ports[party] ?? 0 };
      try {
        await adapter.listen(receiver, { ...where, party });
      } catch (error) {
        const remedy = `change listen.host or listen.ports.${party} in the target file`;
        const trouble = portTrouble(error, party, where, remedy);
        troubles.push(bad(`${party} port`, trouble instanceof Error ? trouble.message : String(trouble)));
      }
    }
  } finally {
    await adapter.close();
  }
  return troubles.length > 0
    ? troubles
    : [ok('ports', `${parties.length} played parties can listen on ${listen.host}`)];
}
