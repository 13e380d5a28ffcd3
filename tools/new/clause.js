// A clause: its folder of features with one statement, its folder of checks, and a line in each of the two lists.
'use strict';
const { arrayNamed, nextTestPurpose } = require('./change');
const { Refusal } = require('./refusal');

const CLAUSES = 'support/clauses/all.ts';
const FIGURES = 'support/clauses/figures.ts';

module.exports = function clause(change, id, where, usage) {
  const [, specification, number] = /^(\d\d\.\d{3})-(\d+(?:\.\d+)*)$/.exec(id) ?? [];
  if (specification === undefined || where !== undefined) throw new Refusal(`${id} is no clause; expected ${usage}`);
  if (change.exists(`features/${id}`)) throw new Refusal(`${id} is there already, in features/${id}`);
  const name = `CLAUSE_${id.replace(/[.-]/g, '_')}`;
  writeFeatures(change, id, specification, number);
  writeChecks(change, `support/clauses/${id}`, id, name);
  change.addTo(CLAUSES, arrayNamed(change.tree(CLAUSES), 'CLAUSES'), `${name},`, undefined);
  change.import(CLAUSES, name, `./${id}/all`);
  change.addTo(FIGURES, arrayNamed(change.tree(FIGURES), 'FIGURES'), `FIGURE_${name},`, undefined);
  change.import(FIGURES, `FIGURE as FIGURE_${name}`, `./${id}/figure`);
  return [
    `npx mocha support/clauses/${id}/defects.test.ts   until the trace of STEP-1-a fails it`,
    `a mutant of ${id}/STEP-1-a in support/reference/mutants: from then on the command writes the other statements`,
    `node bin/mcx-conformance.js run --clause ${id}`,
    'npm run generate        the index of the features',
    'npm run check',
  ];
};

function writeFeatures(change, id, specification, number) {
  const folder = `features/${id}`;
  change.create(
    `${folder}/requirements.yaml`,
    'its title, its text, its parts, and its statements one by one',
    `\
# The statements of TS ${specification} clause ${number}, in own words; of its sentences the digests alone.
specification: 3GPP TS ${specification}
number: '${number}'
title: Unwritten
text: { release: unwritten, change: none, version: unwritten }
parts:
  - { step: '1', title: Step 1 }
requirements:
  - id: STEP-1-a
    step: '1'
    owner: primary-server
    strength: indicative
    says: Unwritten, what step 1 states.
    source:
      locator: step 1
      sentences: []
    interpretations: [A-01]
wire: []
withoutStatement: []
`,
  );
  change.create(
    `${folder}/interpretations.yaml`,
    'the readings of what is ambiguous, each with its alternatives',
    `\
interpretations:
  - id: A-01
    problem: Unwritten, what is ambiguous.
    reading: Unwritten.
    why: Unwritten.
    alternatives: []
    affects: [STEP-1-a]
`,
  );
  change.create(
    `${folder}/ics.yaml`,
    'what the maker of a product is asked, by role',
    `\
tables:
  - id: A.1
    role: primary-server
    title: Primary MC service server
    rows:
      - { item: A.1/1, description: Unwritten, reference: step 1, status: m }
`,
  );
  change.create(
    `${folder}/01-first.feature`,
    'the scenarios; features/README.md has phrases, cast and tags',
    `\
@clause:${number}
Feature: Step 1 - unwritten

  Rule: Unwritten, what STEP-1-a states

    @tp:${nextTestPurpose(change, 'PGR_PSRV_BV_')} @req:STEP-1-a
    Scenario: Unwritten, an example of STEP-1-a
      When the scenario of STEP-1-a is written
      Then STEP-1-a is shown
`,
  );
}

function writeChecks(change, folder, id, name) {
  change.create(
    `${folder}/figure.ts`,
    'the flow that each arrow of the figure is',
    `\
// The figure of the clause: the information flow that each of its arrows is. Unwritten.

import type { FlowId } from '../../procedure/flows';
import type { Figure } from '../figure';

export const FIGURE: Figure = { clause: '${id}', arrows: new Map() };

export const stepOf = (flow: FlowId): string | undefined => FIGURE.arrows.get(flow)?.step;
`,
  );
  change.create(
    `${folder}/saying.ts`,
    'what the clause makes of a story (`tell`), and the flows that need not come',
    `\
// How the checks of this clause say what they find.

import { sayingOf } from '../../oracle/saying';
import { stepOf } from './figure';

export const { check, describe } = sayingOf({ stepOf, tell: (story) => story, optional: new Set() });
`,
  );
  change.create(
    `${folder}/checks/steps/step-1.ts`,
    'the check of STEP-1-a',
    `\
// Step 1. Unwritten.

import type { Check } from '../../../../oracle/check';
import { check } from '../../saying';

const step1A = check('STEP-1-a', () => []);

export const step1: readonly Check[] = [step1A];
`,
  );
  change.create(
    `${folder}/all.ts`,
    undefined,
    `\
// The clause: every check of it, in its order. One for each statement that can be observed.

import type { Clause } from '../../oracle/clause';
import { step1 } from './checks/steps/step-1';
import { FIGURE } from './figure';

export const ${name}: Clause = { id: FIGURE.clause, checks: [...step1] };
`,
  );
  change.create(
    `${folder}/testing/defects/all.ts`,
    'the traces that break a statement, one at least for each',
    `\
// Traces that differ from a conforming one in one defect, with the statement that must fail for it.

import type { TraceEvent } from '../../../../evidence/trace';

interface Defect {
  readonly requirement: string;
  readonly says: string;
  readonly events: readonly TraceEvent[];
}

const defect = (requirement: string, says: string, events: readonly TraceEvent[]): Defect => ({
  requirement,
  says,
  events,
});

export const DEFECTS: readonly Defect[] = [defect('STEP-1-a', 'unwritten: what breaks STEP-1-a', [])];
`,
  );
  change.create(
    `${folder}/defects.test.ts`,
    undefined,
    `\
import assert from 'node:assert/strict';
import { openStory } from '../../oracle/story';
import { abilitiesOf, EVERY_ABILITY } from '../../ports/abilities';
import { ${name} } from './all';
import { DEFECTS } from './testing/defects/all';

describe('a trace of ${id} with one defect', () => {
  for (const { requirement, says, events } of DEFECTS)
    it(\`fails \${requirement} where \${says}\`, () => {
      const story = openStory(events, abilitiesOf({ abilities: EVERY_ABILITY }));
      const found = ${name}.checks.flatMap((check) => check.judge(story, { ordering: 'strict' }));
      assert.ok(found.some((one) => one.requirement === requirement && one.verdict === 'fail'));
    });

  it('is there for every check', () => {
    const covered = new Set(DEFECTS.map(({ requirement }) => requirement));
    assert.deepEqual(
      ${name}.checks.map(({ requirement }) => requirement).filter((requirement) => !covered.has(requirement)),
      [],
    );
  });
});
`,
  );
}
