// A link between two parties that the harness plays in one process judges nobody, so its bytes need no socket. Each message says in
// the trace that it had none. Which links these are is handed in. Unaware of what a message means.

import type { Adapter, OutboundMessage, Prepared } from '../../ports/adapter';

/** @param isPlayed both ends of the message are played here */
export const overPlayedLinks = (
  adapter: Pick<Adapter, 'prepare'>,
  isPlayed: (message: OutboundMessage) => boolean,
): Adapter['prepare'] => {
  const inside = (prepared: Prepared): Prepared =>
    prepared.carried && prepared.leaveInside
      ? Object.assign({}, prepared, { leave: prepared.leaveInside, wire: { link: 'memory', ...prepared.wire } })
      : prepared;
  return (message, progress) => {
    const prepared = adapter.prepare(message, progress);
    if (!isPlayed(message)) return prepared;
    return prepared instanceof Promise ? prepared.then(inside) : inside(prepared);
  };
};
