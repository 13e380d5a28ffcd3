// One scenario on an open testbed: brings about what the Given steps declare, lets users act, waits, asks, and cleans up.
// It judges nothing; whoever wants to know what happened reads the trace.

import type { Recorder } from '../evidence/recorder';
import type { MessageEvent, TraceEvent } from '../evidence/trace';
import type { FlowId } from '../procedure/flows';
import { entityOf, type McSystemName, type PartyName } from '../procedure/roles';
import type { Act } from '../ports/control';
import type { Behaviour, Testbed } from '../ports/testbed';
import { DEFAULT_CONFIGURATION, USERS } from '../procedure/cast';
import { answerTo, requestFor } from './answers';
import { createAwaiting, type Awaiting } from './awaiting';
import { createConfigurations, type Configurations } from './configurations';
import { whyNotFormed } from './earlier-regroup';
import { createFixtureBuilder, type FixtureBuilder } from './fixture-builder';
import { acknowledgementOf, answersOf, createHeldAnswers, type HeldAnswers, type Holding } from './holding';
import { inquire } from './inquiry';
import { createLeftovers, type Leftovers } from './leftovers';
import { createPatience, type OwedAfter, type Patience } from './patience';
import { clearAway } from './postamble';
import { bringAbout } from './preamble';
import { PreconditionNotReached } from './precondition';
import { partiesOf } from './provisioning';
import { askTogether } from './same-moment';
import { createUpperTester, type UpperTester } from './upper-tester';

export interface RegroupWish {
  readonly user: string;
  readonly groups: readonly string[];
  /** Name of the regroup group; undefined where the user gives none. */
  readonly into: string | undefined;
  readonly configuration?: string;
}

const NAMES_THE_REGROUP: readonly FlowId[] = [
  'preconfigured-regroup-request-return.server-client',
  'preconfigured-regroup-response.server-client',
];

/** Everything that an act can tell: what is forgotten does not compile, what the user does not name is undefined. */
type Named<K extends Act['kind'], A = Extract<Act, { readonly kind: K }>> = {
  readonly [E in keyof A]-?: A[E] | undefined;
};

const clientOf = (user: string): PartyName => USERS[user]?.party ?? 'client-1';

export const systemOfUser = (user: string): McSystemName => USERS[user]?.system ?? 'primary';

export interface Surroundings {
  /** By which what it leaves behind is remembered. */
  readonly name: string;
  readonly leftovers: Leftovers;
  /** What products still have to send; nothing where it is not known. */
  readonly owedAfter?: OwedAfter;
}

export class Scenario {
  readonly fixture: FixtureBuilder;
  /** What group management servers are made to do. */
  readonly configurations: Configurations;
  private readonly patience: Patience;
  private readonly awaiting: Awaiting;
  private readonly tester: UpperTester;
  private readonly held: HeldAnswers;
  private readonly earlier: (() => Promise<void>)[] = [];
  private readonly behaviours: { readonly party: PartyName; readonly behaviour: Behaviour }[] = [];
  /** Whether the last thing that a user did has been answered. */
  private answered: () => boolean = () => true;
  /** Whether the client has asked its server for it, where that is a product's to do and can be seen. */
  private asked: () => boolean = () => true;
  private actor = '';
  /** What the scenario needs and does not have; what it expects on top of that cannot be told. */
  notBroughtAbout: string | undefined;
  private established = false;
  private stimulated = false;
  private inquired = false;
  /** Parties that were never told to begin, because they stand as they are. */
  private standing: ReadonlySet<PartyName> = new Set();

  constructor(
    readonly scope: string,
    private readonly testbed: Testbed,
    private readonly recorder: Recorder,
    private readonly surroundings: Surroundings = { name: scope, leftovers: createLeftovers() },
  ) {
    this.fixture = createFixtureBuilder(scope, testbed.systems, testbed.provisioned);
    this.patience = createPatience(scope, testbed, recorder, surroundings.owedAfter);
    this.awaiting = createAwaiting(() => this.events, this.patience);
    this.held = createHeldAnswers(scope, testbed, { awaiting: this.awaiting, patience: this.patience });
    this.tester = createUpperTester(scope, testbed, recorder, () => this.patience.restart());
    this.configurations = createConfigurations({
      fixture: this.fixture,
      tester: this.tester,
      patience: this.patience,
      abilities: testbed.abilities,
      messages: (flow) => this.messages(flow),
      isStanding: (party) => this.standing.has(party),
    });
  }

