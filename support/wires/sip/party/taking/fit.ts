// Whether what was understood of a message is enough to act on it: all that its flow must have and this wire carries. What
// the wire does not carry is nowhere missed.

import type { FlowId } from '../../../../procedure/flows';
import type { SchemaError } from '../../../../procedure/schema-error';
import { validateFlow } from '../../../../schema/validate';
import { PLACES } from '../../mapping/places';

/** They stand in for what cannot be there while the schema is asked, and go nowhere. */
const STAND_INS: Readonly<Record<string, unknown>> = {
  delivery: 'unicast',
  reason: 'group-already-regrouped',
  mcServiceId: 'sip:anybody@mc.example',
  mcServiceGroupIdList: ['sip:any-group@mc.example'],
  regroupGroupId: 'sip:any-regroup@mc.example',
};

export function unfit(flow: FlowId, body: Readonly<Record<string, unknown>>): readonly SchemaError[] {
  const whole: Record<string, unknown> = { ...standInsOf(flow), ...body };
  // The users that a request between servers names are an element of stage 3 alone.
  if (flow.endsWith('.server-server')) delete whole['mcServiceUserIdList'];
  return validateFlow(flow, whole);
}

type StandIns = Readonly<Record<string, unknown>>;

/** The same for every message of a flow. */
const standIns = new Map<FlowId, StandIns>();

function standInsOf(flow: FlowId): StandIns {
  const known = standIns.get(flow) ?? selectedFor(flow);
  standIns.set(flow, known);
  return known;
}

function selectedFor(flow: FlowId): StandIns {
  // A refusal may come without the warning that tells why.
  const uncarried = Object.entries(PLACES[flow].elements).filter(
    ([name, { in: where }]) => where === 'nothing' || name === 'reason',
  );
  return Object.fromEntries(uncarried.flatMap(([name]) => (name in STAND_INS ? [[name, STAND_INS[name]]] : [])));
}
