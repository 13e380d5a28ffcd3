import assert from 'node:assert/strict';
import { EVERY_ABILITY, type Declared } from '../ports/abilities';
import type { Wire } from '../ports/wire';
import { smallCatalogue, row, scenario } from './testing/small';
import { isShownOn, notExecutedOn, notObservableOn } from './wire';

const catalogue = smallCatalogue([
  row('STEP-5-a'),
  row('STEP-9-b', { needs: ['clientsAcknowledge'] }),
  row('STEP-3-h', { arisesWith: ['assignsIdentities'] }),
  row('SCOPE-4', { why: 'Calls are elsewhere.' }),
]);
const whole: Wire = { name: 'whole', takenBy: 'name', abilities: EVERY_ABILITY };
const lacking = (lack: Partial<Declared>): Wire => ({
  ...whole,
  name: 'poor',
  abilities: { ...EVERY_ABILITY, ...lack },
});
const silent = lacking({ clientsAcknowledge: { because: 'its clients say nothing' } });

describe('what a wire cannot show', () => {
  it('is what needs an ability that it lacks, for the reason that the wire gives', () => {
    assert.equal(
      notObservableOn(silent, 'STEP-9-b', catalogue),
      'STEP-9-b is not observable on poor: its clients say nothing',
    );
    assert.equal(notObservableOn(whole, 'STEP-9-b', catalogue), undefined);
    assert.equal(notObservableOn(silent, 'STEP-5-a', catalogue), undefined);
    assert.equal(notObservableOn(silent, 'STEP-99', catalogue), undefined);
  });

  it('is nothing that has no check at all', () => {
    const shown = (wire: Wire) => catalogue.requirements.filter((one) => isShownOn(wire, one)).map(({ id }) => id);
    assert.deepEqual(shown(whole), ['STEP-5-a', 'STEP-9-b', 'STEP-3-h']);
    assert.deepEqual(shown(silent), ['STEP-5-a', 'STEP-3-h']);
  });
});

describe('what a wire does not execute', () => {
  const left = (wire: Wire, requirements: readonly string[], more: Partial<ReturnType<typeof scenario>> = {}) =>
    notExecutedOn(wire, { ...scenario('PGR_PSRV_BV_01', requirements), ...more }, catalogue);

  it('shows nothing else', () => {
    assert.match(left(silent, ['STEP-9-b']) ?? '', /^STEP-9-b is not observable on poor/);
    assert.equal(left(silent, ['STEP-9-b', 'STEP-5-a']), undefined);
    assert.equal(left(whole, ['STEP-9-b']), undefined);
  });

  it('needs what the wire lacks, or shows what only comes about with it', () => {
    const because = 'it is so';
    const cannot = `it cannot be brought about on poor: ${because}`;
    const step = (text: string) => ({ allSteps: [{ phase: 'when' as const, text, table: [] }] });
    const unnamed = lacking({ takesUnnamedRequests: { because } });
    assert.equal(left(lacking({ multicast: { because } }), ['STEP-5-a'], { needs: ['multicast'] }), cannot);
    assert.equal(left(lacking({ multicast: { because } }), ['STEP-5-a'], { needs: ['gateway'] }), undefined);
    assert.equal(left(lacking({ assignsIdentities: { because } }), ['STEP-5-a', 'STEP-3-h']), cannot);
    assert.equal(left(unnamed, ['STEP-5-a'], step('Ana initiates a preconfigured regroup of Med-7')), cannot);
    const apart = lacking({ listsGroupsApart: { because } });
    const early = lacking({ returnsRequest: { because } });
    const steps = (...texts: readonly string[]) => ({ allSteps: texts.flatMap((text) => step(text).allSteps) });
    const late = 'the partner MC service server answers late';
    const cancels = 'Ana cancels the regroup';
    assert.equal(left(early, [], steps(late, 'Ana initiates', cancels)), cannot);
    assert.equal(left(early, [], steps('Ana initiates', cancels)), undefined);
    const one = step('the primary MC service server asks its partners for one group at a time');
    assert.deepEqual([left(apart, ['STEP-5-a'], one), left(unnamed, ['STEP-5-a'], one)], [cannot, undefined]);
    assert.equal(
      left(unnamed, ['STEP-5-a'], step('Ana initiates a preconfigured regroup of Med-7 into Joint-9')),
      undefined,
    );
  });
});
