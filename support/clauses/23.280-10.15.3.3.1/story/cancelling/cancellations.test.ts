import assert from 'node:assert/strict';
import type { FlowId } from '../../../../procedure/flows';
import type { PartyName } from '../../../../procedure/roles';
import { JOINT } from '../../testing/cast';
import { oneMessage } from '../../testing/one-message';
import { legOf, startAttempt, type AttemptDraft } from '../attempts/attempt';
import { createCancellations } from './cancellations';
import type { Undelivered } from '../../../../oracle/story/message';

const PARTIES: Readonly<Record<string, PartyName>> = {
  P: 'primary-server',
  Q: 'partner-server',
  R: 'second-partner-server',
  ana: 'client-1',
  ben: 'client-2',
};
const kindOf = (end: string): string => (/^[a-z]/.test(end) ? 'client' : 'server');

interface Known {
  readonly attempt?: AttemptDraft;
  /** The servers that know the identity of the regroup. */
  readonly at?: string;
  readonly undelivered?: Undelivered;
  /** Ways that were refused, with what. */
  readonly refused?: ReadonlyMap<string, string>;
  readonly looksWhoCancels?: boolean;
}

/**
 * @param ways sender, what, receiver: `ana cancels P`, `P confirms ana`, `ben leaves Q`, `ben logs-off Q`
 * @returns those that nothing called for
 */
function strays(
  ways: readonly string[],
  { attempt, at = 'PQ', undelivered = new Map(), refused = new Map(), looksWhoCancels = true }: Known = {},
): string[] {
  const knowing = at.split('').map((name) => PARTIES[name]);
  const found: string[] = [];
  const named = (server: PartyName | null, id: string | undefined) =>
    attempt && server && id === JOINT && knowing.includes(server) ? [attempt] : [];
  const cancellations = createCancellations(
    {
      among: (server) => named(server, JOINT),
      named,
      unanswered: () => [],
      crossing: () => [],
      find: (server, id) => named(server, id)[0],
    },
    ({ id }) => void found.push(id),
    undelivered,
    ({ seq }) => ({ from: seq, to: seq }),
    { looksWhoCancels },
    { acts: [] },
    ({ id }) => {
      const words = refused.get(id);
      return words === undefined ? undefined : { words, isOfMessage: true };
    },
  );
  for (const [at, way] of ways.entries()) {
    const [from = '', act = '', to = ''] = way.split(' ');
    const between = `${kindOf(from)}-${kindOf(to)}`;
    const flow = {
      leaves: 'group-de-affiliation-request.client-server',
      'logs-off': 'log-off-request.client-server',
      cancels: `preconfigured-regroup-cancel-request.${between}`,
      confirms: `preconfigured-regroup-cancel-response.${between}`,
    }[act] as FlowId; // those of the catalogue: no test below has two clients speak to each other
    const end = (id: string) => ({ id, party: PARTIES[id] ?? null });
    cancellations.place(
      oneMessage({ regroupGroupId: JOINT }, { id: way, seq: at + 1, flow, from: end(from), to: end(to) }),
    );
  }
  return found;
}

const formed = (...partners: readonly ('partner' | 'second-partner')[]): AttemptDraft =>
  startAttempt(oneMessage(), 'primary-server', partners);
const kept = (attempt: AttemptDraft): readonly string[] =>
  [attempt, ...attempt.legs.values()].flatMap(({ cancels, cancelAnswers }) =>
    [...cancels, ...cancelAnswers].map(({ id }) => id),
  );

