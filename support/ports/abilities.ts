// What a wire can carry or bring about. Not every wire carries each information flow of stage 2; whoever depends on one asks for the
// ability and never for the name of the wire. Unaware of how any wire is spoken.

export interface Abilities {
  /**
   * An authorized request is answered by a request return of its own, before anything else (step 4b). Without it the answer
   * comes once, at the end; that a request is not authorized is told all the same.
   */
  readonly returnsRequest: boolean;
  /** A request may leave the regroup group to the server (step 1). Without it every request names one. */
  readonly takesUnnamedRequests: boolean;
  /**
   * A server tells the requester the regroup group ID, one that it assigned among them (step 3). Without it the ID of the request
   * is the one, and a request for one in use is refused.
   */
  readonly assignsIdentities: boolean;
  /** Each reject says why (step 4a). Without it, one only does where a group of a partner is already regrouped. */
  readonly givesReasonOfReject: boolean;
  /** A client acknowledges the regrouping in a message (step 9). */
  readonly clientsAcknowledge: boolean;
  /** Answers come when the figure has them come. Without it a server may answer before it asks those who depend on it. */
  readonly answersInStepOrder: boolean;
  /** Several clients can be asked by one message (step 7). */
  readonly multicast: boolean;
  /** A notification of group configuration says what changed. Without it, only that it did: who wants to know fetches it. */
  readonly notifiesConfiguration: boolean;
  /** A group configuration names the key material of the group. */
  readonly carriesKeyReference: boolean;
  /** A group management server subscribes to the dynamic data of its MC service server (precondition 5). */
  readonly groupManagementSubscribes: boolean;
  /**
   * A subscription to the constituents shows who is in the regroup group. Without it they tell which group that is, and a
   * subscription of its own shows its members to whoever comes in time.
   */
  readonly showsMembersOfRegroup: boolean;
  /**
   * A server finds affiliated members of listed groups that are homed elsewhere by itself (step 6). Without it the server of such a
   * group names it those whom it serves.
   */
  readonly findsMembersElsewhere: boolean;
  /** A server that is asked to end a regroup looks at which server asks. Without it whichever asks may end it. */
  readonly looksWhoCancels: boolean;
  /**
   * A removal that a client gets asserts which server sends it. Without it, it may assert a server that the removal came by, and who
   * sends it is the server that serves the client.
   */
  readonly assertsWhoRemoves: boolean;
  /** Requests of one regroup to a partner may list its groups one by one. Without it each lists all of them. */
  readonly listsGroupsApart: boolean;
}

export type Ability = keyof Abilities;

/** Why a wire lacks an ability, in words that go on from "it cannot be seen:". */
export interface Lack {
  readonly because: string;
}

/** What a wire says of itself, one entry for each ability: a new one does not compile until every wire has decided. */
export type Declared = { readonly [A in Ability]: true | Lack };

/** Of a wire that carries each flow of stage 2 as it is. */
export const EVERY_ABILITY: Declared = {
  returnsRequest: true,
  takesUnnamedRequests: true,
  assignsIdentities: true,
  givesReasonOfReject: true,
  clientsAcknowledge: true,
  answersInStepOrder: true,
  multicast: true,
  notifiesConfiguration: true,
  carriesKeyReference: true,
  groupManagementSubscribes: true,
  showsMembersOfRegroup: true,
  findsMembersElsewhere: true,
  looksWhoCancels: true,
  assertsWhoRemoves: true,
  listsGroupsApart: true,
};

export const ABILITIES = Object.keys(EVERY_ABILITY) as readonly Ability[]; // the same keys

export const isAbility = (name: string): name is Ability => ABILITIES.some((known) => known === name);

interface HasAbilities {
  readonly abilities: Declared;
}

export const abilitiesOf = ({ abilities }: HasAbilities): Abilities =>
  Object.fromEntries(ABILITIES.map((ability) => [ability, abilities[ability] === true])) as unknown as Abilities; // each key

/** Undefined where the wire has the ability. */
export function whyLacking({ abilities }: HasAbilities, ability: Ability): string | undefined {
  const declared = abilities[ability];
  return declared === true ? undefined : declared.because;
}
