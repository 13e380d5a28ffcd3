// What a campaign file says: the products, each with its target files, what is combined, and the budget. Held against its schema
// and against itself. Unaware of jobs.

import path from 'node:path';
import { MEBIBYTE, NotReadable, readPlainText } from '../files/plain-file';
import type { SchemaError } from '../procedure/schema-error';
import type { Role } from '../procedure/roles';
import { parseHandWritten } from '../schema/yaml-file';
import { targetIn, type Target } from '../testbed/target/target';
import { rolesUnderTest } from '../testbed/target/roles-under-test';
import { parseTarget } from '../testbed/target/target-file';
import type { TargetFile } from '../testbed/target/target-model';
import type { Filters } from '../traceability/selection';
import { UserError } from '../verdict/errors';
import type { PluginTarget } from '../wires/plugin/target';

/** How a product is started for a job; one that runs already has none. */
export interface Start {
  readonly command?: readonly string[];
  /** Relative to the folder of the campaign. */
  readonly folder?: string;
  readonly container?: string;
  readonly options?: readonly string[];
  readonly arguments?: readonly string[];
  /** Seconds. */
  readonly readyWithin?: number;
}

export type Combination = 'alone' | 'pairs' | 'triples' | 'all';

export interface Campaign {
  readonly name: string;
  readonly products: readonly Product[];
  readonly combine: readonly Combination[];
  readonly mustHave: readonly Role[];
  readonly sameVendor: boolean;
  readonly wires: readonly string[] | undefined;
  readonly services: readonly string[] | undefined;
  readonly profiles: readonly string[];
  readonly load: LoadOfCampaign | undefined;
  readonly run: RunOfCampaign;
  readonly budget: Budget;
  readonly released: readonly string[];
}

export interface RunOfCampaign extends Filters {
  readonly ordering?: string;
  readonly strength?: string;
  readonly readings?: string;
}

/** As on the command line of `load`. */
export interface LoadOfCampaign {
  readonly clients: number;
  readonly workers?: number;
  /** Seconds. */
  readonly patience?: number;
}

export interface Budget {
  readonly jobs: number;
  readonly minutes: number | undefined;
  readonly jobMinutes: number;
  readonly tries: number;
}

export interface Product {
  readonly name: string;
  readonly vendor: string;
  readonly version: string;
  readonly start: Start | undefined;
  readonly atOnce: number;
  readonly entries: readonly Entry[];
}

/** A product as one of its target files puts it under test. */
export interface Entry {
  readonly product: Omit<Product, 'entries'>;
  readonly roles: readonly Role[];
  readonly wire: string;
  /** Paths of plug-ins in it are relative to the folder of the campaign. */
  readonly target: TargetFile;
}

interface CampaignFile {
  readonly name: string;
  readonly products: Readonly<
    Record<string, Pick<Product, 'vendor' | 'version'> & { start?: Start; atOnce?: number; targets: readonly string[] }>
  >;
  readonly combine: readonly Combination[];
  readonly mustHave?: readonly Role[];
  readonly sameVendor?: boolean;
  readonly wires?: readonly string[];
  readonly services?: readonly string[];
  readonly profiles?: readonly string[];
  readonly load?: LoadOfCampaign;
  readonly run?: RunOfCampaign;
  readonly budget?: Partial<Budget>;
  readonly released?: readonly string[];
}

const DEFAULT_BUDGET: Budget = { jobs: 10_000, minutes: undefined, jobMinutes: 30, tries: 3 };

export function loadCampaign(file: string): Campaign {
  const about = {
    file: path.relative('', file),
    what: 'campaign file',
    schema: 'campaign/campaign.schema.json',
    code: 'MCX-CAMPAIGN',
    hint: 'schemas/campaign/campaign.schema.json describes every key, docs/campaigns.md has an example.',
  } as const;
  const text = textOf(file, 'MCX-CAMPAIGN-FILE', 'a campaign file', 'docs/campaigns.md has an example to copy.');
  const { run = {}, budget, products, ...said } = parseHandWritten<CampaignFile>(text, about, contradictions);
  const all = Object.entries(products).map(([name, one]) => productOf(name, one, path.dirname(file)));
  mustBeSpoken(said.wires ?? [], all);
  return {
    mustHave: [],
    sameVendor: false,
    wires: undefined,
    services: undefined,
    profiles: [],
    load: undefined,
    released: [],
    ...said,
    run,
    budget: { ...DEFAULT_BUDGET, ...budget },
    products: all,
  };
}

