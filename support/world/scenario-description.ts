// What a scenario says of itself in its feature file, as cucumber hands it to a hook.

import type { ITestCaseHookParameter } from '@cucumber/cucumber';
import type { ScenarioResult } from '../verdict/results';

type Description = Pick<
  ScenarioResult,
  'tp' | 'name' | 'uri' | 'line' | 'feature' | 'rule' | 'requirements' | 'beyondSpec'
>;

export function describeScenario({ pickle, gherkinDocument }: ITestCaseHookParameter): Description {
  const tags = pickle.tags.map(({ name }) => name);
  const after = (prefix: string): string[] =>
    tags.filter((tag) => tag.startsWith(prefix)).map((tag) => tag.slice(prefix.length));
  const { rule, line } = place(gherkinDocument, pickle.astNodeIds);
  return {
    tp: after('@tp:')[0] ?? pickle.name,
    name: pickle.name,
    uri: pickle.uri.replaceAll('\\', '/'),
    line,
    feature: gherkinDocument.feature?.name ?? '',
    rule,
    requirements: after('@req:'),
    beyondSpec: tags.includes('@beyond-spec'),
  };
}

function place(
  document: ITestCaseHookParameter['gherkinDocument'],
  ids: readonly string[],
): { rule: string | undefined; line: number } {
  for (const child of document.feature?.children ?? []) {
    const scenarios = child.rule ? child.rule.children.map(({ scenario }) => scenario) : [child.scenario];
    const found = scenarios.find((scenario) => scenario !== undefined && ids.includes(scenario.id));
    if (found) return { rule: child.rule?.name, line: found.location.line };
  }
  return { rule: undefined, line: 0 };
}
