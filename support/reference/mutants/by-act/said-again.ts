// Defects of parties that say again what they have said: of a cancellation, or of the request before.

import { on, type Output } from '../../machine';
import { doubling, replacing, sent, type Rewrite } from '../../rewrite';
import { send } from '../../outbox';
import { CANCEL, CANCEL_AT_CLIENT, REJECT, RETURN, STEP_12, STEP_2, STEP_5 } from '../elements';
import { mutantClient, mutantServer, type Mutant } from '../mutant';

const TELLS_TWICE = 'tells each member twice that the regroup is over';
const CONFIRMS_TWICE = 'answers a cancellation twice';

/** What it returned to a user comes once more when the user asks for another regroup. */
function returningAgain(): Rewrite {
  const returned = new Map<string, Output>();
  return ({ input, outputs }) => {
    const again = returned.get(on(input, STEP_2)?.mcServiceId ?? '');
    for (const output of outputs) {
      const answer = sent(output, RETURN);
      if (answer?.authorizationResult === 'success') returned.set(answer.mcServiceId, output);
    }
    return again === undefined ? outputs : [again, ...outputs];
  };
}

/** Whoever was told last that a regroup is formed is told that it is refused, and not the one who asked. */
function rejectingTheHolder(): Rewrite {
  let holder: { readonly to: string; readonly address: string } | undefined;
  return (turn) => {
    for (const output of turn.outputs) {
      const formed = sent(output, STEP_12);
      if (formed !== undefined && output.kind === 'send') holder = { to: formed.to, address: output.address };
    }
    return replacing(REJECT, ({ body, output }) =>
      holder === undefined
        ? [output]
        : [send(REJECT, holder.address, { ...body, to: holder.to, mcServiceId: holder.to })],
    )(turn);
  };
}

/** Whichever regroup is cancelled: whoever was asked last, for whatever regroup, is asked to cancel it. */
function cancellingWhereItAskedLast(): Rewrite {
  let last: { readonly to: string; readonly address: string } | undefined;
  const elsewhere = replacing(CANCEL, ({ body, output }) =>
    last === undefined ? [output] : [send(CANCEL, last.address, { ...body, to: last.to })],
  );
  return (turn) => {
    for (const output of turn.outputs) {
      const request = sent(output, STEP_5);
      if (request !== undefined && output.kind === 'send') last = { to: request.to, address: output.address };
    }
    return elsewhere(turn);
  };
}

/** What it asked of its partners it asks once more when they have cancelled it. */
function askingWhatIsOver(): Rewrite {
  const asked = new Map<string, readonly Output[]>();
  return ({ input, outputs }) => {
    for (const output of outputs) {
      const id = sent(output, STEP_5)?.regroupGroupId;
      if (id !== undefined) asked.set(id, [...(asked.get(id) ?? []), output]);
    }
    const over = on(input, 'preconfigured-regroup-cancel-response.server-server')?.regroupGroupId ?? '';
    const again = asked.get(over) ?? [];
    asked.delete(over);
    return [...again, ...outputs];
  };
}

/** What it asked of a partner it asks once more beside asking the partner to cancel it. */
function askingWhatItEnds(): Rewrite {
  const asked = new Map<string, Output>();
  const keyOf = (id: string, address: string): string => `${id} ${address}`;
  const again = replacing(CANCEL, ({ body, address, output }) => {
    const request = asked.get(keyOf(body.regroupGroupId, address));
    return request === undefined ? [output] : [output, request];
  });
  return (turn) => {
    for (const output of turn.outputs) {
      const request = sent(output, STEP_5);
      if (request !== undefined && output.kind === 'send')
        asked.set(keyOf(request.regroupGroupId, output.address), output);
    }
    return again(turn);
  };
}

export const SAID_AGAIN_BY_PRIMARY_SERVER: readonly Mutant[] = [
  mutantServer('primary-server')('tells-of-the-end-twice', 'WIRE-2', TELLS_TWICE, {
    rewrite: () => doubling(CANCEL_AT_CLIENT),
  }),
  mutantServer('primary-server')('asks-to-cancel-twice', 'WIRE-2', 'asks each partner to cancel a regroup twice', {
    rewrite: () => doubling(CANCEL),
  }),
  mutantServer('primary-server')(
    'cancels-where-it-asked-last',
    'WIRE-2',
    'asks the partner of its last regroup to cancel another, of which it was told nothing',
    { rewrite: () => cancellingWhereItAskedLast() },
  ),
  mutantServer('primary-server')('confirms-the-end-twice', 'WIRE-2', CONFIRMS_TWICE, {
    rewrite: () => doubling('preconfigured-regroup-cancel-response.server-client'),
  }),
  mutantServer('primary-server')(
    'returns-the-regroup-of-before-too',
    'STEP-4b-1',
    'returns to a requester who asks for another regroup what it returned before, beside the answer',
    { rewrite: () => returningAgain() },
  ),
  mutantServer('primary-server')(
    'asks-for-what-is-over',
    'WIRE-2',
    'asks its partners again once they have cancelled',
    {
      rewrite: () => askingWhatIsOver(),
    },
  ),
  mutantServer('primary-server')(
    'asks-for-what-it-is-ending',
    'WIRE-2',
    'asks a partner again while it asks it to cancel',
    { rewrite: () => askingWhatItEnds() },
  ),
  mutantServer('primary-server')(
    'rejects-the-holder',
    'STEP-4a-4',
    'sends the reject to whoever holds a regroup and not to the requester',
    { rewrite: () => rejectingTheHolder() },
  ),
];

export const SAID_AGAIN_BY_PARTNER_SERVER: readonly Mutant[] = [
  mutantServer('partner-server')('partner-tells-of-the-end-twice', 'WIRE-2', TELLS_TWICE, {
    rewrite: () => doubling(CANCEL_AT_CLIENT),
  }),
  mutantServer('partner-server')('partner-confirms-the-end-twice', 'WIRE-2', CONFIRMS_TWICE, {
    rewrite: () => doubling('preconfigured-regroup-cancel-response.server-server'),
  }),
];

export const SAID_AGAIN_BY_CLIENT_2: readonly Mutant[] = [
  mutantClient('client-2')('confirms-having-heard-twice', 'WIRE-2', 'answers twice that it knows of the cancellation', {
    rewrite: () => doubling('preconfigured-regroup-cancel-response.client-server'),
  }),
];