  get events(): readonly TraceEvent[] {
    return this.recorder.events(this.scope);
  }

  /** Declares a complete regroup that is in force before the stimulus. */
  regroupedBefore(wish: RegroupWish): void {
    this.fixture.user(wish.user);
    this.earlier.push(async () => {
      const before = this.messages().length;
      await this.initiate(wish);
      const requester = this.fixture.userId(wish.user);
      await this.awaiting.untilMessage('preconfigured-regroup-response.server-client', [requester], before);
      this.misses(whyNotFormed(wish, requester, this.messages().slice(before)));
      // The requester may hear of it before the members do.
      const isAnswered = this.messages('preconfigured-regroup-response.server-client').length > 0;
      if (isAnswered && !this.testbed.abilities.answersInStepOrder) await this.patience.settle();
      else if (isAnswered && this.isOwedSomething()) await this.patience.hush();
    });
  }

  /** Whether a product still has to send something: a member whose part was not reported yet cannot be seen to lose it. */
  private isOwedSomething(): boolean {
    const { owedAfter = () => [] } = this.surroundings;
    return owedAfter(this.events).length > 0;
  }

  /** Declares a temporary group that the group management server of the groups' home has made. */
  temporaryGroupBefore(groups: readonly string[], temporary: string, home: McSystemName): void {
    this.earlier.push(() => this.configurations.makeTemporary(groups, temporary, home));
  }

  /** Declares a freedom that a played party takes; an implementation under test takes it or leaves it. */
  behaves(party: PartyName, behaviour: Behaviour): void {
    this.behaviours.push({ party, behaviour });
  }

  /** Declares a played server that answers an MC service server when users have acted and all is quiet. */
  answersLast(system: McSystemName, lastFirst = false): void {
    const serverId = (): string => this.testbed.systems.find(({ name }) => name === system)?.serverId ?? '';
    this.keepsBack(answersOf(system, serverId, lastFirst));
  }

  /** Declares a played client that acknowledges when users have acted and all is quiet. */
  acknowledgesLast(user: string): void {
    this.keepsBack(acknowledgementOf(clientOf(user), () => this.fixture.userId(user)));
  }

  private keepsBack(holding: Holding): void {
    this.behaves(holding.party, { holds: holding.keeps });
    this.held.add(holding);
  }

  isUnderTest(party: PartyName): boolean {
    return this.testbed.party(party).underTest;
  }

  /** Declares what no party would do of itself: only a played one can be told to. */
  deviates(party: PartyName, behaviour: Behaviour): void {
    if (this.testbed.provisioned)
      throw new PreconditionNotReached(
        'it would leave a regroup half formed, and the product cannot be told to forget the groups that it holds',
      );
    this.behaves(party, behaviour);
  }

  /** The scenario's When. A second one waits until the first has had its full effect. */
  async stimulus(text: string, give: () => Promise<void>): Promise<void> {
    await this.establish();
    const isMeanwhile = this.stimulated && this.held.areLate;
    if (this.stimulated) {
      await this.patience.until(this.answered);
      if (this.held.areLate) await this.held.untilHeld();
      else await this.settle();
      if (!this.answered()) this.misses(`expected an answer to what ${this.actor} did before, found none`);
    }
    this.stimulated = true;
    this.inquired = false;
    // What users do before a late answer belongs to one stimulus: an answer that is early all the same counts with it.
    if (!isMeanwhile) this.phase('stimulus', text);
    this.patience.restart();
    await give();
  }

