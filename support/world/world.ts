// What a step can do: declare, let a user act, look at what happened. The verdict is not made here.

import { World, setWorldConstructor } from '@cucumber/cucumber';
import './without-scopes';
import { systemOfUser, type RegroupWish, type Scenario } from '../actions/scenario';
import { PreconditionNotReached } from '../actions/precondition';
import { onWire } from '../oracle/expectation';
import type { Expectation } from '../oracle/expectation';
import { openStory, type Story } from '../oracle/story';
import { abilitiesOf } from '../ports/abilities';
import type { Behaviour } from '../ports/testbed';
import type { Wire } from '../ports/wire';
import { entityOf, type PartyName } from '../procedure/roles';
import { canonicalId } from '../procedure/identities';
import type { RunParameters } from '../testbed/target/run-parameters';
import { UnmetExpectation } from '../collect/attempt';

export class McxWorld extends World<RunParameters> {
  private opened: Scenario | undefined;
  private read: { readonly upTo: number; readonly story: Story } | undefined;
  /** Milliseconds on the monotonic clock. */
  startedAt = 0;
  private on: Wire | undefined;
  /** What a Then asked for and the wire cannot show. */
  readonly notShown: { readonly what: string; readonly why: string }[] = [];
  /** Why the scenario can never be run with the products that are under test. */
  notApplicable: string | undefined;
  /** What the first failing step threw, and which step that is: from 1, those of the background first. */
  thrown: unknown;
  stoppedAt: number | undefined;

  get scenario(): Scenario {
    if (!this.opened) throw new Error('no scenario is open: support/world/hooks.ts was not loaded');
    return this.opened;
  }

  set scenario(scenario: Scenario) {
    this.opened = scenario;
  }

  /** What the messages of the run are on. */
  get wire(): Wire {
    if (!this.on) throw new Error('the testbed is not open');
    return this.on;
  }

  set wire(wire: Wire) {
    this.on = wire;
  }

  /** What has happened so far; read anew only where something has. */
  get story(): Story {
    const { events } = this.scenario;
    if (this.read?.upTo !== events.length)
      this.read = { upTo: events.length, story: openStory(events, abilitiesOf(this.wire)) };
    return this.read.story;
  }

  /** As the story spells it. */
  id(user: string): string {
    return canonicalId(this.scenario.fixture.userId(user));
  }

  ids(users: readonly string[]): string[] {
    return users.map((user) => this.id(user));
  }

  groupId(group: string): string {
    return canonicalId(this.scenario.fixture.groupId(group));
  }

  /**
   * A Given: a party breaks the procedure, as no product can ever be told to. Where it is one, the scenario does not apply.
   *
   * @returns cucumber's word for a step after which the others are left out
   */
  deviates(party: PartyName, behaviour: Behaviour): 'skipped' | undefined {
    if (!this.scenario.isUnderTest(party)) {
      this.scenario.deviates(party, behaviour);
      return undefined;
    }
    this.notApplicable = `${party} is under test, and only a played party can be told to break the procedure`;
    return 'skipped';
  }

  /** A Given: a party meets with what no command brings about in a product. Where it is one, the scenario does not apply. */
  takesLiberty(party: PartyName, behaviour: Behaviour): 'skipped' | undefined {
    if (!this.scenario.isUnderTest(party)) {
      this.scenario.behaves(party, behaviour);
      return undefined;
    }
    this.notApplicable = `${party} is under test, and nothing tells it to do so`;
    return 'skipped';
  }

  /** A When: the MC system of a user asks the others for what they need not heed. Not applicable where it is a product. */
  async demandsCancellation(user: string): Promise<'skipped' | undefined> {
    const party = entityOf(systemOfUser(user), 'server');
    if (this.scenario.isUnderTest(party)) {
      this.notApplicable = `${party} is under test, and only a played party can be told to cancel what is not its own`;
      return 'skipped';
    }
    await this.acts(`the MC system of ${user} asks the others to cancel the regroup`, user, () =>
      this.scenario.cancelAtOthers(user),
    );
    return undefined;
  }

  /** A When: the user takes part in the scenario, and acts once everything declared is in place. */
  async acts(text: string, user: string, act: () => Promise<void>): Promise<void> {
    this.scenario.fixture.user(user);
    await this.scenario.stimulus(text, act);
  }

  /** A When: one or more users initiate regroups, at the same moment. */
  async initiates(...wishes: readonly RegroupWish[]): Promise<void> {
    for (const { user } of wishes) this.scenario.fixture.user(user);
    const text = wishes.map(({ user, groups }) => `${user} initiates a regroup of ${groups.join(', ')}`).join('; ');
    await this.scenario.stimulus(text, () => this.scenario.initiateTogether(wishes));
  }

  /** A Then: waits for what is expected, or until it is certain that it will not come. */
  async sees(stated: Expectation): Promise<void> {
    const expectation = onWire(stated, this.wire);
    if ('notShown' in expectation) {
      this.notShown.push({ what: stated.text, why: expectation.notShown });
      return;
    }
    if (!expectation.silent) await this.scenario.until(() => expectation.met(this.story));
    if (expectation.silent || !expectation.met(this.story)) await this.scenario.settle();
    if (expectation.met(this.story)) return;
    const excuse = expectation.excuse?.(this.story);
    if (excuse !== undefined) {
      // The freedom was taken; what the scenario is about is for the checks to say.
      this.notShown.push({ what: stated.text, why: excuse });
      return;
    }
    const { notBroughtAbout } = this.scenario;
    throw notBroughtAbout === undefined
      ? new UnmetExpectation(expectation.text, expectation.observed?.(this.story))
      : new PreconditionNotReached(notBroughtAbout);
  }
}

setWorldConstructor(McxWorld);
