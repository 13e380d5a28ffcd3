// Reads the feature files as scenarios and refuses what would make traceability lie: a scenario without exactly one test
// purpose, a double, a tag outside the closed vocabulary, a requirement that no check can tell. Unaware of step code.

import { AstBuilder, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import { IdGenerator, type FeatureChild, type GherkinDocument, type Step, type Tag } from '@cucumber/messages';
import fs from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../schema/package-root';
import { UserError } from '../verdict/errors';
import type { Catalogue } from './catalogue/catalogue';
import { clauseOfFeature, FEATURES } from './catalogue/clause-folders';
import type { Scenario, PhasedStep } from './scenario';
import { suiteFaults, tagFaults } from './scenario-faults';

export interface FeatureFile {
  /** Path from the package root. */
  readonly uri: string;
  readonly text: string;
}

const loaded = new WeakMap<Catalogue, readonly Scenario[]>();

/** The scenarios of the clauses of a catalogue, in the order of the files. Read once: a run asks for them from several sides. */
export function loadScenarios(catalogue: Catalogue): readonly Scenario[] {
  const scenarios = loaded.get(catalogue) ?? readScenarios(filesOf(catalogue), catalogue);
  loaded.set(catalogue, scenarios);
  return scenarios;
}

export function readScenarios(files: readonly FeatureFile[], catalogue: Catalogue): readonly Scenario[] {
  const scenarios = files
    .flatMap((file) => scenariosOf(parse(file), file.uri))
    .map((one) => ({ ...one, requirements: requirementsOf(one.requirements, one.uri, catalogue) }));
  const faults = [...scenarios.flatMap((scenario) => tagFaults(scenario, catalogue)), ...suiteFaults(scenarios)];
  if (faults.length > 0) throw new UserError('MCX-FEATURES', `the features cannot be used:\n  ${faults.join('\n  ')}`);
  return scenarios;
}

/** A tag speaks of the clause that its file belongs to, unless it names another. @param uri of the feature file */
export const requirementsOf = (tagged: readonly string[], uri: string, catalogue: Catalogue): readonly string[] =>
  tagged.map((id) => catalogue.requirement(id, clauseOfFeature(uri))?.id ?? id);

const filesOf = ({ clauses }: Catalogue): readonly FeatureFile[] =>
  featureFiles(FEATURES).filter(({ uri }) => clauses.some(({ id }) => id === clauseOfFeature(uri)));

function featureFiles(folder: string): readonly FeatureFile[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.feature'))
    .map((name) => path.join(folder, name))
    .sort()
    .map((file) => ({
      uri: path.relative(packageRoot, file).replaceAll(path.sep, '/'),
      text: fs.readFileSync(file, 'utf8'),
    }));
}

function parse({ uri, text }: FeatureFile): GherkinDocument {
  try {
    return new Parser(new AstBuilder(IdGenerator.incrementing()), new GherkinClassicTokenMatcher()).parse(text);
  } catch (error) {
    throw new UserError('MCX-FEATURES', `${uri} is no Gherkin: ${error instanceof Error ? error.message : ''}`);
  }
}

function scenariosOf({ feature }: GherkinDocument, uri: string): readonly Scenario[] {
  if (!feature) return [];
  return feature.children.flatMap(({ rule, scenario: loose }) => {
    const scenarios = rule ? rule.children.map(({ scenario }) => scenario) : [loose];
    const outer = [...feature.tags, ...(rule?.tags ?? [])];
    const before = [...feature.children, ...(rule?.children ?? [])].flatMap(
      ({ background }) => background?.steps ?? [],
    );
    return scenarios.flatMap((one) =>
      one
        ? [
            {
              ...scenarioOf(one, [...outer, ...one.tags], feature.name, rule?.name, uri),
              allSteps: phasedSteps([...before, ...one.steps]),
            },
          ]
        : [],
    );
  });
}

/** A step that goes on what the one before it does says no more than And. */
function phasedSteps(steps: readonly Step[]): readonly PhasedStep[] {
  let phase: PhasedStep['phase'] = 'given';
  return steps.map(({ text, keywordType, dataTable }) => {
    phase = PHASES[keywordType ?? ''] ?? phase;
    return { phase, text, table: dataTable?.rows.map(({ cells }) => cells.map(({ value }) => value)) ?? [] };
  });
}

const PHASES: Readonly<Record<string, PhasedStep['phase']>> = { Context: 'given', Action: 'when', Outcome: 'then' };

function scenarioOf(
  scenario: NonNullable<FeatureChild['scenario']>,
  tagNodes: readonly Tag[],
  feature: string,
  rule: string | undefined,
  uri: string,
): Omit<Scenario, 'allSteps'> {
  const tags = tagNodes.map(({ name }) => name);
  const after = (prefix: string): readonly string[] =>
    tags.filter((tag) => tag.startsWith(prefix)).map((tag) => tag.slice(prefix.length));
  return {
    tp: after('@tp:')[0] ?? '',
    name: scenario.name,
    uri,
    line: scenario.location.line,
    clause: clauseOfFeature(uri),
    feature,
    rule,
    tags,
    requirements: after('@req:'),
    needs: after('@needs:'),
    beyondSpec: tags.includes('@beyond-spec'),
    steps: scenario.steps.map(({ keyword, text }) => `${keyword}${text}`),
  };
}
