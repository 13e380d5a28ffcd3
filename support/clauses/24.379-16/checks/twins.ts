// Where TS 24.281 clause 21 and TS 24.282 clause 23 say otherwise for MCVideo and MCData than clause 16 does for MCPTT, and that each
// service goes by its own names: their bodies share one namespace, and their names alone tell them apart.

import type { Check } from '../../../oracle/check';
import { text } from '../../../oracle/story/message';
import { systemOf } from '../../../procedure/roles';
import { check } from '../saying';
import { identityIn } from '../story/addressed';
import { sourcesOf, type Leg, type Legs } from '../story/legs';
import { bySide, UNTOLD, type Problem } from './each-leg';

const isTwin = ({ service }: Leg): boolean => service === 'mcvideo' || service === 'mcdata';

const assertedIn = ({ sip }: Leg): readonly string[] => sip.values('P-Asserted-Identity').map(identityIn);

/** What a row asks of MCPTT, and in its place what it asks of a twin. */
export type InTwin = (one: Leg, story: Legs, asMcptt: Problem) => Problem;

/** The client is told by its own server, also of a removal that asserted another or nobody (21.2.2.5 3f, 23.2.2.5 3f). */
export const assertsOwn: InTwin = (one, { places }, asMcptt) => {
  if (!isTwin(one)) return asMcptt;
  const asserted = assertedIn(one);
  if (asserted.length === 0) return 'it asserts no identity';
  const { party, id } = one.message.from;
  const own = party === null ? undefined : systemOf(party);
  const others = (places.fixture?.systems ?? []).filter(({ name }) => name !== own).map(({ serverId }) => serverId);
  // Whoever wrote it is known by more than by what it says; an identity of its own is read as the one that it is known by.
  const said = text(one.message, 'from') ?? id;
  const foreign = said === id ? asserted.find((identity) => others.includes(identity)) : said;
  return foreign === undefined ? undefined : `it asserts ${foreign}, which is another server's`;
};

/** The text of MCVideo has the identity in the 200 (21.2.4.2 4f): it is asked for nowhere. */
export const mayAssertNobody: InTwin = (one, _, asMcptt) =>
  one.service === 'mcvideo' && assertedIn(one).length === 0 ? UNTOLD : asMcptt;

const NAMES = /^(mcptt|mcvideo|mcdata)(?:regroup|info|-(?:Params|regroup-uri|client-id)$)/;

/** Of its bodies, by their media types and their elements. */
function servicesIn({ info = [], regroup = [], sip }: Leg): readonly string[] {
  const types = sip.parts.flatMap(
    ({ type }) => /^application\/vnd\.3gpp\.(mc\w+)-(?:info|regroup)\+xml$/.exec(type)?.[1] ?? [],
  );
  const elements = [...info, ...regroup].flatMap((one) =>
    [...one.within, one].flatMap(({ name }) => NAMES.exec(name)?.[1] ?? []),
  );
  return [...new Set([...types, ...elements])];
}

function mixed(one: Leg, story: Legs): string | undefined {
  const own = servicesIn(one);
  if (own.length > 1) return `its bodies have names of ${own.join(' and ')}`;
  const source = sourcesOf(one, story).find(({ service }) => service !== '');
  return source === undefined || source.service === one.service
    ? undefined
    : `its bodies are of ${one.service}, those that it is made of of ${source.service}`;
}

const namesOneService = check('TWIN-2', (story, say) =>
  bySide(story.legs, 'from').flatMap(([party, legs]) =>
    say.all(
      { party, expected: 'the bodies of a request have the names of one service, that of the request it is made of' },
      legs.map(({ message }) => message),
      (message) => {
        const one = legs.find((leg) => leg.message === message);
        return one && mixed(one, story);
      },
    ),
  ),
);

export const twins: readonly Check[] = [namesOneService];
