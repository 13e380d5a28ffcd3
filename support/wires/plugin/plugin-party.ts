// A product behind a plug-in: what peers send it is delivered, and what it sends is handed to whom it is for, as if it had
// come by the wire. Unaware of how a plug-in is run.

import { openPlugin, type Plugin } from './adapter';
import type { SentFlow } from './messages';
import type { InboundMessage, Receiver } from '../../ports/adapter';
import type { Party } from '../../ports/testbed';
import { Unreachable } from '../../ports/unreachable';
import { FLOWS, isFlowId } from '../../procedure/flows';
import type { PartyName, Role } from '../../procedure/roles';
import { likelyMeant } from '../../verdict/nearest';
import { shortened } from '../../schema/shortened';
import { UserError } from '../../verdict/errors';
import type { Addressees } from '../../testbed/host/addressees';
import { sourceOf } from './plugin-source';
import { passOn, type Passing } from '../../testbed/network/tap';
import type { PluginTarget, Target } from '../../testbed/target/target-model';

/** What is passed on goes to a party that is a product behind a plug-in too. */
export interface Exchange extends Passing {
  readonly addressees: Pick<Addressees, 'find'>;
  /** Where the harness plays the party. */
  readonly receiverOf: (party: PartyName) => Receiver | undefined;
  readonly addressOf: (party: PartyName) => string | undefined;
}

/** So much of what cannot be taken is kept as evidence. */
const KEPT = 16_384;
const DEFAULTS = { startMs: 5000, stopMs: 2000 };

export async function openPluginParty(
  role: Role,
  plugin: PluginTarget,
  { systems, timing }: Target,
  exchange: Exchange,
): Promise<Plugin> {
  const source = sourceOf(role, plugin, process.env);
  const { startMs = DEFAULTS.startMs, stopMs = DEFAULTS.stopMs, requestMs = timing.deadlineMs } = plugin;
  const options = { role, systems, source, startMs, requestMs, stopMs };
  return openPlugin(options, (flow) => take(role, flow, exchange)).catch((error: unknown) => {
    if (!(error instanceof Unreachable)) throw error;
    const what = 'module' in plugin ? plugin.module : plugin.command.join(' ');
    throw new UserError(
      'MCX-PLUGIN',
      `expected the plug-in of ${role} (${what}) to start, but ${error.message.replaceAll(/\s+/g, ' ')}. Mend it or roles.${role}.plugin in the target file; "npx mcx-conformance plugin check" tries a plug-in alone.`,
      3,
    );
  });
}

export const pluginParty = (name: Role, { address, control }: Plugin): Party => ({
  name,
  underTest: true,
  address,
  control,
  behave: undefined,
});

async function take(role: Role, sent: SentFlow, exchange: Exchange): Promise<void> {
  const { flow, to, body, raw } = sent;
  const { addressees, recorder, receiverOf } = exchange;
  const wire = { from: role, by: 'plugin', to };
  const addressee = addressees.find(role, sent);
  if (addressee === undefined || !isFlowId(flow)) {
    const problem = isFlowId(flow)
      ? `${role} sent ${flow} to ${shortened(to)}, an identity of nobody`
      : unknownFlow(role, flow);
    recorder.add({
      kind: 'malformed',
      scope: recorder.scopeOf({ raw, body }),
      party: addressee ?? role,
      raw: raw.slice(0, KEPT),
      problem,
    });
    return;
  }
  const receiver = receiverOf(addressee);
  const message: InboundMessage = { flow, body, raw, messageId: undefined, wire };
  if (receiver) await receiver.onMessage(message);
  else pass(addressee, message, exchange);
}

/** Between two products behind plug-ins the harness is the wire. */
function pass(addressee: PartyName, message: InboundMessage, exchange: Exchange): void {
  const address = exchange.addressOf(addressee);
  if (address === undefined) return;
  const { event, delivered } = passOn(message, addressee, address, exchange);
  // Not waited for: the answer may depend on what this product says next.
  void delivered.then(({ outcome, detail }) => {
    if (outcome !== 'accepted') exchange.recorder.delivered(event, addressee, outcome, detail);
  });
}

function unknownFlow(role: Role, flow: string): string {
  const meant = likelyMeant(flow, [...FLOWS.keys()]);
  return `${role} sent ${shortened(flow)}, which is no information flow${meant === undefined ? '' : `; did you mean ${meant}?`}`;
}
