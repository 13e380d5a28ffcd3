// Short names for the information flows that tests of the oracle take away, alter and move.

export const FLOW = {
  step2: 'preconfigured-regroup-request.client-server',
  step4a: 'preconfigured-regroup-reject.server-client',
  step4b: 'preconfigured-regroup-request-return.server-client',
  step5: 'preconfigured-regroup-request.server-server',
  step7: 'preconfigured-regroup-request.server-client',
  step9: 'preconfigured-regroup-response.client-server',
  step11: 'preconfigured-regroup-response.server-server',
  step12: 'preconfigured-regroup-response.server-client',
  refusal: 'preconfigured-regroup-reject.server-server',
  cancel: 'preconfigured-regroup-cancel-request.client-server',
  cancelPartner: 'preconfigured-regroup-cancel-request.server-server',
  cancelClient: 'preconfigured-regroup-cancel-request.server-client',
  configuration: 'notify-group-configuration-request.gms-client',
  dynamicData: 'notify-group-dynamic-data-request.server-gms',
} as const;
