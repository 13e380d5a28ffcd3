import assert from 'node:assert/strict';
import { ABILITIES } from '../../ports/abilities';
import { loadCatalogue } from './catalogue';
import { crossReferenceFaults } from './cross-references';
import { isObservable } from './requirement';

describe('catalogue', () => {
  const catalogue = loadCatalogue();

  it('holds the statements, the invariants and the rows of our own, in that order', () => {
    const ranks = catalogue.requirements.map(({ step }) => ['invariant', 'wire'].indexOf(step));
    assert.deepEqual(ranks, ranks.toSorted());
    assert.deepEqual(new Set(ranks), new Set([-1, 0, 1]));
  });

  it('numbers the interpretations in order, each once', () => {
    const ids = catalogue.interpretations.map(({ id }) => id);
    assert.deepEqual(ids, [...new Set(ids)].toSorted());
  });

  it('excludes what has nothing to fail, each with its reason', () => {
    const excluded = catalogue.requirements.filter((row) => !isObservable(row));
    assert.deepEqual(
      excluded.map(({ id }) => id),
      [
        ...['SCOPE-1', 'SCOPE-2', 'SCOPE-3', 'SCOPE-4', 'SCOPE-5', 'PRE-1a', 'PRE-2b', 'STEP-3-e', 'STEP-9-a'],
        ...['POST-3', 'ED-1', 'FIG-1', 'FIG-2', 'FIG-3', 'FIG-4', 'FIG-5'],
      ],
    );
    for (const { id, why } of excluded) assert.ok(why, id);
  });

  it('asks of a wire only abilities that there are, and each of them somewhere', () => {
    // These change what is owed or can be brought about, and leave every statement observable.
    const ofTheStory: readonly string[] = [
      'findsMembersElsewhere',
      'looksWhoCancels',
      'listsGroupsApart',
      'assertsWhoRemoves',
    ];
    const asked = new Set(catalogue.requirements.flatMap(({ needs, arisesWith }) => [...needs, ...arisesWith]));
    assert.deepEqual([...asked].sort(), ABILITIES.filter((one) => !ofTheStory.includes(one)).sort());
    for (const row of catalogue.requirements) {
      if (isObservable(row)) assert.notEqual(row.owners.length, 0, `${row.id} binds somebody`);
      else assert.deepEqual(row.needs, [], row.id);
    }
  });

  it('answers by id', () => {
    assert.equal(catalogue.strengthOf('STEP-4b-5'), 'shall-not');
    assert.deepEqual(catalogue.requirement('STEP-4b-8')?.owners, ['primary-server', 'partner-server']);
    assert.equal(catalogue.requirement('STEP-99'), undefined);
    assert.deepEqual(catalogue.interpretation('A-06')?.affects, ['STEP-4b-5']);
  });

  it('gives every row that is no invariant a sentence of the clause', () => {
    for (const { id, step, sentences } of catalogue.requirements) {
      assert.equal(sentences.length === 0, step === 'invariant' || step === 'wire', id);
    }
  });

  it('finds a double, an unknown interpretation and a reading that names nobody', () => {
    const [row] = catalogue.requirements;
    const [reading] = catalogue.interpretations;
    assert.ok(row && reading);
    const faults = crossReferenceFaults(
      [row, row].map((one) => ({ ...one, id: 'X-1', interpretations: ['A-99'] })),
      [{ ...reading, affects: ['X-2'] }],
    );
    assert.ok(faults.includes('X-1 occurs twice'));
    assert.ok(faults.includes('X-1 rests on A-99, which does not name it'));
    assert.ok(faults.includes('A-01 affects X-2, which does not name it'));
  });
});
