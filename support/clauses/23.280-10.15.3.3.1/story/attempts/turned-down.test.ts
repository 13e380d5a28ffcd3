import assert from 'node:assert/strict';
import { ANA, JOINT, server } from '../../testing/cast';
import { oneMessage } from '../../testing/one-message';
import { readCancelRefusals } from './turned-down';

const CANCEL = 'preconfigured-regroup-cancel';
const end = (id: string) => ({ id, party: null });
const [ana, P, Q] = [end(ANA), end(server('primary')), end(server('partner'))] as const;
const regroup = { regroupGroupId: JOINT };
const asks = oneMessage(regroup, { id: 'asks', flow: `${CANCEL}-request.client-server`, from: ana, to: P });
const handsOn = oneMessage(regroup, {
  id: 'hands-on',
  seq: 2,
  flow: `${CANCEL}-request.server-server`,
  from: P,
  to: Q,
});
const answers = (result: string) =>
  oneMessage(
    { ...regroup, result },
    { id: 'answers', seq: 3, flow: `${CANCEL}-response.server-server`, from: Q, to: P },
  );

describe('a request to cancel that was refused with a status', () => {
  const refusals = new Map([['asks', '403']]);
  const refusal = (...messages: readonly ReturnType<typeof oneMessage>[]) =>
    readCancelRefusals({ refusals, malformed: [] }, messages)(asks)?.words;

  it('was refused by its receiver', () => {
    assert.equal(refusal(asks), '403');
    assert.equal(refusal(asks, handsOn, answers('success')), '403');
  });

  it('was refused by its receiver where it was another that was handed on before', () => {
    const later = { ...asks, seq: 9 };
    const refusalOfLater = readCancelRefusals({ refusals, malformed: [] }, [asks, handsOn, answers('failure'), later]);
    assert.equal(refusalOfLater(later)?.words, '403');
  });

  it('was refused by nobody but whom it was handed on to, where that server refuses it', () => {
    assert.equal(refusal(asks, handsOn, answers('failure')), undefined);
  });
});
