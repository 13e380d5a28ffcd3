import assert from 'node:assert/strict';
import type { Wire } from '../../ports/wire';
import { HTTP_JSON } from '../../wires/http-json/wire';
import { SIP } from '../../wires/sip/wire';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { FLOWS, isFlowId } from '../../procedure/flows';
import { PARTIES, ROLES } from '../../procedure/roles';
import { packageRoot } from '../../schema/package-root';
import { loadCatalogue } from './catalogue';
import { claimsOf, type IcsAnswers } from './claims';
import { loadIcs } from './ics';
import { reviewIcs } from './ics-review';
import { renderIcs } from './render-ics';
import { smallIcs } from '../testing/small';
import { NEEDS } from '../scenario-faults';

const ics = loadIcs();
const rows = ics.tables.flatMap((table) => table.rows);

describe('the ICS', () => {
  it('has a table with duties for each role', () => {
    assert.deepEqual(ics.tables.map(({ role }) => role).toSorted(), [...ROLES].toSorted());
    for (const { id, rows: own } of ics.tables) assert.ok(own.filter(({ status }) => status !== 'o').length >= 2, id);
  });

  it('has just the items that a target file may answer', () => {
    const schema = JSON.parse(readFileSync(path.join(packageRoot, 'schemas/target/target.schema.json'), 'utf8')) as {
      readonly properties: { readonly ics: { readonly properties: object } };
    };
    assert.deepEqual(
      Object.keys(schema.properties.ics.properties),
      rows.map(({ item }) => item),
    );
  });

  it('decides each ability that a scenario can need', () => {
    assert.deepEqual(new Set(rows.flatMap(({ feature }) => feature ?? [])), new Set(NEEDS));
  });

  it('names flows and parties that there are, sent by the role', () => {
    for (const { item, seen } of rows) {
      if (!seen) continue;
      assert.ok(isFlowId(seen.flow) && FLOWS.has(seen.flow), `${item} ${seen.flow}`);
      assert.ok(seen.endsPartAfter === undefined || isFlowId(seen.endsPartAfter), item);
      assert.ok(seen.takenFrom === undefined || isFlowId(seen.takenFrom), item);
      assert.ok(seen.to === undefined || PARTIES.includes(seen.to), item);
    }
  });

  it('is what the applicability of the catalogue speaks of', () => {
    const given = loadCatalogue().requirements.flatMap(({ applicability }) => applicability ?? []);
    assert.ok(given.length > 0);
    for (const text of given) ics.condition(text);
  });

  it('refuses an item twice, in a wrong table, or in a condition without being there', () => {
    const row = { item: 'A.1/1', description: 'x', reference: 'x', status: 'm' as const };
    const table = { id: 'A.1', role: 'client-1' as const, title: 'x', rows: [row] };
    assert.throws(() => smallIcs([{ ...table, rows: [row, row] }]), /A\.1\/1 occurs twice/);
    assert.throws(() => smallIcs([{ ...table, id: 'A.2' }]), /A\.1\/1 is no item of A\.2/);
    assert.throws(
      () => smallIcs([{ ...table, rows: [{ ...row, status: 'c', condition: 'A.7/1' }] }]),
      /no item A\.7\/1/,
    );
  });
});

