// A challenge that ended a message, in words that follow the name of who sent it. Unaware of secrets.

import { digestField, parseDigest } from '../stack/digest/digest';

const LONGEST = 100;

/** @param tried whether there were credentials to answer it with */
export function challengeIn(
  { status, challenges }: { readonly status: number; readonly challenges: readonly string[] },
  tried: boolean,
): string {
  const challengeText = challenges.map(inWords).join(', or ');
  const how = `(${[String(status), ...(challengeText === '' ? [] : [challengeText])].join(', ')})`;
  return tried
    ? `does not take the credentials of sip.credentials ${how}`
    : `asks for credentials ${how}; name them in sip.credentials of the target file`;
}

function inWords(challenge: string): string {
  const digest = parseDigest(challenge);
  if (!digest) return `scheme ${challenge.trim().split(/\s/)[0]?.slice(0, LONGEST) ?? ''}`;
  const [realm = '', algorithm = 'MD5'] = [digestField(digest, 'realm'), digestField(digest, 'algorithm')];
  return `realm "${realm.slice(0, LONGEST)}", ${algorithm.slice(0, LONGEST)}`;
}
