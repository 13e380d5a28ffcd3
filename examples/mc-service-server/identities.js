// Identities are URIs, and one may be spelt in several ways (RFC 3261 19.1.4). Whatever comes in is kept in one spelling, so
// that everything else can compare texts.
'use strict';

const SIP = /^(sips?):([^@]*)@(.*)$/i;

/** An escaped character that need not be escaped is that character. */
const unescaped = (text) =>
  text.replace(/%[0-9a-f]{2}/gi, (escape) => {
    const character = String.fromCharCode(parseInt(escape.slice(1), 16));
    return /[\w.!~*'()-]/.test(character) ? character : escape.toUpperCase();
  });

function inOneSpelling(value) {
  const [, scheme, user, host] = (typeof value === 'string' && SIP.exec(value)) || [];
  return scheme === undefined ? value : `${scheme.toLowerCase()}:${unescaped(user)}@${host.toLowerCase()}`;
}

module.exports = { inOneSpelling };
