// What is wrong with the tags and names of the scenarios, each in a line that says where it is and what to do.

import { isAbility } from '../ports/abilities';
import { instead } from '../verdict/nearest';
import type { Catalogue } from './catalogue/catalogue';
import { doubles } from './catalogue/cross-references';
import { namesakes } from './catalogue/ids';
import { isObservable } from './catalogue/requirement';
import { TEST_PURPOSE, type Scenario } from './scenario';

/** Abilities that a target declares; a scenario may depend on them. */
export const NEEDS = [
  'multicast',
  'second-partner',
  'gateway',
  'temporary-group',
  'proposed-identity',
  'shared-configuration',
  'withdrawn-authorization',
  'authorization-first',
] as const;

const KNOWN_TAGS = ['@clause:', '@tp:', '@req:', '@needs:', '@beyond-spec'];

export function tagFaults(scenario: Scenario, catalogue: Catalogue): readonly string[] {
  const { tags, requirements, beyondSpec } = scenario;
  const purposes = tags.filter((tag) => tag.startsWith('@tp:')).length;
  const faults = [
    ...(purposes === 1 ? [] : [`has ${purposes} @tp tags; a scenario has exactly one test purpose`]),
    ...tags.flatMap((tag) => tagFault(tag)),
    ...requirements.flatMap((id) => requirementFault(id, catalogue)),
    ...doubles(tags).map((tag) => `carries ${tag} twice`),
    ...(requirements.length > 0 || beyondSpec ? [] : ['shows no requirement; add @req:<id> or @beyond-spec']),
  ];
  return faults.map((fault) => `${scenario.uri}:${scenario.line} ${fault}`);
}

/** Names and test purposes are looked up on their own, so that each stands once in all features. */
export function suiteFaults(scenarios: readonly Scenario[]): readonly string[] {
  const purposes = scenarios.map(({ tp }) => tp).filter((tp) => tp !== '');
  return [
    ...doubles(purposes).map(
      (tp) => `@tp:${tp} stands at ${places(scenarios, (one) => one.tp === tp)}; number one anew`,
    ),
    ...doubles(scenarios.map(({ name }) => name)).map(
      (name) => `the name "${name}" stands at ${places(scenarios, (one) => one.name === name)}; reword one`,
    ),
  ];
}

const places = (scenarios: readonly Scenario[], is: (scenario: Scenario) => boolean): string =>
  scenarios
    .filter(is)
    .map(({ uri, line }) => `${uri}:${line}`)
    .join(' and ');

function tagFault(tag: string): readonly string[] {
  if (tag === '@beyond-spec' || /^@clause:[\d.]+$/u.test(tag) || tag.startsWith('@req:')) return [];
  if (tag.startsWith('@tp:')) {
    return TEST_PURPOSE.test(tag.slice('@tp:'.length)) ? [] : [`${tag} is not of the form @tp:PGR_PSRV_BV_01`];
  }
  if (tag.startsWith('@needs:')) {
    if (isAbility(tag.slice('@needs:'.length))) return [];
    const known = NEEDS.map((need) => `@needs:${need}`);
    return known.includes(tag)
      ? []
      : [`${tag} is no ability that a wire has or a target declares${instead(tag, known)}`];
  }
  return [`${tag} is an unknown tag; known are ${KNOWN_TAGS.join(' ')}`];
}

function requirementFault(id: string, catalogue: Catalogue): readonly string[] {
  const row = catalogue.requirement(id);
  if (!row) {
    const ids = catalogue.requirements.filter(isObservable).map((one) => one.id);
    const same = namesakes(id, ids);
    if (same.length > 0) return [`@req:${id} stands in several clauses; write @req:${same.join(' or @req:')}`];
    return [`@req:${id} is not in the catalogue${instead(id, ids)}`];
  }
  return isObservable(row) ? [] : [`@req:${id} has no check: ${row.why ?? ''}`];
}
