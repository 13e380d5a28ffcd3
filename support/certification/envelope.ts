// A signed statement in the DSSE envelope (in-toto): what is signed is the payload with its type and both their lengths.

import { sign, verify, type KeyObject } from 'node:crypto';
import { parseShallow } from '../schema/json-depth';
import { fingerprint, type LabKey } from './keys';

export const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

interface Envelope {
  readonly payloadType: string;
  readonly payload: string;
  readonly signatures: readonly { readonly keyid: string; readonly sig: string }[];
}

export function seal(statement: unknown, { privateKey, publicKey }: LabKey): string {
  const payload = Buffer.from(JSON.stringify(statement));
  const sig = sign(null, preAuthentication(PAYLOAD_TYPE, payload), privateKey).toString('base64');
  return written({
    payloadType: PAYLOAD_TYPE,
    payload: payload.toString('base64'),
    signatures: [{ keyid: fingerprint(publicKey), sig }],
  });
}

const written = (envelope: Envelope): string => `${JSON.stringify(envelope, null, 2)}\n`;

/** DSSEv1, a space between its parts. */
export const preAuthentication = (type: string, payload: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `), payload]);

export type Opened =
  { readonly kind: 'opened'; readonly statement: unknown } | { readonly kind: 'broken'; readonly why: string };

/** What the envelope says, if this key signed it; a single bit elsewhere makes it broken. */
export function open(text: string, key: KeyObject): Opened {
  const envelope = read(text);
  if (envelope === undefined) return broken('it is no DSSE envelope as this program writes it');
  const [signature] = envelope.signatures;
  if (!signature || envelope.payloadType !== PAYLOAD_TYPE) return broken('it holds no signed in-toto statement');
  const payload = Buffer.from(envelope.payload, 'base64');
  const sig = Buffer.from(signature.sig, 'base64');
  if (!verify(null, preAuthentication(PAYLOAD_TYPE, payload), key, sig))
    return broken('the signature does not fit: the statement was changed, or another key signed it');
  const again = written({
    payloadType: PAYLOAD_TYPE,
    payload: payload.toString('base64'),
    signatures: [{ keyid: fingerprint(key), sig: sig.toString('base64') }],
  });
  if (again !== text) return broken('it was changed beside what is signed');
  try {
    return { kind: 'opened', statement: parseShallow(payload.toString('utf8')) };
  } catch {
    return broken('what is signed is no JSON');
  }
}

const broken = (why: string): Opened => ({ kind: 'broken', why });

function read(text: string): Envelope | undefined {
  try {
    const data = parseShallow(text) as Partial<Envelope> | null;
    const signatures: unknown = data?.signatures;
    const isEnvelope =
      typeof data?.payload === 'string' &&
      typeof data.payloadType === 'string' &&
      Array.isArray(signatures) &&
      signatures.length === 1 &&
      typeof (signatures[0] as { sig?: unknown } | null)?.sig === 'string';
    return isEnvelope ? (data as Envelope) : undefined;
  } catch {
    return undefined;
  }
}