  initiate({ user, groups, into, configuration = DEFAULT_CONFIGURATION }: RegroupWish): Promise<void> {
    const { regroupGroupId, ...named } = {
      kind: 'initiate-regroup',
      user: this.fixture.userId(user),
      mcServiceGroupIdList: groups.map((group) => this.fixture.groupId(group)),
      preconfiguredGroupId: this.fixture.groupId(configuration),
      regroupGroupId: into === undefined ? undefined : this.fixture.groupId(into),
    } satisfies Named<'initiate-regroup'>;
    return this.act(user, { ...named, ...(regroupGroupId !== undefined && { regroupGroupId }) });
  }

  /** Users ask at the same moment: no regroup is over before another has begun. */
  initiateTogether(wishes: readonly RegroupWish[]): Promise<void> {
    const before = this.messages('preconfigured-regroup-request.client-server').length;
    const initiators = wishes.map((wish) => {
      const isProduct = this.isUnderTest(clientOf(wish.user));
      return {
        takesTime: isProduct && !this.testbed.selfContained,
        isUnseen: isProduct && this.isUnderTest(entityOf(systemOfUser(wish.user), 'server')),
        hasAsked: () =>
          this.messages('preconfigured-regroup-request.client-server')
            .slice(before)
            .some(({ from }) => from.id === this.fixture.userId(wish.user)),
        ask: () => this.initiate(wish),
      };
    });
    return askTogether(initiators, (condition, begun) => this.patience.sees(condition, begun));
  }

  affiliation(kind: 'affiliate' | 'de-affiliate', user: string, groups: readonly string[]): Promise<void> {
    const mcServiceGroupIdList = groups.map((group) => this.fixture.groupId(group));
    if (kind === 'affiliate') this.fixture.asksFor(user, groups);
    return this.act(user, { kind, user: this.fixture.userId(user), mcServiceGroupIdList });
  }

  /** The operator of the MC service server that serves the user withdraws the authorization to initiate regroups. */
  async withdrawAuthorization(user: string): Promise<void> {
    const act = { kind: 'withdraw-authorization', user: this.fixture.userId(user) } as const;
    await this.tester.act(entityOf(systemOfUser(user), 'server'), act);
  }

  startService(user: string): Promise<void> {
    return this.act(user, { kind: 'start-service', user: this.fixture.userId(user) });
  }

  logOff(user: string): Promise<void> {
    return this.act(user, { kind: 'log-off', user: this.fixture.userId(user) });
  }

  /** Cancels the regroup that was formed or authorized last, or first, whatever identity the server gave it. */
  async cancel(user: string, which: 'first' | 'last' = 'last'): Promise<void> {
    await this.act(user, this.cancellation(user, which));
  }

  /** The MC system of the user, which is played, asks every other to cancel the regroup. */
  async cancelAtOthers(user: string): Promise<void> {
    const act = this.cancellation(user);
    await this.act(user, act);
    await this.patience.until(this.answered);
    await this.tester.act(entityOf(systemOfUser(user), 'server'), act);
  }

  /** Asks nobody for it: the server of the user decides. */
  async endAtServer(user: string): Promise<void> {
    await this.tester.act(entityOf(systemOfUser(user), 'server'), this.cancellation(user));
  }

  private cancellation(
    user: string,
    which: 'first' | 'last' = 'last',
  ): Extract<Act, { readonly kind: 'cancel-regroup' }> {
    const regroupGroupId = this.messages()
      .filter(({ flow }) => NAMES_THE_REGROUP.includes(flow))
      .map(({ body }) => body['regroupGroupId'])
      .filter((id) => typeof id === 'string')
      .at(which === 'first' ? 0 : -1);
    if (regroupGroupId === undefined)
      throw new PreconditionNotReached('no regroup was authorized that could be cancelled');
    return { kind: 'cancel-regroup', user: this.fixture.userId(user), regroupGroupId };
  }

  /** Moves the clock of every party. */
  async advance(hours: number): Promise<void> {
    const milliseconds = hours * 3_600_000;
    const parties = partiesOf(this.fixture.build());
    await Promise.all(parties.map((party) => this.tester.must(party, { command: 'advance', milliseconds })));
  }

