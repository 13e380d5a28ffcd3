// The three MC services as data: how each names the same things on the wire.

export const SERVICE_NAMES = ['mcptt', 'mcvideo', 'mcdata'] as const;
export type ServiceName = (typeof SERVICE_NAMES)[number];

export interface McService {
  readonly name: ServiceName;
  /** The specification that holds the regroup procedures, and their clause. */
  readonly specification: string;
  readonly regroupClause: string;
  /** For P-Preferred-Service and P-Asserted-Service. */
  readonly icsi: string;
  /** For the Contact of a registration. */
  readonly featureTags: readonly string[];
  /** The two values of Accept-Contact by which a request finds an MC service. */
  readonly acceptContact: readonly string[];
  readonly infoNamespace: string;
  readonly infoMediaType: string;
  readonly regroupMediaType: string;
  readonly presenceNamespace: string;
}

export const SERVICES: Readonly<Record<ServiceName, McService>> = {
  mcptt: service('mcptt', 'TS 24.379', '16'),
  mcvideo: service('mcvideo', 'TS 24.281', '21'),
  mcdata: service('mcdata', 'TS 24.282', '23'),
};

function service(name: ServiceName, specification: string, regroupClause: string): McService {
  const icsiTag = `+g.3gpp.icsi-ref="urn%3Aurn-7%3A3gpp-service.ims.icsi.${name}"`;
  return {
    name,
    specification,
    regroupClause,
    icsi: `urn:urn-7:3gpp-service.ims.icsi.${name}`,
    featureTags: [`+g.3gpp.${name}`, icsiTag],
    acceptContact: [`*;+g.3gpp.${name};require;explicit`, `*;${icsiTag};require;explicit`],
    infoNamespace: `urn:3gpp:ns:${name}Info:1.0`,
    infoMediaType: `application/vnd.3gpp.${name}-info+xml`,
    regroupMediaType: `application/vnd.3gpp.${name}-regroup+xml`,
    presenceNamespace: `urn:3gpp:ns:${name}PresInfo:1.0`,
  };
}

/** A name of one service out of a name that all three have, e.g. `{service}-client-id`. */
export const nameIn = (service: ServiceName, template: string): string => template.replace('{service}', service);