function mustBeSpoken(wires: readonly string[], products: readonly Product[]): void {
  const spoken = [...new Set(products.flatMap(({ entries }) => entries.map(({ wire }) => wire)))];
  for (const wire of wires)
    if (!spoken.includes(wire))
      throw new UserError(
        'MCX-CAMPAIGN-WIRE',
        `expected wires to name adapters of the target files (${spoken.join(', ')}), found ${wire}. Mend it, or add a product on that wire.`,
      );
}

function productOf(
  name: string,
  { vendor, version, start, atOnce = 1, targets }: CampaignFile['products'][string],
  folder: string,
): Product {
  const product = { name, vendor, version, start, atOnce };
  return { ...product, entries: targets.map((target) => entryOf(product, path.join(folder, target), folder)) };
}

function entryOf(product: Entry['product'], file: string, folder: string): Entry {
  const mend = `Mend targets of ${product.name}, or write the file with mcx-conformance init.`;
  const text = textOf(file, 'MCX-TARGET-FILE', `a target file of ${product.name}`, mend);
  const target = targetIn(text, file);
  const roles = rolesUnderTest(target);
  if (roles.length === 0)
    throw new UserError(
      'MCX-CAMPAIGN-ROLE',
      `expected a role under test in ${path.relative('', file)}, a target file of ${product.name}, found none. Name one under roles, with underTest: true.`,
    );
  // What was filled in is filled in again by the run.
  const said = parseTarget(text, path.relative('', file));
  const entries = Object.entries(target.roles).map(([role, party]) => [
    role,
    'plugin' in party ? { ...party, plugin: pluginBelow(folder, party.plugin) } : party,
  ]);
  return {
    product,
    roles,
    wire: target.adapter,
    target: { ...said, roles: Object.fromEntries(entries) as Target['roles'] },
  }; // the same keys
}

/** A worker on another machine has the campaign in another folder. */
const pluginBelow = (folder: string, plugin: PluginTarget): PluginTarget =>
  'module' in plugin
    ? { ...plugin, module: path.relative(folder, plugin.module) }
    : { ...plugin, cwd: path.relative(folder, plugin.cwd ?? folder) || '.' };

function* contradictionsOf({ products, released = [] }: CampaignFile): Generator<SchemaError> {
  const vendors = [...new Set(Object.values(products).map(({ vendor }) => vendor))];
  for (const [at, vendor] of released.entries())
    if (!vendors.includes(vendor))
      yield {
        path: `/released/${at}`,
        expected: `a vendor of its products: ${vendors.join(', ')}`,
        found: vendor,
      };
  for (const [name, { start, atOnce = 1 }] of Object.entries(products))
    if (start !== undefined && atOnce > 1)
      yield {
        path: `/products/${name}/atOnce`,
        expected: '1, for the product is started anew for each job (start)',
        found: `${atOnce}`,
      };
}

const contradictions = (file: CampaignFile): readonly SchemaError[] => [...contradictionsOf(file)];

/** @param todo what to do about a file that cannot be read */
function textOf(file: string, code: `MCX-${string}`, what: string, todo: string): string {
  try {
    return readPlainText(file, { most: MEBIBYTE, links: 'followed' });
  } catch (error) {
    const why = error instanceof NotReadable ? (error.missing ? 'there is no such file' : `it is ${error.why}`) : '';
    throw new UserError(
      code,
      `expected ${what} at ${path.relative('', file) || '.'}, but ${why || String(error)}. ${todo}`,
    );
  }
}