  async until(condition: () => boolean): Promise<void> {
    await this.held.letGo();
    await this.patience.until(condition);
  }

  /** Waits until nothing more will come, then asks what no message shows. Once for each stimulus. */
  async settle(): Promise<void> {
    if (this.inquired || !this.established) return;
    this.inquired = true;
    await this.held.letGo();
    // A client of a product may take its time over what its user did.
    if (!this.answered()) await this.patience.until(this.answered);
    await this.patience.settle();
    await inquire(this.fixture.build(), { testbed: this.testbed, tester: this.tester, messages: this.messages() });
    if (!this.asked())
      throw new PreconditionNotReached(
        `expected a request of ${this.actor}'s client for what its user did, found none`,
      );
  }

  /** Tells every party to forget the scenario, and stops the trace. Never throws: the verdict is already given. */
  async end(): Promise<readonly TraceEvent[]> {
    if (this.established) {
      this.phase('postamble', 'what is left is cancelled and forgotten');
      const left = await clearAway(this.fixture.build(), {
        testbed: this.testbed,
        tester: this.tester,
        messages: () => this.messages(),
        untilMore: (flow, receivers, after) => this.awaiting.untilMessage(flow, receivers, after),
        settle: () => this.patience.settle(),
      });
      this.surroundings.leftovers.add(this.surroundings.name, left);
      await this.patience.until(() => true);
    }
    const { events } = this;
    this.testbed.closeScope(this.scope);
    return events;
  }

  private async establish(): Promise<void> {
    if (this.established) return;
    const fixture = this.fixture.build();
    const inTheWay = this.surroundings.leftovers.among([...fixture.users, ...fixture.groups].map(({ id }) => id));
    if (inTheWay !== undefined) throw new PreconditionNotReached(inTheWay);
    this.established = true;
    this.testbed.openScope(fixture);
    this.phase('preamble', 'the preconditions of the clause are brought about');
    for (const { party, behaviour } of this.behaviours) this.instruct(party, behaviour);
    const names = new Map(fixture.users.map(({ id, name }) => [id, name]));
    this.standing = await bringAbout(fixture, {
      testbed: this.testbed,
      tester: this.tester,
      affiliationsOf: (id) =>
        this.fixture.affiliationsOf(names.get(id) ?? '').map((group) => this.fixture.groupId(group)),
      untilSent: (flow, awaited) => this.awaiting.untilSent(flow, awaited),
    });
    for (const happen of this.earlier) {
      this.patience.restart();
      await happen();
    }
  }

  /** In the trace it stands beside the commands of control: the oracle excuses a party for what it was told to do. */
  private instruct(party: PartyName, behaviour: Behaviour): void {
    const { behave } = this.testbed.party(party);
    if (!behave) return;
    behave(this.scope, behaviour);
    const command = { command: 'behave', ...behaviour };
    this.recorder.add({ kind: 'control', scope: this.scope, party, command, answer: { status: 'done' } });
  }

  /** With a product under test, what did not come about may be its choice; among played parties it is our fault. */
  private misses(why: string | undefined): void {
    if (this.testbed.underTest.length > 0) this.notBroughtAbout ??= why;
  }

  private act(user: string, act: Act): Promise<void> {
    this.actor = user;
    const isAnswered = answerTo(act, this.messages());
    this.answered = () => isAnswered(this.messages());
    const isAsked = requestFor(act, this.messages());
    const isSeen = this.isUnderTest(clientOf(user)) && !this.isUnderTest(entityOf(systemOfUser(user), 'server'));
    this.asked = () => !isSeen || isAsked(this.messages());
    return this.tester.act(clientOf(user), act);
  }

  private messages(flow?: FlowId): readonly MessageEvent[] {
    return this.events.filter(
      (event): event is MessageEvent => event.kind === 'message' && (flow === undefined || event.flow === flow),
    );
  }

  private phase(phase: 'preamble' | 'stimulus' | 'postamble', text: string): void {
    this.recorder.add({ kind: 'phase', scope: this.scope, phase, text });
  }
}
