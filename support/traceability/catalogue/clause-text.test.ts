import assert from 'node:assert/strict';
import { loadCatalogue } from './catalogue';
import { clauseTexts } from './clause-text';

describe('the text of the clause', () => {
  const catalogue = loadCatalogue();
  const [clause] = catalogue.clauses;
  assert.ok(clause);
  const [text] = clauseTexts({ clauses: [clause] });
  assert.ok(text);

  it('is told by number, release and change', () => {
    assert.equal(text.number, '10.15.3.3.1');
    assert.equal(text.clause, '23.280-10.15.3.3.1');
    assert.match(text.release, /^Release \d+$/);
    assert.match(text.change, /step 4b/);
  });

  it('has one digest, which depends on every sentence and not on their order', () => {
    assert.match(text.digest, /^sha256:[0-9a-f]{64}$/);
    const [first, ...others] = clause.requirements;
    assert.ok(first !== undefined);
    const other = (requirements: typeof clause.requirements): string | undefined =>
      clauseTexts({ clauses: [{ ...clause, requirements }] })[0]?.digest;
    assert.equal(other([...others, first]), text.digest);
    assert.notEqual(other([...others, { ...first, sentences: [`sha256:${'0'.repeat(64)}`] }]), text.digest);
  });
});
