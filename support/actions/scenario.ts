// One scenario on an open testbed: brings about what the Given steps declare, lets users act, waits, asks, and cleans up.
// It judges nothing; whoever wants to know what happened reads the trace.

import type { Recorder } from '../evidence/recorder';
import type { MessageEvent, SettledEvent, TraceEvent } from '../evidence/trace';
import type { FlowId } from '../procedure/flows';
import { entityOf, type McSystemName, type PartyName } from '../procedure/roles';
import type { Act, ControlAnswer, ControlCommand } from '../ports/control';
import type { Behaviour, Testbed } from '../ports/testbed';
import { DEFAULT_CONFIGURATION, USERS } from './cast';
import { createFixtureBuilder, type FixtureBuilder } from './fixture-builder';
import { createPatience, type Patience } from './patience';
import { partiesOf, provisionCommand } from './provisioning';

/** The scenario could not be brought to its stimulus, or a party could not do what control asked: inconclusive. */
export class PreconditionNotReached extends Error {
  override readonly name = 'PreconditionNotReached';
}

export interface RegroupWish {
  readonly user: string;
  readonly groups: readonly string[];
  /** Name of the regroup group; absent where the user gives none. */
  readonly into: string | undefined;
  readonly configuration?: string;
}

const CONTROL_TIMEOUT_MS = 5000;

export class Scenario {
  readonly fixture: FixtureBuilder;
  private readonly patience: Patience;
  private readonly earlier: (() => Promise<void>)[] = [];
  private readonly behaviours: { readonly party: PartyName; readonly behaviour: Behaviour }[] = [];
  private established = false;
  private stimulated = false;
  private inquired = false;

  constructor(
    readonly scope: string,
    private readonly testbed: Testbed,
    private readonly recorder: Recorder,
  ) {
    this.fixture = createFixtureBuilder(scope, testbed.systems);
    this.patience = createPatience(scope, testbed, recorder);
  }

  get events(): readonly TraceEvent[] {
    return this.recorder.events(this.scope);
  }

  /** Declares a complete regroup that is in force before the stimulus. */
  regroupedBefore(wish: RegroupWish): void {
    this.fixture.user(wish.user);
    this.earlier.push(async () => {
      await this.act({ user: wish.user }, this.initiation(wish));
      await this.untilMessage('preconfigured-regroup-response.server-client', [this.fixture.userId(wish.user)]);
    });
  }

  /** Declares a temporary group that the group management server of the groups' home has made. */
  temporaryGroupBefore(groups: readonly string[], temporary: string, home: McSystemName): void {
    this.earlier.push(async () => {
      const mcServiceGroupIdList = groups.map((group) => this.fixture.groupId(group));
      const act: Act = {
        kind: 'make-temporary-group',
        temporaryGroupId: this.fixture.groupId(temporary),
        mcServiceGroupIdList,
      };
      const before = this.countOf('notify-group-configuration-request.gms-server');
      await this.act({ party: entityOf(home, 'gms') }, act);
      await this.patience.until(() => this.countOf('notify-group-configuration-request.gms-server') > before);
    });
  }

  /** What a played party does differently in this scenario; an implementation under test is left as it is. */
  behaves(party: PartyName, behaviour: Behaviour): void {
    this.behaviours.push({ party, behaviour });
  }

  /** Brings about everything that was declared. The first stimulus calls it. */
  async establish(): Promise<void> {
    if (this.established) return;
    this.established = true;
    const fixture = this.fixture.build();
    this.testbed.openScope(fixture);
    this.phase('preamble', 'the preconditions of the clause are brought about');
    for (const { party, behaviour } of this.behaviours) this.testbed.party(party).behave?.(this.scope, behaviour);
    const parties = partiesOf(fixture);
    await Promise.all(parties.map((party) => this.must(party, provisionCommand(party, fixture, this.testbed))));
    const entities = fixture.systems.flatMap(({ name }) => [entityOf(name, 'server'), entityOf(name, 'gms')]);
    await Promise.all(entities.map((party) => this.must(party, { command: 'activate', scope: this.scope })));
    await this.untilMessage(
      'subscribe-group-dynamic-data-response.server-gms',
      fixture.systems.map(({ gmsId }) => gmsId),
    );

    const served = fixture.users.filter(({ inService }) => inService);
    await Promise.all(served.map(({ id, name }) => this.act({ user: name }, { kind: 'start-service', user: id })));
    await this.untilMessage(
      'service-authorization-response.server-client',
      served.map(({ id }) => id),
    );

    const affiliating = served.filter(({ name }) => this.fixture.affiliationsOf(name).length > 0);
    await Promise.all(
      affiliating.map(({ name }) => this.affiliation('affiliate', name, this.fixture.affiliationsOf(name))),
    );
    await this.untilMessage(
      'group-affiliation-response.server-client',
      affiliating.map(({ id }) => id),
    );
    for (const happen of this.earlier) {
      this.patience.restart();
      await happen();
    }
  }

  /** Ends the preamble: the scenario's When is given. A second When waits until the first has had its full effect. */
  async stimulus(text: string, give: () => Promise<unknown>): Promise<void> {
    await this.establish();
    if (this.stimulated) await this.settle();
    this.stimulated = true;
    this.phase('stimulus', text);
    this.patience.restart();
    this.inquired = false;
    await give();
  }

  initiate(wish: RegroupWish): Promise<ControlAnswer> {
    return this.act({ user: wish.user }, this.initiation(wish));
  }

