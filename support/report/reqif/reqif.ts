// The statements of the run's clauses, the readings that they rest on and the test purposes that show them, in the Requirements
// Interchange Format, with the links between them and what the run said of each. Unaware of how the format is written.

import type { Interpretation } from '../../traceability/catalogue/requirement';
import type { CoverageRow } from '../../traceability/coverage';
import type { Scenario } from '../../traceability/scenario';
import { clauseName, type RunResult } from '../../verdict/results';
import type { ReportSource } from '../formats/derived-report';
import { reqifXml, type Branch, type Relation, type SpecObject } from './reqif-xml';

export function reqif({ run, catalogue, coverage, features }: ReportSource): string {
  const showing = features().filter(({ requirements }) => requirements.some((id) => catalogue.requirement(id)));
  const leaf = (object: string): Branch => ({ object, children: [] });
  return reqifXml({
    title: `${run.suite.name} ${run.suite.version}: ${run.clauses.map(clauseName).join(', ')}`,
    tool: `${run.suite.name} ${run.suite.version}`,
    at: run.startedAt,
    objects: [
      ...catalogue.clauses.flatMap(({ id, parts }) =>
        parts.map((part) => chapter(chapterId(id, part.step), part.title)),
      ),
      ...coverage().rows.map(statement),
      ...catalogue.interpretations.map(reading),
      ...showing.map((scenario) => testPurpose(scenario, run)),
    ],
    relations: [
      ...showing.flatMap(({ tp, requirements }) =>
        requirements.flatMap((id) => link('is-shown-by', catalogue.requirement(id)?.id, tp)),
      ),
      ...catalogue.requirements.flatMap(({ id, interpretations }) =>
        interpretations.flatMap((one) => link('rests-on', id, catalogue.interpretation(one)?.id)),
      ),
    ],
    specifications: [
      ...catalogue.clauses.map((clause) => ({
        title: `${clauseName(clause)} ${clause.title}`,
        branches: clause.parts.map(({ step }) => ({
          object: chapterId(clause.id, step),
          children: clause.requirements.filter((one) => one.step === step).map(({ id }) => leaf(id)),
        })),
      })),
      { title: 'Readings', branches: catalogue.interpretations.map(({ id }) => leaf(id)) },
      { title: 'Test purposes', branches: showing.map(({ tp }) => leaf(tp)) },
    ],
  });
}

const chapterId = (clause: string, step: string): string => `${clause} ${step}`;

const chapter = (id: string, title: string): SpecObject => ({
  id,
  kind: 'chapter',
  values: { 'ReqIF.ChapterName': title },
});

/** Names that begin with ReqIF are those that tools of the format know. */
function statement({ requirement, shownOn, state, verdict, reason }: CoverageRow): SpecObject {
  const { id, says, step, strength, owners, locator } = requirement;
  const what = { 'ReqIF.ForeignID': id, 'ReqIF.Text': says, step, strength, owner: owners.join(' '), source: locator };
  return {
    id,
    kind: 'statement',
    values: { ...what, wires: shownOn.join(' '), state, verdict: verdict ?? '', reason },
  };
}

const reading = ({ id, reading: text, problem, why }: Interpretation): SpecObject => ({
  id,
  kind: 'reading',
  values: { 'ReqIF.ForeignID': id, 'ReqIF.Text': text, problem, why },
});

function testPurpose({ tp, name, feature }: Scenario, { scenarios, notExecuted }: RunResult): SpecObject {
  const executed = scenarios.find((one) => one.tp === tp && one.name === name);
  const left = notExecuted.find((one) => one.tp === tp && one.name === name);
  const { verdict, reason } = executed ?? { verdict: 'not executed', reason: left?.reason ?? 'not in this run' };
  return {
    id: tp,
    kind: 'test purpose',
    values: { 'ReqIF.ForeignID': tp, 'ReqIF.Name': name, feature, verdict, reason },
  };
}

/** None where one of the two is of a clause that the run is not about. */
const link = (kind: string, from: string | undefined, to: string | undefined): readonly Relation[] =>
  from === undefined || to === undefined ? [] : [{ kind, from, to }];
