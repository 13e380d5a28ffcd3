// The commands of control as questions to a human, and the answers in a form that is easily typed. Pure.

import type {
  Act,
  ActCommand,
  AskCommand,
  ControlAnswer,
  ProvisionCommand,
  UserNotification,
} from '../../ports/control';
import type { Question } from './operator';

export type ControlQuestion = Question<ControlAnswer>;

const DONE_FORM = '"done", or "cannot" and why';
const NOTHING = 'none';
const KINDS: readonly UserNotification['kind'][] = [
  'regrouped',
  'cancelled',
  'authorized',
  'not-authorized',
  'rejected',
  'formed',
];

export const doing = (text: string): ControlQuestion => ({
  text,
  form: DONE_FORM,
  read: (line) => (/^done$/i.test(line) ? { status: 'done' } : cannot(line)),
});

export const actQuestion = (party: string, { act }: ActCommand): ControlQuestion =>
  doing(`At ${party}: ${actInWords(act)}.`);

function actInWords(act: Act): string {
  switch (act.kind) {
    case 'start-service':
      return `let ${act.user} start to receive MC service (log on)`;
    case 'log-off':
      return `log ${act.user} off`;
    case 'affiliate':
      return `affiliate ${act.user} to ${act.mcServiceGroupIdList.join(', ')}`;
    case 'de-affiliate':
      return `end the affiliation of ${act.user} to ${act.mcServiceGroupIdList.join(', ')}`;
    case 'initiate-regroup':
      return `as ${act.user}, initiate a preconfigured regroup of ${act.mcServiceGroupIdList.join(', ')} with the configuration of ${act.preconfiguredGroupId}, ${act.regroupGroupId === undefined ? 'naming no regroup group' : `into the regroup group ${act.regroupGroupId}`}`;
    case 'cancel-regroup':
      return `as ${act.user}, cancel the regroup ${act.regroupGroupId}`;
    case 'withdraw-authorization':
      return `withdraw from ${act.user} the authorization to initiate preconfigured regroups`;
    case 'make-temporary-group':
      return `make the temporary group ${act.temporaryGroupId} of ${act.mcServiceGroupIdList.join(', ')}`;
    case 'tear-down-temporary-group':
      return `tear the temporary group ${act.temporaryGroupId} of ${act.mcServiceGroupIdList.join(', ')} down`;
    case 'repeat-configuration':
      return `tell the MC service server the configuration of ${act.mcServiceGroupIdList.join(', ')} once more`;
  }
}

export function lookQuestion(party: string, { question }: AskCommand): ControlQuestion {
  switch (question.kind) {
    case 'user-notifications':
      return {
        text: `At ${party}: what was ${question.user} told of regroups, oldest first?`,
        form: `some of ${KINDS.join(', ')}, each with the regroup group ID if it is shown, commas between; "${NOTHING}"; or "cannot" and why`,
        read: (line) => listed(line, notification, (userNotifications) => ({ status: 'done', userNotifications })),
      };
    case 'affiliations':
      return {
        text: `At ${party}: who is affiliated to ${question.mcServiceGroupId}?`,
        form: `MC service IDs, commas between; "${NOTHING}"; or "cannot" and why`,
        read: (line) => listed(line, identity, (affiliated) => ({ status: 'done', affiliated })),
      };
    case 'regroups':
      return {
        text: `At ${party}: which regroup groups are in force?`,
        form: `MC service group IDs, commas between; "${NOTHING}"; or "cannot" and why`,
        read: (line) => listed(line, identity, (regroupGroupIds) => ({ status: 'done', regroupGroupIds })),
      };
  }
}

export function provisionQuestion(party: string, command: ProvisionCommand): ControlQuestion {
  const { system, systems, users, groups, delivery } = command;
  return doing(
    [
      `Configure ${party} for the next scenario, in the ${system} MC system:`,
      ...systems.map(
        ({ name, serverId, gmsId, serverAddress, gmsAddress }) =>
          `the ${name} MC system: server ${serverId} at ${serverAddress}, group management server ${gmsId} at ${gmsAddress}`,
      ),
      ...users.map(
        ({ mcServiceId, clientAddress, mayInitiateRegroup }) =>
          `user ${mcServiceId} at ${clientAddress}, who ${mayInitiateRegroup ? 'may' : 'may not'} initiate a preconfigured regroup`,
      ),
      ...groups.map(
        ({ mcServiceGroupId, home, members }) =>
          `group ${mcServiceGroupId}, homed in the ${home} MC system${members ? `, members ${members.join(', ') || 'nobody'}` : ''}`,
      ),
      ...(delivery === 'multicast' ? ['regroup requests go to clients by multicast'] : []),
    ].join('\n    '),
  );
}

function cannot(line: string): ControlAnswer | undefined {
  const [refusal, why = ''] = /^cannot\b[\s:,]*(.*)$/i.exec(line) ?? [];
  return refusal === undefined
    ? undefined
    : { status: 'unsupported', reason: `the operator cannot: ${why === '' ? 'no reason was given' : why}` };
}

/** `none`, or items with commas between, each of which has to be one. */
function listed<T>(
  line: string,
  item: (text: string) => T | undefined,
  answer: (items: readonly T[]) => ControlAnswer,
): ControlAnswer | undefined {
  if (line.toLowerCase() === NOTHING) return answer([]);
  const items = line.split(',').map((text) => item(text.trim()));
  const known = items.filter((one) => one !== undefined);
  return known.length === items.length ? answer(known) : cannot(line);
}

const identity = (text: string): string | undefined => (/^[a-z][a-z0-9+.-]*:\S+$/i.test(text) ? text : undefined);

function notification(text: string): UserNotification | undefined {
  const [word = '', id, ...more] = text.split(/\s+/);
  const kind = KINDS.find((one) => one === word.toLowerCase());
  if (kind === undefined || more.length > 0 || (id !== undefined && identity(id) === undefined)) return undefined;
  return { kind, regroupGroupId: id ?? null };
}