  affiliation(kind: 'affiliate' | 'de-affiliate', user: string, groups: readonly string[]): Promise<ControlAnswer> {
    const mcServiceGroupIdList = groups.map((group) => this.fixture.groupId(group));
    return this.act({ user }, { kind, user: this.fixture.userId(user), mcServiceGroupIdList });
  }

  logOff(user: string): Promise<ControlAnswer> {
    return this.act({ user }, { kind: 'log-off', user: this.fixture.userId(user) });
  }

  /** Cancels the regroup that was formed last, whatever identity the server gave it. */
  async cancel(user: string): Promise<ControlAnswer> {
    const regroupGroupId = this.latestRegroupGroupId();
    if (regroupGroupId === undefined) throw new PreconditionNotReached('no regroup was formed that could be cancelled');
    return this.act({ user }, { kind: 'cancel-regroup', user: this.fixture.userId(user), regroupGroupId });
  }

  /** Moves the clock of every party that lets time be moved. */
  async advance(hours: number): Promise<void> {
    const parties = partiesOf(this.fixture.build());
    await Promise.all(
      parties.map((party) => this.must(party, { command: 'advance', milliseconds: hours * 3_600_000 })),
    );
  }

  until(condition: () => boolean): Promise<void> {
    return this.patience.until(condition);
  }

  /** Waits until nothing more will come, then asks what no message shows. Once for each stimulus. */
  async settle(): Promise<SettledEvent['by'] | undefined> {
    if (this.inquired) return undefined;
    this.inquired = true;
    const by = await this.patience.settle();
    await this.inquire();
    return by;
  }

  /** Tells every party to forget the scenario, and stops the trace. Never throws: the verdict is already given. */
  async end(): Promise<readonly TraceEvent[]> {
    if (this.established) {
      this.phase('postamble', 'what is left is cancelled and forgotten');
      const fixture = this.fixture.build();
      const release: ControlCommand = { command: 'release', scope: this.scope };
      await Promise.allSettled(partiesOf(fixture).map((party) => this.command(party, release)));
    }
    const events = this.events;
    this.testbed.closeScope(this.scope);
    return events;
  }

  private async inquire(): Promise<void> {
    const { scope } = this;
    const fixture = this.fixture.build();
    const told = new Set(
      this.messages()
        .filter(({ flow }) => flow.startsWith('preconfigured-regroup') && flow.endsWith('server-client'))
        .map(({ to }) => to.id),
    );
    const users = fixture.users.filter(({ id, inService }) => inService && told.has(id));
    await Promise.all([
      ...users.map(({ id, party }) =>
        this.command(party, { command: 'ask', scope, question: { kind: 'user-notifications', user: id } }),
      ),
      ...fixture.systems.map(({ name }) =>
        this.command(entityOf(name, 'server'), { command: 'ask', scope, question: { kind: 'regroups' } }),
      ),
    ]);
  }

  private initiation({ user, groups, into, configuration = DEFAULT_CONFIGURATION }: RegroupWish): Act {
    return {
      kind: 'initiate-regroup',
      user: this.fixture.userId(user),
      mcServiceGroupIdList: groups.map((group) => this.fixture.groupId(group)),
      preconfiguredGroupId: this.fixture.groupId(configuration),
      ...(into !== undefined && { regroupGroupId: this.fixture.groupId(into) }),
    };
  }

  private act(who: { readonly user: string } | { readonly party: PartyName }, act: Act): Promise<ControlAnswer> {
    const party = 'party' in who ? who.party : (USERS[who.user]?.party ?? 'client-1');
    return this.must(party, { command: 'act', scope: this.scope, act });
  }

  private async must(party: PartyName, command: ControlCommand): Promise<ControlAnswer> {
    const answer = await this.command(party, command);
    if (answer.status === 'done') return answer;
    throw new PreconditionNotReached(
      `${party} answered ${answer.status} to the control command ${command.command}: ${answer.reason}`,
    );
  }

  private async command(party: PartyName, command: ControlCommand): Promise<ControlAnswer> {
    const { control } = this.testbed.party(party);
    const answer = await control.send(command, AbortSignal.timeout(CONTROL_TIMEOUT_MS));
    this.recorder.add({ kind: 'control', scope: this.scope, party, command: { ...command }, answer: { ...answer } });
    return answer;
  }

  private async untilMessage(flow: FlowId, receivers: readonly string[]): Promise<void> {
    const missing = () => {
      const seen = new Set(
        this.messages()
          .filter((message) => message.flow === flow)
          .map(({ to }) => to.id),
      );
      return receivers.filter((id) => !seen.has(id));
    };
    await this.patience.until(() => missing().length === 0);
  }

  private countOf(flow: FlowId): number {
    return this.messages().filter((message) => message.flow === flow).length;
  }

  private latestRegroupGroupId(): string | undefined {
    const formed = this.messages().findLast(({ flow }) => flow === 'preconfigured-regroup-response.server-client');
    const id = formed?.body['regroupGroupId'];
    return typeof id === 'string' ? id : undefined;
  }

  private messages(): readonly MessageEvent[] {
    return this.events.filter((event) => event.kind === 'message');
  }

  private phase(phase: 'preamble' | 'stimulus' | 'postamble', text: string): void {
    this.recorder.add({ kind: 'phase', scope: this.scope, phase, text });
  }
}
