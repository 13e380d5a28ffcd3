// From a campaign to its jobs, worked out before anything runs: each combination on its wire, with each service, and each profile that
// a product fits. A contradiction costs one line. Unaware of who carries jobs out.

import path from 'node:path';
import { stringify } from 'yaml';
import { loadProfile } from '../certification/profile';
import { packageVersion } from '../schema/package-root';
import { hostAndPort } from '../ports/allowed-addresses';
import { targetIn } from '../testbed/target/target';
import { urlOf } from '../testbed/target/address-url';
import { targetOfRun } from '../testbed/target/target-of-run';
import { loadEveryClause } from '../traceability/catalogue/catalogue';
import { scenariosFor, select } from '../traceability/selection';
import { UserError } from '../verdict/errors';
import { wireNamed } from '../wires/registry';
import { whyNotLoadable } from '../load/loadable';
import type { Campaign, Entry, LoadOfCampaign, RunOfCampaign } from './campaign-file';
import { combinationsOf } from './combinations';
import { withId, type Job, type Resource, type Started } from './job';
import { joinedTarget } from './joined-target';

export interface Plan {
  readonly jobs: readonly Job[];
  /** How many scenarios a run of it has. */
  readonly scenarios: number;
}

function whyNoneMeets({ products, mustHave }: Campaign): string {
  const taken = [...new Set(products.flatMap(({ entries }) => entries.flatMap(({ roles }) => roles)))];
  const among = mustHave.join(' or ');
  if (mustHave.length > 0 && !mustHave.some((role) => taken.includes(role)))
    return `expected a product under test as ${among}, which mustHave asks for, found only ${taken.join(', ')}. Add one, or mend mustHave.`;
  return `no two products of the campaign meet: expected products with different roles on one wire, of different vendors unless sameVendor is true${mustHave.length === 0 ? '' : `, with one of them as ${among}`}. Add combine: [alone], or another product.`;
}

export function planOf(campaign: Campaign): Plan {
  const catalogue = loadEveryClause();
  const { selected } = select(scenariosFor(campaign.run, catalogue), catalogue, campaign.run);
  const groups = combinationsOf(campaign);
  const jobs = [
    ...groups.flatMap((group) => servicesFor(group, campaign).map((service) => jobOf(group, campaign, { service }))),
    ...campaign.profiles.flatMap((profile) => jobsOfProfile(profile, campaign)),
    ...(campaign.load === undefined ? [] : jobsOfLoad(campaign.load, campaign)),
  ];
  if (jobs.length === 0) throw new UserError('MCX-CAMPAIGN-EMPTY', whyNoneMeets(campaign));
  const { jobs: most } = campaign.budget;
  if (jobs.length > most)
    throw new UserError(
      'MCX-CAMPAIGN-BUDGET',
      `the plan has ${jobs.length} jobs, and budget.jobs allows ${most}. Raise it, or narrow combine, mustHave, wires or services.`,
    );
  return { jobs, scenarios: selected.length };
}

function servicesFor([first]: readonly Entry[], { services }: Campaign): readonly (string | undefined)[] {
  const known = first === undefined ? undefined : wireNamed(first.wire).services;
  if (services === undefined || known === undefined) return [undefined];
  return services.filter((service) => known.includes(service));
}

function jobsOfProfile(name: string, campaign: Campaign): readonly Job[] {
  const { profile } = loadProfile(name);
  const wanted = profile.roles.toSorted().join();
  const entries = campaign.products
    .flatMap(({ entries }) => entries)
    .filter(({ wire, roles }) => wire === profile.wire && roles.toSorted().join() === wanted);
  if (entries.length === 0)
    throw new UserError(
      'MCX-CAMPAIGN-PROFILE',
      `the profile ${name} is for ${profile.roles.join(', ')} over ${profile.wire}, and no product of the campaign is that. Add one, or leave the profile out.`,
    );
  return entries.map((entry) => jobOf([entry], campaign, { profile: name }));
}

