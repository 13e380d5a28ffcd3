// Labels that no other process makes: for message ids on the wire and for the identities that parties make up.

export interface Labels {
  /** Begins every message id of this process. */
  readonly label: string;
  /** Begins everything that is made here. */
  readonly prefix: string;
  readonly fresh: () => string;
}

/** Eight characters of 36: two processes that meet at one product would have to be very unlucky. */
const LENGTH = 8;

export function createLabels(random: () => number = Math.random): Labels {
  const digits = Array.from({ length: LENGTH }, () => Math.floor(random() * 36).toString(36));
  const prefix = `m${digits.join('')}`;
  let made = 0;
  return { label: `${prefix}-`, prefix, fresh: () => `${prefix}${(++made).toString(36)}` };
}
