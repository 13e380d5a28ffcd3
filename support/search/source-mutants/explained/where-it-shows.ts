// Where a fault of a kind shows: flows, and commands of the control interface.

export const NOWHERE: readonly string[] = [];
export const ANSWERS = ['ask'];
export const REPORTS = ['notify-group-dynamic-data-request.server-gms'];
export const AFFILIATING = [
  'group-affiliation-request.client-server',
  'group-affiliation-request.server-server',
  'group-affiliation-response.server-server',
  'group-affiliation-response.server-client',
  'group-de-affiliation-request.client-server',
  'group-de-affiliation-request.server-server',
  'group-de-affiliation-response.server-server',
  'group-de-affiliation-response.server-client',
  'log-off-request.client-server',
  'log-off-response.server-client',
  ...REPORTS,
];
export const ASKING = [
  'preconfigured-regroup-request.server-client',
  'preconfigured-regroup-cancel-request.server-client',
  ...REPORTS,
];
export const CANCELLING = [
  'preconfigured-regroup-cancel-request.client-server',
  'preconfigured-regroup-cancel-request.server-server',
  'preconfigured-regroup-cancel-response.server-server',
  'preconfigured-regroup-cancel-response.server-client',
  'preconfigured-regroup-cancel-request.server-client',
  'preconfigured-regroup-cancel-response.client-server',
  ...REPORTS,
  ...ANSWERS,
];
export const AFTER_CANCELLATION = [
  ...CANCELLING,
  'preconfigured-regroup-request-return.server-client',
  'preconfigured-regroup-reject.server-client',
  'preconfigured-regroup-reject.server-server',
  'preconfigured-regroup-request.server-server',
  'preconfigured-regroup-request.server-client',
  'preconfigured-regroup-response.server-server',
  'preconfigured-regroup-response.server-client',
];
