// A product behind a plug-in: what peers send it is delivered, and what it sends is handed to whom it is for, as if it had
// come by the wire. Unaware of how a plug-in is run.

import { openPlugin, type Plugin } from './adapter';
import type { SentFlow } from './messages';
import type { InboundMessage, Receiver } from '../../ports/adapter';
import type { Party, SystemIdentity } from '../../ports/testbed';
import { Unreachable } from '../../ports/unreachable';
import { FLOWS, isFlowId } from '../../procedure/flows';
import type { PartyName, Role } from '../../procedure/roles';
import { likelyMeant } from '../../verdict/nearest';
import { shortened } from '../../schema/shortened';
import { UserError } from '../../verdict/errors';
import { sourceOf } from './plugin-source';
import type { PluginTarget } from './target';

/** Where what a product sends goes to. */
export interface Exchange {
  /** Whom the identity in `to` belongs to. */
  readonly addresseeOf: (from: Role, sent: SentFlow) => PartyName | undefined;
  /** Where the harness plays the party. */
  readonly receiverOf: (party: PartyName) => Receiver | undefined;
  /** Hands it to a product that is behind a plug-in too: between the two the harness is the wire. */
  readonly passOn: (to: PartyName, message: InboundMessage) => void;
  /** Keeps what nobody can take. */
  readonly refuse: (from: Role, to: PartyName, sent: { readonly raw: string }, problem: string) => void;
}

export interface PluginSurroundings {
  readonly systems: readonly SystemIdentity[];
  /** Longest wait for an answer, where the plug-in has none of its own, in milliseconds. */
  readonly deadlineMs: number;
}

const DEFAULTS = { startMs: 5000, stopMs: 2000 };

export async function openPluginParty(
  role: Role,
  plugin: PluginTarget,
  { systems, deadlineMs }: PluginSurroundings,
  exchange: Exchange,
): Promise<Plugin> {
  const source = sourceOf(role, plugin, process.env);
  const { startMs = DEFAULTS.startMs, stopMs = DEFAULTS.stopMs, requestMs = deadlineMs } = plugin;
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

async function take(role: Role, sent: SentFlow, { addresseeOf, receiverOf, passOn, refuse }: Exchange): Promise<void> {
  const { flow, to, body, raw } = sent;
  const wire = { from: role, by: 'plugin', to };
  const addressee = addresseeOf(role, sent);
  if (addressee === undefined || !isFlowId(flow)) {
    const problem = isFlowId(flow)
      ? `${role} sent ${flow} to ${shortened(to)}, an identity of nobody`
      : unknownFlow(role, flow);
    refuse(role, addressee ?? role, sent, problem);
    return;
  }
  const receiver = receiverOf(addressee);
  const message: InboundMessage = { flow, body, raw, messageId: undefined, wire };
  if (receiver) await receiver.onMessage(message);
  else passOn(addressee, message);
}

function unknownFlow(role: Role, flow: string): string {
  const meant = likelyMeant(flow, [...FLOWS.keys()]);
  return `${role} sent ${shortened(flow)}, which is no information flow${meant === undefined ? '' : `; did you mean ${meant}?`}`;
}
