import assert from 'node:assert/strict';
import { convert } from 'xmlbuilder2';
import { loadCatalogue, loadEveryClause } from '../../traceability/catalogue/catalogue';
import { loadIcs } from '../../traceability/catalogue/ics';
import { loadScenarios } from '../../traceability/features';
import { reportSource } from '../formats/derived-report';
import { aFailedScenario, aRun } from '../testing/results';
import { reqif } from './reqif';

const [shown] = loadScenarios(loadCatalogue()).filter(({ requirements }) => requirements.includes('STEP-5-a'));
const failed = aRun({ verdict: 'fail', exitCode: 1, scenarios: [aFailedScenario({ ...shown, tp: shown?.tp ?? '' })] });
const xml = reqif(reportSource(failed, loadCatalogue(), loadIcs()));

type Node = { readonly [name: string]: Node | readonly Node[] | string } & { readonly '#'?: string };
const read = convert(xml, { format: 'object' });
const every = (name: string, of: unknown = read): readonly Node[] => {
  if (typeof of !== 'object' || of === null) return [];
  return Object.entries(of).flatMap(([key, value]) => {
    const own = key === name ? ([value].flat() as readonly Node[]) : [];
    return [...own, ...every(name, value)];
  });
};
const object = (name: string): Readonly<Record<string, string>> => {
  const found = every('SPEC-OBJECT').find((one) => one['@LONG-NAME'] === name);
  const names = new Map(every('ATTRIBUTE-DEFINITION-STRING').map((one) => [one['@IDENTIFIER'], one['@LONG-NAME']]));
  const value = (one: Node) => [names.get(every('ATTRIBUTE-DEFINITION-STRING-REF', one)[0] ?? ''), one['@THE-VALUE']];
  return Object.fromEntries(every('ATTRIBUTE-VALUE-STRING', found).map(value)) as Record<string, string>;
};

describe('the ReqIF of a run', () => {
  it('names each thing once, and refers to nothing that is not there, nor to a thing of another kind', () => {
    const identities = [...xml.matchAll(/<([A-Z-]+) IDENTIFIER="([^"]+)"/g)].map(([, kind, id]) => [id, kind] as const);
    const kinds = new Map(identities);
    assert.equal(kinds.size, identities.length);
    const references = [...xml.matchAll(/<([A-Z-]+)-REF>([^<]+)</g)];
    assert.ok(references.length > 2000);
    for (const [, kind, id = ''] of references) assert.equal(kinds.get(id), kind, id);
  });

  it('has every statement and reading of the clause, and the test purposes that show them', () => {
    const { requirements, interpretations } = loadCatalogue();
    const ids = new Set(every('SPEC-OBJECT').map((one) => one['@LONG-NAME']));
    for (const { id } of [...requirements, ...interpretations]) assert.ok(ids.has(id), id);
    assert.ok(ids.has(shown?.tp ?? ''));
    // Each stands in a specification too.
    assert.equal(every('SPEC-HIERARCHY').length, every('SPEC-OBJECT').length);
  });

  it('says what the run said of each', () => {
    const { state, verdict, step, 'ReqIF.Text': says } = object('STEP-5-a');
    assert.deepEqual(
      [state, verdict, step, says],
      ['tested', 'fail', '5', loadCatalogue().requirement('STEP-5-a')?.says],
    );
    assert.equal(object(shown?.tp ?? '')['verdict'], 'fail');
    assert.equal(object('SCOPE-1')['state'], 'excluded');
  });

  it('links a statement to what shows it and to the readings that it rests on', () => {
    const named = new Map(every('SPEC-OBJECT').map((one) => [one['@IDENTIFIER'], one['@LONG-NAME']]));
    const ends = every('SPEC-RELATION').map((one) => every('SPEC-OBJECT-REF', one).map((ref) => named.get(ref)));
    assert.ok(ends.some(([from, to]) => from === 'STEP-5-a' && to === shown?.tp));
    assert.ok(ends.some(([from, to]) => from === 'STEP-4a-1' && to === 'A-02'));
  });

  it('is whole of a run of every clause', () => {
    const whole = loadEveryClause();
    const clauses = whole.clauses.map(({ id, specification, number, title }) => ({
      clause: id,
      specification,
      number,
      title,
    }));
    const all = reqif(reportSource(aRun({ clauses }), whole, loadIcs()));
    const ids = [...all.matchAll(/IDENTIFIER="([^"]+)"/g)].map(([, id]) => id);
    assert.equal(new Set(ids).size, ids.length);
  });
});
