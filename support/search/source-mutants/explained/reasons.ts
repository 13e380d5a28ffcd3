// Reasons that hold in several parts of the procedure.

export const STRANGER =
  'Nobody who was never provisioned, nor any scenario that is over, is named by whoever is played.';
export const OTHER_WIRE = 'Only a wire that tells the regroup group apart from its constituents brings it about.';
export const NEIGHBOUR =
  'How users affiliate, also to groups homed elsewhere, is clause 10.8; whom steps 6 and 7 concern follows from the answer.';
export const UNDELIVERED =
  'A message that cannot be delivered is outside the clause (A-22); recovery.test.ts holds what is made of it.';
export const POLICY = 'The policy of the faithful party says so in any case; variants and mutants ask for the rest.';
export const CANCELLATION =
  'How a cancellation is asked for, passed on and answered is clause 10.15.3.3.3; that nothing else ends a regroup (POST-1) is judged.';
export const CONTROL =
  'A party that cannot be provisioned, or does not act for its user, is no party: the scenario is inconclusive and says so.';
export const LASTING = 'A regroup of the faithful party lasts until it is cancelled.';
export const KNOWN = 'At the primary every regroup has a requester whom the server knows.';
export const FETCHING = 'To fetch the configuration, or to go on with what is there, is free.';
export const OPERATED =
  'An operator has played servers alone cancel what is not theirs; a server under test is told no such thing.';
export const SEVERAL_REQUESTS = 'A partner may get several step-5 requests of one regroup.';
export const OWN_MEMBERS = 'What the primary sends its own clients is allowed and not required.';
