// A story as data: who is there, who is not the faithful party, and what happens, move by move. It replays by itself. Types only.

import type { McSystemName, PartyName } from '../../procedure/roles';

export interface StoryGroup {
  readonly name: string;
  readonly home: McSystemName;
  readonly affiliated: readonly string[];
  readonly others: readonly string[];
}

export interface Setup {
  readonly groups: readonly StoryGroup[];
  readonly multicastIn: readonly McSystemName[];
  /** Groups of one MC system that are in a temporary group; none where absent. */
  readonly temporary?: readonly string[];
  /** Users who may initiate regroups beside those who may in every story; none where absent. */
  readonly mayInitiate?: readonly string[];
  /** Users whose client takes no regroup request, nor does that of whom the same party plays; all do where absent. */
  readonly refusing?: readonly string[];
}

/** Names of the cast throughout, as in the features. */
export type StoryAct =
  | {
      readonly act: 'initiate';
      readonly user: string;
      readonly groups: readonly string[];
      readonly into: string | undefined;
      readonly configuration: string;
    }
  /** `regroup`: a name, or the identity that was given last. */
  | { readonly act: 'cancel'; readonly user: string; readonly regroup: string | undefined }
  | { readonly act: 'affiliate' | 'de-affiliate'; readonly user: string; readonly groups: readonly string[] }
  | { readonly act: 'log-off' | 'start-service'; readonly user: string }
  /** The operator of the server that serves the user withdraws the authorization to initiate regroups. */
  | { readonly act: 'withdraw-authorization'; readonly user: string };

/** A group management server does to those of the groups that it is the home of what its operator wants. */
export interface Configuring {
  readonly kind: 'configure';
  readonly change: 'make-temporary-group' | 'tear-down-temporary-group' | 'repeat-configuration';
  /** Of no meaning where a temporary group is torn down. */
  readonly groups: readonly string[];
}

/** The server of the user asks all others to cancel the regroup that was named last, whoever leads it. */
export interface Demand {
  readonly kind: 'demand-cancellation';
  readonly user: string;
}

export type Move =
  | { readonly kind: 'act'; readonly act: StoryAct }
  /** So many messages arrive, each the first of the link that the number picks. */
  | { readonly kind: 'arrive'; readonly picks: readonly number[] }
  | { readonly kind: 'lose'; readonly pick: number; readonly arrivesAllTheSame: boolean }
  | { readonly kind: 'hours'; readonly hours: number }
  | Configuring
  | Demand
  /** Everything arrives. */
  | { readonly kind: 'quiet' };

export interface StoryScript {
  readonly setup: Setup;
  /** By party, a mutant or variant. */
  readonly choices: Partial<Record<PartyName, string>>;
  readonly moves: readonly Move[];
}