function jobsOfLoad(load: LoadOfCampaign, campaign: Campaign): readonly Job[] {
  const entries = campaign.products
    .flatMap(({ entries }) => entries)
    .filter(
      ({ target, wire }) =>
        (campaign.wires?.includes(wire) ?? true) && whyNotLoadable({ roles: {}, ...target }) === undefined,
    );
  if (entries.length === 0)
    throw new UserError(
      'MCX-CAMPAIGN-LOAD',
      'expected a partner server by itself, reached by address and provisioned by control, for load, and no product of the campaign is that. Add one, or leave load out.',
    );
  return entries.map((entry) => jobOf([entry], campaign, { load }));
}

interface Kind {
  readonly service?: string | undefined;
  readonly profile?: string;
  readonly load?: LoadOfCampaign;
}

function jobOf(group: readonly Entry[], campaign: Campaign, kind: Kind): Job {
  const { service, profile, load } = kind;
  const target = joinedTarget(group);
  const names = group.map(({ product }) => product.name).join(' and ');
  // What only a run would refuse is refused now: it is read as the run will read it.
  const read = targetIn(stringify(target), path.resolve(`${names}.yaml`));
  targetOfRun(read, service === undefined ? {} : { service: service }); // one that its wire lists
  const { budget, run } = campaign;
  return withId({
    participants: group.map(({ product: { name, vendor, version }, roles }) => ({ name, vendor, version, roles })),
    wire: read.adapter,
    ...(service !== undefined && { service }),
    ...(profile !== undefined && { profile }),
    ...(load !== undefined && { load: load.clients }),
    target,
    starts: startsOf(group),
    resources: resourcesOf(group, names),
    command: commandOf(kind, run),
    minutes: budget.jobMinutes,
    tries: budget.tries,
  });
}

function commandOf({ service, profile, load }: Kind, run: RunOfCampaign): readonly string[] {
  if (load !== undefined) return ['load', ...argumentsOf(load)];
  if (profile !== undefined) return ['certify', '--profile', profile];
  return ['run', ...argumentsOf(run), ...(service === undefined ? [] : ['--service', service])];
}

const argumentsOf = (options: RunOfCampaign | LoadOfCampaign): readonly string[] =>
  Object.entries(options).flatMap(([option, value]) =>
    value === undefined ? [] : [`--${option}`, Array.isArray(value) ? value.join(',') : String(value)],
  );

function startsOf(group: readonly Entry[]): readonly Started[] {
  return group.flatMap(({ product: { name, start }, target }) =>
    start === undefined
      ? []
      : [{ product: name, start, addresses: placesOf(target, (address) => !/transport=udp/i.test(address)) }],
  );
}

/** Host and port of everything that the product listens on. */
const placesOf = (
  { roles = {} }: Entry['target'],
  isMeant = (_address: string): boolean => true,
): readonly string[] => [
  ...new Set(
    Object.values(roles).flatMap((party) => {
      if (!('address' in party)) return [];
      const control = party.control !== undefined && URL.canParse(party.control) ? [party.control] : [];
      return [party.address, ...control].filter(isMeant).map((address) => hostAndPort(urlOf(address)));
    }),
  ),
];

const LOOPBACK = /^(127\.|localhost:|\[::1\])/;

function resourcesOf(group: readonly Entry[], names: string): readonly Resource[] {
  const owners = new Map<string, string>();
  const resources = new Map<string, Resource>();
  const take = (name: string, owner: string, atOnce: number, perMachine: boolean): void => {
    const other = owners.get(name);
    if (other !== undefined && other !== owner)
      throw new UserError(
        'MCX-CAMPAIGN-PORT',
        `${names} cannot be tested together: ${other} and ${owner} both want ${name}. Give one of them another port.`,
      );
    owners.set(name, owner);
    resources.set(name, { name, atOnce, perMachine });
  };
  for (const { product, target } of group) {
    const places = placesOf(target);
    for (const place of places)
      take(place, product.name, product.atOnce, product.start !== undefined && LOOPBACK.test(place));
    // A plug-in is started by each run, and what it speaks to is there once.
    if (places.length === 0) take(`product ${product.name}`, product.name, product.atOnce, false);
  }
  for (const { target } of group) {
    const { host = '127.0.0.1', ports = {} } = target.listen ?? {};
    // Where two products agree on where a party is played, it is one place.
    for (const [party, port] of Object.entries(ports)) take(`${host}:${port}`, `the played ${party}`, 1, true);
  }
  return [...resources.values()];
}

/** What a worker has to be, for its verdicts to be those of the others. */
export const suiteVersion = packageVersion;
