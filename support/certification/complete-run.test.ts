import assert from 'node:assert/strict';
import { aRun, aScenario } from '../report/testing/results';
import { mustBeComplete } from './complete-run';
import type { Profile } from './profile';

const profile = { required: ['PGR_PSRV_BV_01', 'PGR_PSRV_BV_02'] } as unknown as Profile; // what is looked at

describe('a run that can be sealed', () => {
  it('executed all that the profile requires, to its end', () => {
    const scenarios = profile.required.map((tp) => aScenario({ tp }));
    mustBeComplete(aRun({ scenarios }), profile);
    const incomplete = (run: Parameters<typeof aRun>[0], first: string): void =>
      assert.throws(() => mustBeComplete(aRun(run), profile), {
        code: 'MCX-CERTIFY-INCOMPLETE',
        message: new RegExp(`\\(1 missing, the first is ${first}\\)`),
      });
    incomplete({ scenarios: scenarios.slice(0, 1) }, 'PGR_PSRV_BV_02');
    const example = {
      tp: 'PGR_PSRV_BV_01',
      name: 'another example',
      reason: 'interrupted',
      interrupted: true,
    } as const;
    incomplete({ scenarios, notExecuted: [example] }, 'PGR_PSRV_BV_01');
  });
});
