// The final responses of the regroup procedures and what each means, as data: TS 24.379 16.2 and 4.4. The warnings of
// MCVideo and MCData have the same numbers. Where one response can mean several things it has several rows.

/** What a request came to. */
export type Outcome =
  | 'accepted'
  | 'not-authorized'
  | 'group-already-regrouped'
  | 'identity-in-use'
  | 'unknown-regroup'
  | 'emergency'
  | 'cannot-control'
  | 'partner-refused'
  | 'overloaded'
  | 'unreachable';

export type SipFunction = 'originating' | 'controlling' | 'non-controlling' | 'terminating' | 'client' | 'any';
export type Procedure = 'create' | 'remove';

export interface FinalResponse {
  readonly procedure: Procedure;
  /** The function that decides so; those in between hand it on. */
  readonly by: SipFunction;
  readonly status: number;
  readonly warning?: number;
  readonly outcome: Outcome;
  readonly source: string;
}

export const WARNING_TEXTS: ReadonlyMap<number, string> = new Map([
  [101, 'service authorisation failed'],
  [148, 'group is regrouped'],
  [160, 'user not authorised to request creation of a regroup'],
  [161, 'user not authorised to request removal of a regroup'],
  [163, 'the group identity indicated in the request does not exist'],
  [165, 'group ID for regroup already in use'],
  // The table of warnings has "user is not authorised" instead.
  [169, 'user not authorised to remove regroup in an emergency state'],
]);

export const FINAL_RESPONSES: readonly FinalResponse[] = [
  create('originating', 403, 'not-authorized', 'TS 24.379 16.2.2.2', 160),
  create('controlling', 480, 'cannot-control', 'TS 24.379 16.2.3.1'),
  create('controlling', 403, 'identity-in-use', 'TS 24.379 16.2.3.1', 165),
  create('controlling', 480, 'partner-refused', 'TS 24.379 16.2.3.1'),
  // The controlling function turns each refusal of a non-controlling one, its own included, into 480.
  create('controlling', 480, 'group-already-regrouped', 'TS 24.379 16.2.3.1'),
  create('controlling', 200, 'accepted', 'TS 24.379 16.2.3.1'),
  create('non-controlling', 403, 'group-already-regrouped', 'TS 24.379 16.2.4.1', 148),
  create('non-controlling', 200, 'accepted', 'TS 24.379 16.2.4.1'),
  create('terminating', 200, 'accepted', 'TS 24.379 16.2.2.4'),
  create('client', 200, 'accepted', 'TS 24.379 16.2.1.3'),
  create('any', 500, 'overloaded', 'TS 24.379 16.2'),
  create('any', 404, 'unreachable', 'TS 24.379 6.3.7.1'),
  create('any', 408, 'unreachable', 'RFC 3261 8.1.3.1'),
  create('any', 503, 'unreachable', 'RFC 3261 8.1.3.1'),
  remove('originating', 403, 'not-authorized', 'TS 24.379 16.2.2.3', 161),
  remove('controlling', 403, 'emergency', 'TS 24.379 16.2.3.2', 169),
  remove('controlling', 403, 'unknown-regroup', 'TS 24.379 16.2.3.2', 163),
  remove('controlling', 200, 'accepted', 'TS 24.379 16.2.3.2'),
  remove('non-controlling', 200, 'accepted', 'TS 24.379 16.2.4.2'),
  remove('terminating', 200, 'accepted', 'TS 24.379 16.2.2.5'),
  remove('client', 200, 'accepted', 'TS 24.379 16.2.1.4'),
  remove('any', 500, 'overloaded', 'TS 24.379 16.2'),
  remove('any', 404, 'unreachable', 'TS 24.379 6.3.7.1'),
  remove('any', 408, 'unreachable', 'RFC 3261 8.1.3.1'),
  remove('any', 503, 'unreachable', 'RFC 3261 8.1.3.1'),
];

type Row = [by: SipFunction, status: number, outcome: Outcome, source: string, warning?: number];

function create(...row: Row): FinalResponse {
  return response('create', ...row);
}

function remove(...row: Row): FinalResponse {
  return response('remove', ...row);
}

function response(procedure: Procedure, ...[by, status, outcome, source, warning]: Row): FinalResponse {
  return { procedure, by, status, ...(warning !== undefined && { warning }), outcome, source };
}
