"""Groups at their management server: their documents (TS 24.481 6.3.13, XCAP), and the dynamic data that it may subscribe to
(TS 24.379 9.2.2.3.9)."""

import asyncio
import re
from urllib.parse import quote

from bodies import INFO, changed_documents, document, documents_of, group_in, is_regrouped, presence_of_group, text_in
from identities import same
from sip import Dialog, address_in, parameter

FOR_GOOD = "4294967295"
ICSI = "urn:urn-7:3gpp-service.ims.icsi.mcptt"
ICSI_TAG = 'g.3gpp.icsi-ref="urn%3Aurn-7%3A3gpp-service.ims.icsi.mcptt"'


class Groups:
    def __init__(self, endpoint, quirks, literal):
        self.endpoint, self.quirks, self.literal = endpoint, quirks, literal

    def contact(self):
        return f"<sip:127.0.0.1:{self.endpoint.port};transport=tcp>"

    async def follow(self, realm):
        """One subscription for all of its own groups."""
        own = [realm.spelt[group] for group in realm.owner_of if realm.owns(group)]
        if not own:
            return
        fields = [
            ("P-Asserted-Identity", f"<{realm.server}>"),
            ("P-Asserted-Service", ICSI),
            ("Contact", f"{self.contact()};+{ICSI_TAG}"),
            ("Event", "xcap-diff"),
        ]
        await self.endpoint.request("SUBSCRIBE", realm.gms, realm.gms_address, fields, documents_of(own))

    def changed(self, realm, body):
        """A notification of xcap-diff: the documents are fetched."""
        root, paths = changed_documents(body)

        async def fetch():
            for path in paths:
                found = await get(root.rstrip("/") + "/" + path.lstrip("/"), realm.server)
                group = same(group_in(path))
                if found is not None:
                    (realm.locked.add if is_regrouped(found) else realm.locked.discard)(group)

        return 200, [], None, fetch

    def watched(self, realm, request, parts):
        """A SUBSCRIBE to the dynamic data of a group."""
        group = text_in(document(parts.get(INFO, b""), "the information body"), "mcptt-request-uri")
        is_regroup = group is not None and realm.regroups_of(group) and not self.literal
        if group is None or not (realm.owns(group) or is_regroup):
            return 403, [], None, None  # a regroup has no document, so that 403 is right for it too
        subscriber, to = request.get("from"), request.get("to")
        tag = parameter(to, "tag") or request.get("call-id").replace("@", "")
        dialog = Dialog(request.get("call-id"), address_in(to), tag, address_in(subscriber), parameter(subscriber, "tag"))
        dialog.target = address_in(request.get("contact"))
        dialog.group = group
        realm.watchers.setdefault(same(group), []).append(dialog)
        fields = [("Expires", FOR_GOOD), ("Contact", self.contact())]
        if parameter(to, "tag") is None:
            request.fields = [(name, f"{to};tag={tag}" if name == "to" else value) for name, value in request.fields]
        return 200, fields, None, lambda: self.notify(realm, [group])

    async def notify(self, realm, groups):
        """Whoever watches one of these groups is told who is in it, and into which regroup it went."""
        for group in dict.fromkeys(map(same, groups)):
            regroups = realm.regroups_of(group)
            clients = {user: user for one in regroups for user in one.told} or realm.affiliated.get(group, {})
            members = list(clients.items())
            for dialog in realm.watchers.get(group, []):
                body = presence_of_group(dialog.group, members, None if regroups else realm.alias_of(group))
                fields = [
                    ("P-Asserted-Identity", f"<{realm.server}>"),
                    ("Contact", self.contact()),
                    ("Event", "presence"),
                ]
                if not self.quirks.notifies_without_state:
                    fields.append(("Subscription-State", f"active;expires={FOR_GOOD}"))
                self.endpoint.start(
                    self.endpoint.request("NOTIFY", dialog.target, dialog.target, fields, body, dialog)
                )


async def get(url, identity):
    """A document by XCAP, or nothing where there is none."""
    place = re.match(r"http://([^:/]+):(\d+)(/.*)$", url)
    if not place:
        return None
    host, port, path = place.groups()
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        target = quote(path, safe="/:@;,~!$&'()*+=-._%")
        head = f"GET {target} HTTP/1.1\r\nHost: {host}:{port}\r\nX-3GPP-Asserted-Identity: {identity}\r\n"
        writer.write(f"{head}Connection: close\r\n\r\n".encode())
        answer = (await reader.readuntil(b"\r\n\r\n")).lower()
        length = re.search(rb"\r\ncontent-length: *(\d+)", answer)
        body = await reader.readexactly(int(length[1])) if length else await reader.read()
    finally:
        writer.close()
    return body if b" 200 " in answer.split(b"\r\n")[0] else None