describe('claims', () => {
  const claims = (answers: IcsAnswers, ...roles: readonly (typeof ROLES)[number][]) => claimsOf(ics, answers, roles);

  it('deny an ability, and name the item', () => {
    assert.equal(claims({ 'A.2/8': 'no' }).withoutFeature('multicast'), 'ICS item A.2/8 is answered no');
    assert.equal(claims({ 'A.2/8': 'yes' }).withoutFeature('multicast'), undefined);
    assert.equal(claims({}).withoutFeature('multicast'), undefined);
  });

  it('say nothing of a role that the harness plays', () => {
    assert.equal(claims({ 'A.2/8': 'no' }, 'client-2').withoutFeature('multicast'), undefined);
    assert.equal(claims({ 'A.4/5': 'no' }, 'partner-server').notApplicable('A.4/5'), undefined);
  });

  it('make a requirement not applicable, and name the item', () => {
    assert.equal(claims({ 'A.4/5': 'no' }, 'client-2').notApplicable('A.4/5'), 'ICS item A.4/5 is answered no');
    assert.equal(claims({ 'A.4/5': 'no' }).notApplicable('A.4/5 or A.4/4'), undefined);
    assert.equal(claims({}).notApplicable('not A.4/5'), 'by the ICS, "not A.4/5" does not hold');
    assert.equal(claims({}).notApplicable(undefined), undefined);
  });

  it('leave what a policy decides to the product, and name the item', () => {
    const some = claims({ 'A.1/15': 'some' });
    assert.equal(some.withoutFeature('proposed-identity'), undefined);
    assert.equal(some.notApplicable('A.1/15'), undefined);
    assert.match(some.byPolicy('A.1/15') ?? '', /^ICS item A\.1\/15 is answered some: which of them/);
    assert.equal(claims({ 'A.1/15': 'yes' }).byPolicy('A.1/15'), undefined);
    assert.equal(some.byPolicy(undefined), undefined);
    assert.deepEqual(reviewIcs(ics, { 'A.1/15': 'some' }, []), []);
    assert.deepEqual(reviewIcs(ics, { 'A.1/9': 'some' }, []), ['A.1/9: answered some, and it asks for yes or no']);
  });

  it('count on the wire only on which the item is asked', () => {
    const on = (wire?: Wire) => claimsOf(ics, { 'A.2/12': 'no' }, ['partner-server'], wire).notApplicable('A.2/12');
    assert.equal(on(SIP), 'ICS item A.2/12 is answered no');
    assert.equal(on(HTTP_JSON), undefined);
    assert.equal(on(), undefined);
  });

  it('take a conditional item that is not answered as its condition says', () => {
    assert.equal(claims({ 'A.1/12': 'no' }).isSo('A.1/13'), false);
    assert.equal(claims({}).isSo('A.1/13'), true);
  });
});

describe('the static review', () => {
  const review = (answers: IcsAnswers, ...roles: readonly (typeof ROLES)[number][]) => reviewIcs(ics, answers, roles);

  it('finds nothing in answers that agree', () => {
    assert.deepEqual(review({}), []);
    assert.deepEqual(review({ 'A.4/4': 'no', 'A.4/6': 'no' }, 'client-2'), []);
  });

  it('names a mandatory no, an unknown item, one of another role and a condition', () => {
    assert.deepEqual(review({ 'A.1/6': 'no' }), ['A.1/6: mandatory (10.15.3.3.1, step 4b), and answered no']);
    assert.match(review({ 'A.1/99': 'yes' })[0] ?? '', /^A\.1\/99: there is no such item; did you mean A\.1\/9\?/);
    assert.match(review({ 'A.2/8': 'no' }, 'client-2')[0] ?? '', /^A\.2\/8: it is about partner-server, which is not/);
    assert.match(review({ 'A.1/13': 'no' })[0] ?? '', /^A\.1\/13: mandatory .* where A\.1\/12, which holds/);
    assert.match(review({ 'A.1/12': 'no', 'A.1/13': 'yes' })[0] ?? '', /^A\.1\/13: answered yes, although/);
  });
});

describe('the proforma', () => {
  it('is a Markdown table for each role under test, filled where answers are given', () => {
    const empty = renderIcs(ics, loadCatalogue().clauses, ['client-2']).join('\n');
    assert.match(empty, /## Table A\.4 MC service client 2/);
    assert.match(empty, /^\| A\.4\/5 \| Acknowledges .* \| o \| {2}\|$/m);
    assert.doesNotMatch(empty, /A\.1\//);
    const filled = renderIcs(ics, loadCatalogue().clauses, ['client-2'], { 'A.4/5': 'no' }).join('\n');
    assert.match(filled, /^\| A\.4\/5 .* \| o \| no \|$/m);
    assert.match(filled, /^\| A\.4\/6 .* \| c: A\.4\/4 and A\.4\/5 \| {2}\|$/m);
  });
});
