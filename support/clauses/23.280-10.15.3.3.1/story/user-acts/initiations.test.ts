import assert from 'node:assert/strict';
import { initiationsOf } from './initiations';
import { openFormation } from '../../testing/opened';
import { ANA, IVO, server } from '../../testing/cast';
import { FLOW } from '../../testing/flow-names';
import { requests, WISH } from '../../testing/formation';
import { prepared } from '../../testing/preparation';
import { isFlow, redirected, without, type TraceBuilder } from '../../testing/trace-builder';

const written = (write: (t: TraceBuilder) => void) => {
  const t = prepared();
  write(t);
  return t.events;
};
const sent = written((t) => requests(t, WISH));
const initiations = (events: typeof sent) =>
  initiationsOf(openFormation(events)).map(({ user, party, server: own, tried, acts, requests: step2, astray }) => ({
    user,
    party,
    own,
    tried: tried.length,
    acts: acts.length,
    requests: step2.length,
    astray: astray.length,
  }));
const ANAS = { user: ANA, party: 'client-1', own: 'primary-server' };

describe('what a user was made to do and what the client sent', () => {
  it('go together by user', () => {
    assert.deepEqual(initiations(sent), [{ ...ANAS, tried: 1, acts: 1, requests: 1, astray: 0 }]);
  });

  it('are told of each user apart', () => {
    const both = written((t) => {
      requests(t, WISH);
      requests(t, { ...WISH, requester: IVO });
    });
    const one = { own: 'primary-server', tried: 1, acts: 1, requests: 1, astray: 0 };
    assert.deepEqual(initiations(both), [
      { ...ANAS, ...one },
      { user: IVO, party: 'primary-bystanders', ...one },
    ]);
  });

  it('are told of a user who was made to do nothing and whose client sent a request', () => {
    const unbidden = sent.filter((event) => event.kind !== 'control' || event.command.command !== 'act');
    assert.deepEqual(initiations(unbidden), [{ ...ANAS, tried: 0, acts: 0, requests: 1, astray: 0 }]);
  });

  it('are told of a user whose client sent nothing', () => {
    assert.deepEqual(initiations(without(sent, isFlow(FLOW.step2))), [
      { ...ANAS, tried: 1, acts: 1, requests: 0, astray: 0 },
    ]);
  });

  it('tell an act that was tried from one that was done', () => {
    const refused = sent.map((event) =>
      event.kind === 'control' && event.command.command === 'act' && event.party === 'client-1'
        ? { ...event, answer: { status: 'failed', reason: 'no' } }
        : event,
    );
    assert.deepEqual(initiations(refused), [{ ...ANAS, tried: 1, acts: 0, requests: 1, astray: 0 }]);
  });

  it('tell a request to the own server from one that goes elsewhere', () => {
    const elsewhere = redirected(sent, isFlow(FLOW.step2), { id: server('partner'), party: 'partner-server' });
    assert.deepEqual(initiations(elsewhere), [{ ...ANAS, tried: 1, acts: 1, requests: 0, astray: 1 }]);
  });

  it('are told of no user whom the scenario does not know', () => {
    const unknown = written((t) => requests(t, { ...WISH, requester: 'sip:zoe@primary.example' }));
    assert.deepEqual(initiations(unknown), []);
    assert.deepEqual(
      initiations(written((t) => requests(t, { ...WISH, requester: IVO }))).map(({ user }) => user),
      [IVO],
    );
  });
});
