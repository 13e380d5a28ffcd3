// A test purpose as TDL-TO text (ETSI ES 203 119-4). Message steps become events; whatever else a step says is kept as a
// described condition, because TDL-TO has no free text. Returns lines.

import { clauseName } from '../../verdict/results';
import type { Catalogue } from '../catalogue/catalogue';
import type { Scenario, PhasedStep } from '../scenario';
import { messagesOf } from './messages';
import { inOneLine } from './step-words';

export function tdlOf(scenario: Scenario, catalogue: Catalogue): readonly string[] {
  const { tp, name, clause, requirements, needs } = scenario;
  const clauses = new Set([clause, ...requirements.flatMap((id) => catalogue.requirement(id)?.clause ?? [])]);
  const names = catalogue.clauses.filter(({ id }) => clauses.has(id)).map(clauseName);
  const locators = requirements.map((id) => `${id} (${catalogue.requirement(id)?.locator ?? ''})`);
  return [
    'Test Purpose {',
    `  TP Id ${tp}`,
    `  Test objective ${quoted(name)}`,
    `  Reference ${quoted([...names, ...locators].join(', '))}`,
    ...(needs.length === 0 ? [] : [`  PICS Selection ${needs.map(identifier).join(' and ')}`]),
    '  Initial conditions',
    '  with {',
    ...events(scenario, 'given', '    '),
    '  }',
    '  Expected behaviour',
    '  ensure that {',
    '    when {',
    ...events(scenario, 'when', '      '),
    '    }',
    '    then {',
    ...events(scenario, 'then', '      '),
    '    }',
    '  }',
    '}',
  ];
}

function events({ allSteps }: Scenario, phase: PhasedStep['phase'], indent: string): readonly string[] {
  const all = allSteps.filter((step) => step.phase === phase).flatMap(eventsOf);
  return all.map((event, at) => `${indent}${event}${at === all.length - 1 ? '' : ' and'}`);
}

function eventsOf(step: PhasedStep): readonly string[] {
  const messages = messagesOf(step);
  if (messages.length === 0)
    return [
      `the test_system entity observes a condition containing description indicating value ${quoted(inOneLine(step))};`,
    ];
  return messages.map(
    ({ name, from, to, absent }) =>
      `${absent ? 'not ' : ''}the ${identifier(to)} entity receives a ${identifier(name)} message from the ${identifier(from)} entity`,
  );
}

const identifier = (words: string): string => words.replace(/[^A-Za-z0-9]+/g, '_');
const quoted = (text: string): string => `"${text.replaceAll('"', "'")}"`;
