import assert from 'node:assert/strict';
import { FLOWS } from '../../../procedure/flows';
import { SERVICES } from '../bodies/services';
import { FINAL_RESPONSES, WARNING_TEXTS } from './final-responses';
import { outcomesOf, responseFor, warningHeader, warningNumbers } from './outcome';
import { PLACES } from './places';

describe('stage 2 at stage 3', () => {
  it('has a place, or says why not, for each flow and each of its elements', () => {
    assert.deepEqual(Object.keys(PLACES).sort(), [...FLOWS.keys()].sort());
    for (const { flow, elements } of Object.values(PLACES))
      for (const place of [flow, ...Object.values(elements)]) {
        assert.match(place.source, /\d|field/);
        assert.ok(('why' in place ? place.why : place.name).length > 1);
      }
  });

  it('names the MC services as their specifications do', () => {
    assert.deepEqual(SERVICES.mcdata.acceptContact, [
      '*;+g.3gpp.mcdata;require;explicit',
      '*;+g.3gpp.icsi-ref="urn%3Aurn-7%3A3gpp-service.ims.icsi.mcdata";require;explicit',
    ]);
    assert.equal(SERVICES.mcvideo.regroupMediaType, 'application/vnd.3gpp.mcvideo-regroup+xml');
  });
});

describe('final responses', () => {
  const created = (status: number, ...warnings: number[]) => outcomesOf({ procedure: 'create', status, warnings });

  it('mean what their warning says', () => {
    assert.deepEqual(created(403, 160), ['not-authorized']);
    assert.deepEqual(created(403, 148), ['group-already-regrouped']);
    assert.deepEqual(created(403, 399, 165), ['identity-in-use']);
    assert.deepEqual(outcomesOf({ procedure: 'remove', status: 403, warnings: [163] }), ['unknown-regroup']);
  });

  it('can mean several things without one', () => {
    assert.deepEqual(created(480), ['cannot-control', 'partner-refused', 'group-already-regrouped']);
  });

  it('accept by every 2xx', () => {
    assert.deepEqual(created(200), ['accepted']);
    assert.deepEqual(created(202), ['accepted']);
  });

  it('mean nothing where the procedure does not know them', () => {
    assert.deepEqual(created(403), []);
    assert.deepEqual(created(403, 163), []);
    assert.deepEqual(created(302), []);
  });

  it('are found for each function and outcome of the table', () => {
    for (const { procedure, by, outcome } of FINAL_RESPONSES) {
      const response = responseFor(procedure, by, outcome);
      assert.ok(response);
      const { status, warning } = response;
      assert.ok(outcomesOf({ procedure, status, warnings: warning ? [warning] : [] }).includes(outcome));
    }
    assert.equal(responseFor('create', 'non-controlling', 'group-already-regrouped')?.warning, 148);
    assert.equal(responseFor('create', 'controlling', 'overloaded')?.status, 500);
    assert.equal(responseFor('create', 'client', 'not-authorized'), undefined);
  });

  it('have a text for each warning', () => {
    for (const { warning } of FINAL_RESPONSES) assert.ok(warning === undefined || WARNING_TEXTS.has(warning));
  });

  it('are read by the digits of the warning alone', () => {
    assert.deepEqual(warningNumbers('399 pf.example "148 Group Is Regrouped"'), [148]);
    assert.deepEqual(warningNumbers('399 "148 group is regrouped", 399 b.example "165 in use"'), [148, 165]);
    assert.deepEqual(warningNumbers('399 pf.example "group is regrouped"'), []);
    assert.deepEqual(warningNumbers(warningHeader(160, 'pf.example')), [160]);
  });
});
