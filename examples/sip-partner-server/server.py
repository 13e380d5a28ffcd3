"""A partner MC service server on SIP (TS 24.379 clause 16), in Python's standard library, written from the pages in docs/.

    python3 server.py [--port 5072] [--control-port 8072] [--literal] [--defect ID]
"""

import argparse
import asyncio
import re

from affiliation import Affiliation
from bodies import REGROUP, Unreadable, parts_of
from control import Control
from defects import DEFECTS, Quirks, refuses_spelling
from groups import Groups
from identities import AS_TEXT, scope_in
from regroups import Regroups, read
from sip import Endpoint, address_in

URI = re.compile(rb"(?:sips?|tel):[^\s<>\"';]+", re.IGNORECASE)


class Server:
    def __init__(self, defect, literal):
        self.realms = {}
        self.quirks = Quirks(defect)
        self.endpoint = Endpoint(self.serve, self.quirks)
        self.groups = Groups(self.endpoint, self.quirks, literal)
        self.regroups = Regroups(self.endpoint, self.groups, self.quirks, literal)
        self.affiliation = Affiliation(self.endpoint, self.groups, self.regroups, literal)
        self.control = Control(self.realms, self.groups)

    async def serve(self, request):
        """The final response of a request: status, header fields, body, and what follows once it has left."""
        allow = ("Allow", "MESSAGE, NOTIFY, OPTIONS, PUBLISH, SUBSCRIBE")
        if request.method == "OPTIONS":
            return 200, [allow], None, None
        if request.method not in allow[1]:
            return 405, [allow], None, None
        try:
            parts = parts_of(request.get("content-type"), request.body)
            if refuses_spelling(self.quirks, request, parts):
                return 400, [], None, None
            return await self.serve_service(request, parts)
        except Unreadable as why:
            print(f"{request.method} is refused: {why}", flush=True)
            return 400, [], None, None

    async def serve_service(self, request, parts):
        sender = next((address_in(value) for value in request.all("p-asserted-identity")), address_in(request.get("from")))
        realm = self.realm_of(sender, parts)
        if realm is None:
            return 404, [("Warning", '399 partner "141 user unknown to the participating function"')], None, None
        if request.method == "PUBLISH":
            return await self.affiliation.take(realm, sender, request, parts)
        event = (request.get("event") or "").split(";")[0].strip().lower()
        if request.method == "SUBSCRIBE":
            if event == "presence":
                return self.groups.watched(realm, request, parts)
            return 489, [("Allow-Events", "presence")], None, None
        if request.method == "NOTIFY":
            if event == "xcap-diff":
                return self.groups.changed(realm, request.body)
            return 481, [], None, None
        if REGROUP not in parts:
            return 415, [("Accept", f"{REGROUP}, multipart/mixed")], None, None
        return await self.regroups.take(realm, sender, request, parts, read(parts, REGROUP))

    def realm_of(self, sender, parts):
        """By the scope in the names of users and groups; a regroup need not carry one, and is known already then."""
        uris = [sender, *(uri.decode("utf-8", "replace") for body in parts.values() for uri in URI.findall(body))]
        for uri in uris:
            realm = self.realms.get(scope_in(uri))
            if realm:
                return realm
        known = [realm for realm in self.realms.values() if any(realm.regroups_of(uri) for uri in uris)]
        return known[0] if known else None


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=5072)
    parser.add_argument("--control-port", type=int, default=8072)
    parser.add_argument("--literal", action="store_true", help="follow stage 3 to the letter")
    parser.add_argument("--defect", choices=DEFECTS)
    given = parser.parse_args()
    if given.defect == "compares-as-text":
        AS_TEXT.append(True)
    server = Server(given.defect, given.literal)
    await server.endpoint.open(given.port)
    control = await asyncio.start_server(server.control.serve, "127.0.0.1", given.control_port)
    port = control.sockets[0].getsockname()[1]
    said = "".join([", to the letter" if given.literal else "", f", defect {given.defect}" if given.defect else ""])
    print(f"SIP on 127.0.0.1:{server.endpoint.port}, control on 127.0.0.1:{port}{said}", flush=True)
    await asyncio.Event().wait()


try:
    asyncio.run(main())
except KeyboardInterrupt:
    pass
