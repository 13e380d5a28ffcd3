// What an initiation leads to at the entity that a test purpose is about, where no step of the feature says that it gets it:
// step 5 at the partner MC service server, step 7 at MC service client 2.

import { GROUPS, USERS } from '../../procedure/cast';
import type { Role } from '../../procedure/roles';
import type { Scenario, ToldStep } from '../scenario';
import { messagesOf, type NamedMessage } from './messages';

const REQUEST = 'preconfigured regroup request';

/** @returns a message for the initiation `step`; undefined where it leads to none at `iut`, or where the feature tells of it */
export function stimulusOf(step: ToldStep, { told }: Scenario, iut: Role | undefined): NamedMessage | undefined {
  const [, user = '', groups = ''] =
    /^(\w+) initiates a preconfigured regroup of (.+?)(?: into | while |$)/.exec(step.text) ?? [];
  const by = USERS[user]?.system;
  if (step.phase !== 'when' || by !== 'primary') return undefined;
  const message =
    iut === 'partner-server' && groups.split(/, | and /).some((group) => GROUPS[group]?.home === 'partner')
      ? { name: REQUEST, step: '5', from: 'primary server', to: 'partner server', absent: false }
      : iut === 'client-2'
        ? { name: REQUEST, step: '7', from: 'partner server', to: 'client 2', absent: false }
        : undefined;
  return message && !told.some((one) => one.phase === 'then' && tellsOf(one, message)) ? message : undefined;
}

const tellsOf = (step: ToldStep, { step: number, to }: NamedMessage): boolean =>
  messagesOf(step).some(
    (one) => one.step === number && (one.to === to || USERS[one.to]?.party === to.replace(' ', '-')),
  );
