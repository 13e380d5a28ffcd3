import assert from 'node:assert/strict';
import { renderList } from './render-list';
import { smallCatalogue, row, scenario } from './testing/small';

describe('the list of test purposes', () => {
  const catalogue = smallCatalogue([row('STEP-5-a'), row('STEP-5-b'), row('SCOPE-4', { why: 'Elsewhere.' })]);

  it('names feature and rule once, and of each scenario what it shows and needs', () => {
    const lines = renderList(
      [
        scenario('PGR_PSRV_BV_01', ['STEP-5-a'], { needs: ['multicast'] }),
        scenario('PGR_PSRV_TI_01', [], { beyondSpec: true }),
        scenario('PGR_CL1_BV_01', ['STEP-5-a'], { feature: 'Another feature' }),
      ],
      catalogue,
    );
    assert.deepEqual(lines, [
      'A feature',
      '  A rule',
      '    PGR_PSRV_BV_01  Scenario of PGR_PSRV_BV_01',
      '                    STEP-5-a \u00b7 needs multicast',
      '    PGR_PSRV_TI_01  Scenario of PGR_PSRV_TI_01',
      '                    beyond the clause, never counted',
      '',
      'Another feature',
      '  A rule',
      '    PGR_CL1_BV_01   Scenario of PGR_CL1_BV_01',
      '                    STEP-5-a',
      '',
      '3 scenarios, 1 of them beyond the clause; they show 1 of 2 observable requirements',
      '23.280-10.15.3.3.1: 3GPP TS 23.280 clause 10.15.3.3.1, A title',
    ]);
  });
});
