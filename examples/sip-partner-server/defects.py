"""What can be switched on to break the server as real servers break, for the harness to find. In a server of your own there is
no such thing."""

import re

DEFECTS = {
    "leaks-users": "names all members whom it asks to each of them",
    "drops-info": "leaves the information body out where it asks a client",
    "lists-own-groups": "lists its own groups alone where it asks a client",
    "asks-who-removes": "lets a regroup be removed by the client alone that asked for it",
    "compares-as-text": "takes an identity that is spelt otherwise for another one",
    "wants-no-prefix": "reads elements without a prefix alone",
    "wants-info-first": "reads a multipart in one order of its parts alone",
    "wants-a-plain-boundary": "reads a boundary without quotes alone",
    "wants-no-preamble": "reads a multipart that begins with its first boundary alone",
    "wants-no-names": "reads an identity without a name before it alone",
    "ignores-named-users": "asks nobody whom a request names as a member served here",
    "forgets-to-tag": "answers without a tag in To",
    "notify-cseq-stands-still": "gives each notification of a subscription the same CSeq",
    "ends-lines-with-lf": "ends lines with LF alone",
    "forgets-max-forwards": "sends requests without Max-Forwards",
    "takes-retransmissions-anew": "does what a request asks once more when it is repeated",
    "leaks-users-in-subject": "names all members whom it asks in the subject of each request to a client",
    "notifies-without-state": "sends notifications without Subscription-State",
    "asks-again": "asks a client again after a second although it has answered",
}


def refuses_spelling(quirks, request, parts):
    """Whether a message is spelt in a way that one of the readers with a defect does not read."""
    content_type = request.get("content-type") or ""
    several, identities = content_type.lower().startswith("multipart/"), request.all("p-asserted-identity")
    return (
        (quirks.wants_a_plain_boundary and '"' in content_type)
        or (quirks.wants_no_preamble and several and not request.body.startswith(b"--"))
        or (quirks.wants_no_names and any('"' in value for value in identities))
        or (quirks.wants_info_first and len(parts) > 1 and not next(iter(parts)).endswith("info+xml"))
        or (quirks.wants_no_prefix and any(re.search(rb"<[A-Za-z]\w*:mcptt", body) for body in parts.values()))
    )


class Quirks:
    """Each defect as an attribute: `quirks.leaks_users`."""

    def __init__(self, defect=None):
        self.defect = defect

    def __getattr__(self, name):
        defect = name.replace("_", "-")
        if defect not in DEFECTS:
            raise AttributeError(name)
        return defect == self.defect
