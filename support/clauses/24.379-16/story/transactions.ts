// Which response belongs to which request: by Call-ID and CSeq, and by the tag of From where a party numbers several requests alike.

import { tagOf, type SipText } from './sip-text';

const numberOf = (sip: SipText): string =>
  `${sip.values('Call-ID').join()} ${sip.values('CSeq').join().replaceAll(/\s+/g, ' ')}`;

/** Of one transaction alone, where its tag is right. */
export const transactionOf = (sip: SipText): string => `${numberOf(sip)} ${tagOf(sip, 'From') ?? ''}`;

/** What is kept with the other end of the transaction; the latest, where only a tag would tell. */
export function byTransaction<T>(all: readonly (readonly [SipText, T])[]): (sip: SipText) => T | undefined {
  const exactly = new Map(all.map(([sip, one]) => [transactionOf(sip), one]));
  const nearly = new Map(all.map(([sip, one]) => [numberOf(sip), one]));
  return (sip) => exactly.get(transactionOf(sip)) ?? nearly.get(numberOf(sip));
}
