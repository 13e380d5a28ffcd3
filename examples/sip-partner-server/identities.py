"""Identities: MC service IDs, group identities and public service identities are URIs, and one may be spelt in several ways."""

import re

AS_TEXT = []  # not empty for the defect that compares identities as they are spelt
UNRESERVED = re.compile(r"[A-Za-z0-9\-_.!~*'()]")


def same(uri):
    """A URI in its one spelling (RFC 3261 19.1.4): scheme and host in small letters, no needless escapes, no parameters."""
    scheme, colon, rest = uri.strip().partition(":")
    if not colon or AS_TEXT:
        return uri.strip()
    user, at, host = rest.rpartition("@")
    plain = re.sub(r"%([0-9A-Fa-f]{2})", _unescaped, user)
    return f"{scheme.lower()}:{plain}{at}{re.split('[;?]', host)[0].lower()}"


def _unescaped(escape):
    character = chr(int(escape[1], 16))
    return character if UNRESERVED.fullmatch(character) else escape[0].upper()


def scope_in(uri):
    """The last dotted label of the name: which of the harness's scenarios it belongs to."""
    return same(uri).partition(":")[2].partition("@")[0].rpartition(".")[2]
