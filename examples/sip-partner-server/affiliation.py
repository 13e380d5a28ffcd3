"""Service and affiliation (TS 24.379 7.3, 9.2.2): what clients publish, and what servers publish to each other."""

import asyncio
import secrets

from bodies import INFO, PIDF, Unreadable, document, info_body, join, named, publication_for_group, text_in
from identities import same

FOR_GOOD = "4294967295"
ICSI = "urn:urn-7:3gpp-service.ims.icsi.mcptt"


def accepted(expires, afterwards=None):
    return 200, [("SIP-ETag", secrets.token_hex(4)), ("Expires", expires)], None, afterwards


class Affiliation:
    def __init__(self, endpoint, groups, regroups, literal):
        self.endpoint, self.groups, self.regroups, self.literal = endpoint, groups, regroups, literal

    async def take(self, realm, sender, request, parts):
        expires = (request.get("expires") or "").strip()
        if expires not in (FOR_GOOD, "0"):
            return 423, [("Min-Expires", FOR_GOOD)], None, None
        event = (request.get("event") or "").split(";")[0].strip().lower()
        if same(sender) in realm.servers:
            return self.from_server(realm, sender, parts, expires)
        if same(sender) not in realm.client_of:
            return 403, [], None, None
        if event == "poc-settings":
            return self.settings(realm, sender, expires)
        if event == "presence":
            return await self.from_client(realm, sender, parts, expires)
        return 489, [("Allow-Events", "poc-settings, presence")], None, None

    def settings(self, realm, user, expires):
        if expires == FOR_GOOD:
            realm.in_service.add(same(user))
            return accepted(expires)
        realm.in_service.discard(same(user))
        return accepted(expires, lambda: self.change(realm, user, None, []))

    async def from_client(self, realm, user, parts, expires):
        """The set is complete: what is not in it is given up."""
        if not realm.served(user):
            return 403, [], None, None
        root = document(parts.get(PIDF, b""), "the presence of a user")
        client = next((one.get("id") for one in named(root, "tuple")), None)
        groups = [one.get("group") for one in named(root, "affiliation") if one.get("group")] if expires != "0" else []
        if self.literal:  # the answer says that it was taken, and not what the owners of the groups will say
            return accepted(expires, lambda: self.change(realm, user, client, groups))
        await self.change(realm, user, client, groups)
        return accepted(expires)

    async def change(self, realm, user, client, groups):
        user = same(user)
        before, now = realm.wanted.get(user, {}), {same(group): client for group in groups}
        realm.wanted[user] = now
        client = client or next(iter(before.values()), user)
        gone = [group for group in before if group not in now]
        for group in gone:
            realm.affiliated.get(group, {}).pop(user, None)
        self.regroups.left(realm, user)
        come = [group for group in now if user not in realm.affiliated.get(group, {})]
        await asyncio.gather(*(self.tell_owner(realm, user, client, group, "0") for group in gone))
        outcomes = await asyncio.gather(*(self.tell_owner(realm, user, client, group, FOR_GOOD) for group in come))
        joined = [group for group, is_in in zip(come, outcomes) if is_in and realm.wanted[user].get(group)]
        for group in joined:
            realm.affiliated.setdefault(group, {})[user] = client
        await self.groups.notify(realm, [*gone, *joined])
        for group in joined:
            await self.regroups.affiliated(realm, user, group)

    async def tell_owner(self, realm, user, client, group, expires):
        """Whether the owner of the group takes it."""
        owner = same(realm.owner_of.get(group, ""))
        if owner == same(realm.server):
            return user in realm.members_of[group]
        if owner not in realm.servers:
            return False
        fields = [
            ("P-Asserted-Identity", f"<{realm.server}>"),
            ("P-Asserted-Service", ICSI),
            ("Event", "presence"),
            ("Expires", expires),
        ]
        spelt = realm.spelt[group]
        presence = publication_for_group(spelt, user, [] if expires == "0" else [client])
        body = join(info_body(spelt, user), presence)
        return await self.endpoint.request("PUBLISH", owner, realm.servers[owner], fields, body) == 200

    def from_server(self, realm, sender, parts, expires):
        """As the owner of the group (9.2.2.3.3)."""
        root = document(parts.get(INFO, b""), "the information body")
        group, user = text_in(root, "mcptt-request-uri"), text_in(root, "mcptt-calling-user-id")
        if group is None or user is None:
            raise Unreadable("expected a group and the user who calls, found neither or one")
        user, group = same(user), same(group)
        if not realm.owns(group) or user not in realm.members_of[group]:
            return 403, [], None, None
        if expires == "0":
            realm.affiliated.get(group, {}).pop(user, None)
            self.regroups.left(realm, user)
            return accepted(expires, lambda: self.groups.notify(realm, [group]))
        presence = document(parts.get(PIDF, b""), "the presence of a group")
        realm.served_by[user] = same(sender)
        client = next((one.get("client") for one in named(presence, "affiliation") if one.get("client")), user)
        realm.affiliated.setdefault(group, {})[user] = client

        async def goes_on():
            await self.groups.notify(realm, [group])
            await self.regroups.affiliated(realm, user, group)

        return accepted(expires, goes_on)
