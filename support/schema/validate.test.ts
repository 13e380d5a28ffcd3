import assert from 'node:assert/strict';
import { Ajv2020 } from 'ajv/dist/2020';
import { FLOWS } from '../procedure/flows';
import { inOneLine } from './explain';
import { schemaFiles } from './schema-files';
import { CONTROL_COMMANDS, validate, validateControl, validateFlow } from './validate';

const STEP_2 = {
  from: 'sip:ana@primary.example',
  to: 'sip:server@primary.example',
  mcServiceId: 'sip:ana@primary.example',
  preconfiguredGroupId: 'sip:crisis-0@primary.example',
  mcServiceGroupIdList: ['sip:fire-1@primary.example', 'sip:med-7@partner.example'],
};
const faults = (body: unknown): readonly string[] =>
  validateFlow('preconfigured-regroup-request.client-server', body).map(inOneLine);

describe('the committed schemas', () => {
  it('are valid under the meta-schema and carry an $id', () => {
    const ajv = new Ajv2020();
    for (const [file, schema] of schemaFiles()) {
      assert.ok(schema.$id.endsWith(file), `${file} has the $id ${schema.$id}`);
      assert.equal(ajv.validateSchema(schema), true, file);
    }
  });

  it('compile: one for each information flow and each control command', () => {
    for (const flow of FLOWS.keys()) assert.notDeepEqual(validateFlow(flow, 7), [], flow);
    for (const command of CONTROL_COMMANDS) assert.notDeepEqual(validateControl(command, 7), [], command);
  });

  it('are told apart from a file that is not there', () => {
    assert.throws(() => validate('flows/no-such.schema.json', {}), /there is no schema schemas\/flows\/no-such/);
  });
});

describe('validate', () => {
  it('finds nothing wrong with a step-2 request, nor with elements that the schema does not list', () => {
    assert.deepEqual(faults(STEP_2), []);
    assert.deepEqual(faults({ ...STEP_2, priority: 3 }), []);
  });

  it('names a missing element by its own path', () => {
    assert.deepEqual(faults({ ...STEP_2, mcServiceId: undefined }), [
      '/mcServiceId: expected to be present, found nothing',
    ]);
  });

  it('says what was expected and found', () => {
    assert.deepEqual(faults({ ...STEP_2, to: 5 }), ['/to: expected a text, found 5']);
    assert.deepEqual(faults({ ...STEP_2, to: 'x y' }), ['/to: expected a URI, found "x y"']);
    assert.deepEqual(faults({ ...STEP_2, mcServiceGroupIdList: [] }), [
      '/mcServiceGroupIdList: expected a list of at least 1, found []',
    ]);
    assert.deepEqual(faults({ ...STEP_2, mcServiceGroupIdList: ['sip:a@b', 'sip:c@d', 'sip:a@b'] }), [
      '/mcServiceGroupIdList: expected no entry twice, found entries 2 and 0 are equal',
    ]);
  });

  it('says which of several exclusive elements are there', () => {
    const all = 'exactly one of mcServiceGroupIdList, mcServiceUserIdList, mcServiceUserCriteria';
    assert.deepEqual(faults({ ...STEP_2, mcServiceGroupIdList: undefined }), [
      `the whole: expected ${all}, found none of them`,
    ]);
    assert.deepEqual(faults({ ...STEP_2, mcServiceUserIdList: [] }), [
      `the whole: expected ${all}, found mcServiceGroupIdList and mcServiceUserIdList`,
    ]);
  });

  it('tells a condition by what it asks for, not by its name', () => {
    const positive = { from: 'sip:s@p', to: 'sip:a@p', mcServiceId: 'sip:a@p', authorizationResult: 'success' };
    assert.deepEqual(validateFlow('preconfigured-regroup-request-return.server-client', positive).map(inOneLine), [
      '/regroupGroupId: expected to be present, found nothing',
    ]);
  });

  it('speaks only of the alternative that was meant', () => {
    const act = (data: unknown) => validateControl('act', { command: 'act', scope: 'ab', act: data }).map(inOneLine);
    assert.deepEqual(act({ kind: 'affiliate', user: 'x', mcServiceGroupIdList: ['sip:a@b'] }), [
      '/act/user: expected a URI, found "x"',
    ]);
    assert.deepEqual(act({ kind: 'log-off', user: 'sip:a@b', extra: 1 }), [
      '/act/extra: expected only kind, user, found "extra"',
    ]);
    assert.match(act({ kind: 'log-of' })[0] ?? '', /^\/act\/kind: .*did you mean log-off\?/);
    assert.deepEqual(act(7), ['/act: expected an object, found 7']);
  });

  it('joins the alternatives of one place', () => {
    const answer = { status: 'done', userNotifications: [{ kind: 'regrouped', regroupGroupId: 5 }] };
    assert.deepEqual(validateControl('answer', answer).map(inOneLine), [
      '/userNotifications/0/regroupGroupId: expected a text or null, found 5',
    ]);
  });

  it('shortens values and lists, whatever a sender thinks of', () => {
    const [fault = ''] = faults({ ...STEP_2, to: 'x'.repeat(100_000) });
    assert.ok(fault.length < 200, fault);
    const many = faults({ ...STEP_2, mcServiceGroupIdList: Array.from({ length: 5000 }, (_, i) => i) });
    assert.equal(many.length, 21);
    assert.match(many.at(-1) ?? '', /more faults/);
  });
});
