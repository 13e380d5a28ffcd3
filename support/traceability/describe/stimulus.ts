// What an initiation leads to at the entity that a test purpose is about, where no step of the feature says that it gets it: the
// request at the partner MC service server, or at MC service client 2.

import { stepOf } from '../../clauses/figures';
import { GROUPS, USERS } from '../../procedure/cast';
import type { Role } from '../../procedure/roles';
import type { Scenario, PhasedStep } from '../scenario';
import { messagesOf, type NamedMessage } from './messages';

const requestTo = (end: 'server' | 'client'): Pick<NamedMessage, 'name' | 'step' | 'absent'> => ({
  name: 'preconfigured regroup request',
  step: stepOf(`preconfigured-regroup-request.server-${end}`),
  absent: false,
});

/** @returns a message for the initiation `step`; undefined where it leads to none at `iut`, or where the feature tells of it */
export function stimulusOf(step: PhasedStep, { allSteps }: Scenario, iut: Role | undefined): NamedMessage | undefined {
  const [, user = '', groups = ''] =
    /^(\w+) initiates a preconfigured regroup of (.+?)(?: into | while |$)/.exec(step.text) ?? [];
  const by = USERS[user]?.system;
  if (step.phase !== 'when' || by !== 'primary') return undefined;
  const message =
    iut === 'partner-server' && groups.split(/, | and /).some((group) => GROUPS[group]?.home === 'partner')
      ? { ...requestTo('server'), from: 'primary server', to: 'partner server' }
      : iut === 'client-2'
        ? { ...requestTo('client'), from: 'partner server', to: 'client 2' }
        : undefined;
  return message && !allSteps.some((one) => one.phase === 'then' && tellsOf(one, message)) ? message : undefined;
}

const tellsOf = (step: PhasedStep, { step: number, to }: NamedMessage): boolean =>
  messagesOf(step).some(
    (one) => one.step === number && (one.to === to || USERS[one.to]?.party === to.replace(' ', '-')),
  );
