import assert from 'node:assert/strict';
import { UserError } from '../verdict/errors';
import { select, selectIn, type Filters } from './selection';
import { smallCatalogue, row, scenario } from './testing/small';

const catalogue = smallCatalogue([
  row('STEP-5-a'),
  row('STEP-6-a', { step: '6' }),
  row('STEP-7-a', { step: '7' }),
  row('SCOPE-4', { step: 'scope', why: 'Calls are elsewhere.' }),
]);
const scenarios = [
  scenario('PGR_PSRV_BV_01', ['STEP-5-a']),
  scenario('PGR_QSRV_BV_01', ['STEP-6-a']),
  scenario('PGR_QSRV_BV_02', ['STEP-5-a', 'STEP-6-a']),
];

const chosen = (filters: Filters): readonly string[] =>
  select(scenarios, catalogue, filters).selected.map(({ tp }) => tp);

const refused = (filters: Filters, code: string, text: RegExp): void =>
  assert.throws(
    () => select(scenarios, catalogue, filters),
    (error) => error instanceof UserError && error.exitCode === 2 && error.code === code && text.test(error.message),
  );

describe('selection', () => {
  it('takes everything without a filter', () => {
    assert.equal(chosen({}).length, 3);
    assert.deepEqual(select(scenarios, catalogue, {}).notSelected, []);
  });

  it('filters by step, requirement, test purpose and role', () => {
    assert.deepEqual(chosen({ step: ['5'] }), ['PGR_PSRV_BV_01', 'PGR_QSRV_BV_02']);
    assert.deepEqual(chosen({ requirement: ['STEP-6-a'] }), ['PGR_QSRV_BV_01', 'PGR_QSRV_BV_02']);
    assert.deepEqual(chosen({ tp: ['PGR_PSRV_BV_01'] }), ['PGR_PSRV_BV_01']);
    assert.deepEqual(chosen({ role: ['partner-server'] }), ['PGR_QSRV_BV_01', 'PGR_QSRV_BV_02']);
  });

  it('widens by values and narrows by options', () => {
    assert.equal(chosen({ step: ['5', '6'] }).length, 3);
    assert.deepEqual(chosen({ step: ['5'], role: ['partner-server'] }), ['PGR_QSRV_BV_02']);
  });

  it('says of each scenario that is left out which filter did it', () => {
    const { notSelected } = select(scenarios, catalogue, { step: ['5'], role: ['partner-server'] });
    assert.deepEqual(notSelected[0], {
      tp: 'PGR_PSRV_BV_01',
      name: 'Scenario of PGR_PSRV_BV_01',
      reason: 'filter --step 5 --role partner-server',
      notAsked: true,
    });
    assert.equal(notSelected.length, 2);
  });

  it('names the nearest valid value for one that is unknown', () => {
    refused({ requirement: ['STEP-6-aa'] }, 'MCX-FILTER-UNKNOWN', /--requirement STEP-6-aa .* STEP-6-a\?/);
    refused({ tp: ['PGR_QSRV_BV_03'] }, 'MCX-FILTER-UNKNOWN', /did you mean PGR_QSRV_BV_0[12]/);
    refused({ role: ['parner-server'] }, 'MCX-FILTER-UNKNOWN', /did you mean partner-server/);
    refused({ step: ['55'] }, 'MCX-FILTER-UNKNOWN', /--step 55 is not known; there are 5, 6, 7, scope/);
  });

  it('refuses a value that matches no scenario even where another one does', () => {
    refused({ step: ['5', '7'] }, 'MCX-FILTER-EMPTY', /--step 7 matches no scenario/);
    refused({ requirement: ['SCOPE-4'] }, 'MCX-FILTER-EMPTY', /matches no scenario: Calls are elsewhere/);
  });

  it('refuses filters that match nothing together', () => {
    refused({ step: ['6'], tp: ['PGR_PSRV_BV_01'] }, 'MCX-FILTER-EMPTY', /--step 6 --tp PGR_PSRV_BV_01 together/);
  });

  it('is narrowed to feature files, which say why the others are left out', () => {
    const [first, ...others] = scenarios;
    const selection = { selected: [{ ...first!, uri: 'features/c/a.feature' }, ...others], notSelected: [] };
    const { selected, notSelected } = selectIn(selection, ['features/c/a.feature']);
    assert.deepEqual(
      selected.map(({ tp }) => tp),
      ['PGR_PSRV_BV_01'],
    );
    assert.deepEqual(
      notSelected.map(({ tp, reason, notAsked }) => [tp, reason, notAsked]),
      ['PGR_QSRV_BV_01', 'PGR_QSRV_BV_02'].map((tp) => [tp, 'not in features/c/a.feature', true]),
    );
    assert.throws(() => selectIn(selection, ['features/c/b.feature']), {
      code: 'MCX-FILTER-EMPTY',
      exitCode: 2,
      message: 'no scenario that is asked for is in features/c/b.feature',
    });
  });
});
