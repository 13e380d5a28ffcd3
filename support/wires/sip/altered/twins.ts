// Mutants of what MCVideo and MCData have otherwise than MCPTT (TS 24.281 clause 21, TS 24.282 clause 23): each is tried in its
// service, for in MCPTT it would be another defect, or none.

import { header } from '../flows/headers';
import { withHeader, type SipRequest } from '../stack/message/message';
import { toCreation, withText, type Alteration } from './alteration';
import type { Mutant } from './mutants';

type Service = NonNullable<Mutant['service']>;

const toClientsOfRemovals = (change: (request: SipRequest) => SipRequest): NonNullable<Alteration['request']> => {
  const isOne = ({ start, body }: SipRequest): boolean =>
    start.method === 'MESSAGE' && body.includes('>remove</') && !start.uri.includes('server');
  return (request) => (isOne(request) ? change(request) : request);
};

const twin = (
  service: Service,
  role: Mutant['role'],
  id: string,
  requirement: string,
  says: string,
  alteration: Alteration,
): Mutant => ({
  id: `${role}-${id}-in-${service}`,
  role,
  service,
  requirement,
  says: `${says} in ${service}`,
  alteration,
});

const IN_EMERGENCY = '399 primary.example "169 user is not authorised to remove regroup in an emergency state"';

const mutantsOf = (service: Service, other: Service): readonly Mutant[] => [
  twin(
    service,
    'partner-server',
    'copies-who-removes',
    'GR-16.2.2.5-3f',
    'asserts who asked it for a removal, as MCPTT has it,',
    {
      request: toClientsOfRemovals((it) => withHeader(it, 'P-Asserted-Identity', '<sip:mcx-server@primary.example>')),
    },
  ),
  twin(
    service,
    'partner-server',
    'asserts-a-stranger',
    'GR-16.2.2.5-3f',
    'asserts a server that has no part in a removal',
    {
      request: toClientsOfRemovals((it) => withHeader(it, 'P-Asserted-Identity', '<sip:mcx-server@third.example>')),
    },
  ),
  twin(
    service,
    'primary-server',
    'knows-an-emergency',
    'GR-16.2.3.2-4',
    'refuses a removal with the code for an emergency',
    {
      answer: (answer) =>
        answer.answers.flows.includes('preconfigured-regroup-cancel-request.client-server')
          ? { ...answer, status: 403, headers: [header('Warning', IN_EMERGENCY)] }
          : answer,
    },
  ),
  twin(service, 'client-1', 'mixes-services', 'TWIN-2', 'names another service in the information body', {
    request: toCreation((it) => withText(it, (text) => text.replaceAll(`${service}info`, `${other}info`))),
  }),
];

export const MUTANTS_OF_TWINS: readonly Mutant[] = [
  ...mutantsOf('mcvideo', 'mcdata'),
  ...mutantsOf('mcdata', 'mcvideo'),
];
