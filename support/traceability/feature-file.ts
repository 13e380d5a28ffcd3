// A feature file as its scenarios. Unaware of the catalogue, and of which other files there are.

import { AstBuilder, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import { IdGenerator, type FeatureChild, type GherkinDocument, type Step, type Tag } from '@cucumber/messages';
import { UserError } from '../verdict/errors';
import { clauseOfFeature } from './catalogue/clause-folders';
import type { Scenario, PhasedStep } from './scenario';

export interface FeatureFile {
  /** Path from the package root. */
  readonly uri: string;
  readonly text: string;
}

/** Its scenarios, with their requirements as the tags have them. */
export const scenariosIn = (file: FeatureFile): readonly Scenario[] => scenariosOf(parse(file), file.uri);

function parse({ uri, text }: FeatureFile): GherkinDocument {
  try {
    return new Parser(new AstBuilder(IdGenerator.incrementing()), new GherkinClassicTokenMatcher()).parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    throw new UserError('MCX-FEATURES', `${uri} is no Gherkin: ${firstOf(message)}`);
  }
}

/** A parser that has lost its way finds a fault in each line that follows. */
function firstOf(faults: string): string {
  const [first = '', ...more] = faults.split('\n').filter((line) => !line.endsWith('errors:'));
  return more.length === 0 ? first : `${first}, and ${more.length} more`;
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