describe('a cancellation', () => {
  const whole = ['ana cancels P', 'P cancels Q', 'Q cancels ben', 'ben confirms Q', 'Q confirms P', 'P confirms ana'];

  it('is called for from the client on, and kept with the regroup that it ends', () => {
    const attempt = formed('partner');
    assert.deepEqual(strays(whole, { attempt }), []);
    assert.deepEqual(kept(attempt), ['ana cancels P', 'P confirms ana', 'P cancels Q', 'Q confirms P']);
  });

  it('is not passed on to a server for a regroup that neither of them knows', () => {
    assert.deepEqual(strays(whole), ['P cancels Q']);
  });

  it('is kept where only one of two servers knows the regroup by that identity', () => {
    for (const at of ['P', 'Q']) {
      const attempt = formed('partner');
      strays(['P cancels Q', 'Q confirms P'], { attempt, at });
      assert.deepEqual(kept(attempt), ['P cancels Q', 'Q confirms P'], at);
    }
  });

  it('is not kept where it is asked of, passes between or is confirmed by servers in another part', () => {
    const attempt = formed('partner');
    strays(['ana cancels Q', 'Q confirms ana', 'Q cancels R', 'R confirms Q', '? confirms P'], { attempt });
    assert.deepEqual(kept(attempt), []);
    assert.deepEqual([...attempt.legs.keys()], ['partner-server']);
  });

  it('is not kept where a partner answers a server that is not the primary', () => {
    const attempt = formed('partner', 'second-partner');
    assert.deepEqual(strays(['ana cancels R', 'R cancels Q', 'Q confirms R'], { attempt, at: 'PQR' }), []);
    assert.deepEqual(kept(attempt), []);
  });

  it('is kept where another server asks its primary, if nobody looks at which, and that it was taken ends nothing yet', () => {
    const ways = ['ben cancels Q', 'Q cancels P', 'P confirms Q', 'P cancels Q', 'Q confirms P'];
    for (const looksWhoCancels of [true, false]) {
      const attempt = formed('partner');
      assert.deepEqual(strays(ways, { attempt, looksWhoCancels }), []);
      const own = looksWhoCancels ? [] : ['Q cancels P'];
      assert.deepEqual(kept(attempt), [...own, 'P cancels Q', 'Q confirms P']);
    }
  });

  it('is called for by nobody where a step before it is missing', () => {
    const every = ['P cancels Q', 'P cancels ana', 'Q confirms P', 'P confirms ana', 'ben confirms Q'];
    for (const way of every) {
      assert.deepEqual(strays([way], { attempt: formed('partner') }), [way], way);
      assert.deepEqual(strays([way]), [way], `${way}, of no regroup`);
    }
    for (const way of ['? cancels ?', '? cancels ben']) assert.deepEqual(strays(['ana cancels ?', way]), [way]);
  });

  it('is called for by nothing where it was refused', () => {
    const [first = ''] = whole;
    const attempt = formed('partner');
    assert.deepEqual(strays(whole, { attempt, refused: new Map([[first, '403']]) }), ['P cancels Q']);
    assert.ok(!kept(attempt).includes(first));
    assert.deepEqual(strays(whole, { attempt, refused: new Map([['P cancels Q', '403']]) }), ['Q cancels ben']);
  });

  it('is called for at a client who gives up a group or its service', () => {
    assert.deepEqual(strays(['ben leaves Q', 'Q cancels ben', 'Q cancels ana']), ['Q cancels ana']);
    assert.deepEqual(strays(['ben logs-off Q', 'Q cancels ben', 'Q cancels ana']), ['Q cancels ana']);
  });
});

describe('a roll-back', () => {
  const undoes = ['P cancels R', 'P cancels ana'];
  const attempt = () => formed('partner', 'second-partner');
  const asked = (...ids: readonly string[]) => {
    const one = attempt();
    for (const id of ids) legOf(one, 'partner-server').step5.push(oneMessage({}, { id }));
    return one;
  };

  it('is called for once a partner refused or the requester was rejected', () => {
    const [refused, rejected] = [attempt(), attempt()];
    legOf(refused, 'partner-server').rejects.push(oneMessage());
    rejected.step4a.push(oneMessage());
    for (const one of [refused, rejected]) assert.deepEqual(strays(undoes, { attempt: one, at: 'P' }), []);
    assert.deepEqual(kept(refused), ['P cancels R']);
  });

  it('is called for once one of the requests to a partner did not reach it', () => {
    const undelivered: Undelivered = new Map([['lost', 'undeliverable']]);
    assert.deepEqual(strays(undoes, { attempt: asked('well', 'lost'), undelivered }), []);
    assert.deepEqual(strays(undoes, { attempt: asked('well'), undelivered }), undoes);
  });
});

describe('a regroup whose requester logs off', () => {
  const requested = (seq: number): AttemptDraft => {
    const from = { id: 'ana', party: 'client-1' } as const;
    return startAttempt(oneMessage({}, { seq, from }), 'primary-server', ['partner']);
  };
  const given = (attempt: AttemptDraft) => strays(['ana logs-off P', 'P cancels Q'], { attempt });

  it('may be given up while it is being formed, and not once it is formed', () => {
    const attempt = requested(0);
    assert.deepEqual(given(attempt), []);
    attempt.step12.push(oneMessage({}, { seq: 0 }));
    assert.deepEqual(given(attempt), ['P cancels Q']);
  });

  it('is none that is asked for when the user is back', () => {
    assert.deepEqual(given(requested(9)), ['P cancels Q']);
  });
});
