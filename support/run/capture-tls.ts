// What is to be known before and after TLS is captured with what opens it: what it may not open, and who can read it then.

import type { Target } from '../testbed/target/target';
import { UserError } from '../verdict/errors';

/** What masks a secret in plain bytes cannot reach into records. */
export function mustNameNoSecret({ roles }: Target, file: string): void {
  for (const [role, party] of Object.entries(roles)) {
    const [header] = 'headers' in party ? Object.keys(party.headers) : [];
    if (header === undefined) continue;
    throw new UserError(
      'MCX-CAPTURE-TLS',
      `--capture-tls keeps what opens TLS, and ${file} names a secret that TLS would carry (roles.${role}.headers.${header}): whoever has the files could read it. Use --capture, which masks it, or take the header out.`,
    );
  }
}

export const WARNING =
  'Captured with what opens TLS: whoever has capture.pcapng, events.jsonl or the Allure results of this run can read all that TLS carried.\n';
