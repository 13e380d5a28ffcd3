"""Regroups (TS 24.379 16.2): this server as non-controlling and terminating participating function of the partner MC system,
and as controlling function where a user of its own asks."""

import asyncio

from bodies import INFO, Regroup as RegroupBody, document, join, regroup_body, text_in
from identities import same
from realm import Regroup

REGROUPED = (403, [("Warning", '399 partner "148 group is regrouped"')])
IN_USE = (403, [("Warning", '399 partner "165 group ID for regroup already in use"')])
UNKNOWN = (403, [("Warning", '399 partner "163 the group identity indicated in the request does not exist"')])
MAY_NOT_CREATE = (403, [("Warning", '399 partner "160 user not authorised to request creation of a regroup"')])
MAY_NOT_REMOVE = (403, [("Warning", '399 partner "161 user not authorised to request removal of a regroup"')])
FAILED = (480, [])


def answer(refusal, afterwards=None):
    status, fields = refusal
    return status, fields, None, afterwards


class Regroups:
    def __init__(self, endpoint, groups, quirks, literal):
        self.endpoint, self.groups, self.quirks, self.literal = endpoint, groups, quirks, literal

    async def take(self, realm, sender, request, parts, what):
        """A MESSAGE with a regroup body: from a server it is leg C or D, from a user leg A."""
        contacts = [
            (name, value)
            for name, field in (("Accept-Contact", "accept-contact"), ("Reject-Contact", "reject-contact"))
            for value in request.all(field)
        ]
        copied = contacts, parts.get(INFO)
        if same(sender) in realm.servers:
            return self.from_server(realm, sender, what, copied)
        if what.action == "create":
            return await self.create(realm, sender, what, copied)
        return await self.remove(realm, sender, what, copied)

    # As non-controlling and terminating participating function.

    def from_server(self, realm, sender, what, copied):
        key = same(what.tgi), same(sender)
        known = realm.regroups.get(key)
        if what.action == "remove":
            controlled = realm.regroups.pop((same(what.tgi), same(realm.server)), None)
            if controlled:  # leg B: for its controlling function, for no other tells a function that takes part
                return answer((200, []), lambda: self.spread(realm, controlled, what, copied))
            if self.literal and not known:  # no function at this end checks who removes
                key, known = next((one for one in realm.regroups.items() if one[0][0] == key[0]), (key, None))
            if known and self.quirks.asks_who_removes and client_in(known.copied) != client_in(copied):
                return answer(MAY_NOT_REMOVE)
            if known is None:  # nor that it knows the regroup
                return answer((200, []))
            del realm.regroups[key]
            return answer((200, []), lambda: self.end(realm, known, what.template, copied))
        if what.users:
            return self.named(realm, what, key, copied)
        own = [group for group in what.groups if realm.owns(group)]
        if known and not known.asked:  # it was named users before it was asked for its groups: nothing orders the two
            if any(realm.is_regrouped(group) for group in own):
                return answer(REGROUPED)
            known.asked = True
            return answer((200, []), lambda: self.tell_members(realm, known))
        if known and self.quirks.takes_retransmissions_anew:
            known.told.clear()
            return answer((200, []), lambda: self.tell_members(realm, known))
        more = [group for group in what.groups if known and same(group) not in map(same, known.groups)]
        if known and not more:  # requests of one regroup, one for each group that this server owns, count as one
            return answer((200, []))
        if any(realm.is_regrouped(group) for group in own if not known or group in more):
            return answer(REGROUPED)
        if known:  # and so do those that list its groups one by one
            known.groups += more
            return answer((200, []), lambda: self.tell_members(realm, known))
        regroup = realm.regroups[key] = Regroup(what, copied)
        return answer((200, []), lambda: self.tell_members(realm, regroup))

    def named(self, realm, what, key, copied):
        """Leg D: the sender names its members whom this server serves."""
        known = [realm.regroups.get(one) for one in (key, (key[0], same(realm.server)))]  # a partner's, of one controlled here
        of_it = [one for one in known if one and sorted(map(same, one.groups)) == sorted(map(same, what.groups))]
        regroup = of_it[0] if of_it else realm.regroups.setdefault(key, Regroup(what, copied, asked=False))
        users = [] if self.quirks.ignores_named_users else what.users
        return answer((200, []), lambda: self.tell(realm, regroup, users))

    async def tell_members(self, realm, regroup):
        """Members of its own groups; by stage 2 alone also members of others whom it serves, which nobody has to name then."""
        found = [group for group in regroup.groups if realm.owns(group) or not self.literal]
        members = realm.members(found)
        await self.tell(realm, regroup, [user for user in members if realm.served(user)])
        for server in realm.servers:
            users = [user for user in members if realm.served_by.get(user) == server]
            if users:
                await self.name(realm, regroup, server, users)

    async def name(self, realm, regroup, server, users):
        """Leg D to another server, with all of its members of this regroup."""
        regroup.named[server] = list(dict.fromkeys([*regroup.named.get(server, []), *users]))
        body = regroup_body("create", regroup.tgi, regroup.template, regroup.groups, regroup.named[server])
        await self.send(realm, server, realm.servers[server], regroup.copied, body)

    async def tell(self, realm, regroup, users):
        """Leg E, to each user once."""
        new = [user for user in users if realm.served(user) and same(user) not in regroup.told]
        for user in new:
            regroup.told[same(user)] = "affiliated"  # when it is asked, whatever its client answers
        listed = [one for one in regroup.groups if realm.owns(one) or not self.quirks.lists_own_groups]
        named = new if self.quirks.leaks_users else []
        body = regroup_body("create", regroup.tgi, regroup.template, listed, named)
        subject = [("Subject", ", ".join(new))] if self.quirks.leaks_users_in_subject else []
        await asyncio.gather(*(self.tell_one(realm, regroup, user, body, subject) for user in new))
        await self.groups.notify(realm, [*regroup.groups, regroup.tgi])

    async def tell_one(self, realm, regroup, user, body, subject):
        contacts, info = regroup.copied
        copied = contacts + subject, None if self.quirks.drops_info else info
        status = await self.send(realm, user, realm.client_of[same(user)], copied, body)
        if self.quirks.asks_again and status == 200:
            await asyncio.sleep(1)
            await self.send(realm, user, realm.client_of[same(user)], copied, body)

    async def end(self, realm, regroup, template, copied):
        """The preconfigured group stands in what is made of a removal where it stood in that."""
        body = regroup_body("remove", regroup.tgi, template)
        users = [self.send(realm, user, realm.client_of[user], copied, body) for user in regroup.told]
        servers = [
            self.send(realm, server, realm.servers[server], copied, regroup_body("remove", regroup.tgi, template, users=users))
            for server, users in regroup.named.items()
        ]
        await asyncio.gather(*users, *servers)
        await self.groups.notify(realm, [*regroup.groups, regroup.tgi])

    async def affiliated(self, realm, user, group):
        """Whoever comes to a group that is regrouped takes part (16.2.4.3)."""
        if self.literal and not realm.owns(group):
            return
        for regroup in [one for one in realm.regroups.values() if same(group) in map(same, one.groups)]:
            if realm.served(user):
                await self.tell(realm, regroup, [user])
            elif user in realm.served_by:
                await self.name(realm, regroup, realm.served_by[user], [user])

    def left(self, realm, user):
        """Who is affiliated to none of its groups any more is in a regroup no more."""
        for regroup in realm.regroups.values():
            if not any(same(user) in realm.affiliated.get(same(group), {}) for group in regroup.groups):
                regroup.told.pop(same(user), None)
                for users in regroup.named.values():
                    users[:] = [one for one in users if same(one) != same(user)]

    # As originating participating and controlling function.

    async def create(self, realm, user, what, copied):
        if same(user) not in realm.may_regroup or not realm.served(user):
            return answer(MAY_NOT_CREATE)
        if realm.regroups_of(what.tgi) or same(what.tgi) in realm.owner_of:
            return answer(IN_USE)
        if not what.groups or any(same(group) not in realm.owner_of for group in what.groups):
            return answer(FAILED)
        if any(realm.is_regrouped(group) for group in what.groups if realm.owns(group)):
            return answer(FAILED)
        key = same(what.tgi), same(realm.server)
        regroup = realm.regroups[key] = Regroup(what, copied)
        owners = dict.fromkeys(same(realm.owner_of[same(group)]) for group in what.groups)
        others = [one for one in owners if one != same(realm.server)]
        body = regroup_body("create", what.tgi, what.template, what.groups)
        asked = [self.send(realm, one, realm.servers[one], copied, body) for one in others]
        statuses = await asyncio.gather(*asked)
        regroup.partners = [one for one, status in zip(others, statuses) if status == 200]
        if len(regroup.partners) < len(others):
            removal = regroup_body("remove", what.tgi)
            undone = [self.send(realm, one, realm.servers[one], ([], None), removal) for one in regroup.partners]
            await asyncio.gather(*undone)
            realm.regroups.pop(key, None)
            return answer(FAILED)
        return answer((200, []), lambda: self.tell_members(realm, regroup))

    async def remove(self, realm, user, what, copied):
        if same(user) not in realm.may_regroup:
            return answer(MAY_NOT_REMOVE)
        key = same(what.tgi), same(realm.server)
        regroup = realm.regroups.pop(key, None)
        asserted = [("P-Asserted-Identity", f"<{realm.server}>")]
        if regroup is None:
            controller = next((server for tgi, server in realm.regroups if tgi == key[0]), None)
            if controller is None:
                return answer(UNKNOWN)
            body = regroup_body("remove", what.tgi, what.template)  # leg B: whoever formed it removes it
            response = await self.exchange(realm, controller, realm.servers[controller], copied, body)
            if response is None:
                return answer((408, []))
            # What it refuses for is handed on with the refusal (16.2.2.3).
            warnings = [("Warning", value) for value in response.all("warning")]
            return answer((response.status, asserted if response.status == 200 else warnings))
        return answer((200, asserted), lambda: self.spread(realm, regroup, what, copied))

    async def spread(self, realm, regroup, what, copied):
        """A removal of a regroup that is controlled here, to all functions that take part and to own members."""
        body = regroup_body("remove", what.tgi, what.template)
        partners = [self.send(realm, one, realm.servers[one], copied, body) for one in regroup.partners]
        await asyncio.gather(*partners, self.end(realm, regroup, what.template, copied))

    async def send(self, realm, to, address, copied, body):
        response = await self.exchange(realm, to, address, copied, body)
        return response.status if response else 408

    async def exchange(self, realm, to, address, copied, body):
        contacts, info = copied
        fields = [*contacts, ("P-Asserted-Identity", f"<{realm.server}>")]
        parts = ([(INFO, info)] if info else []) + [body]
        return await self.endpoint.response("MESSAGE", to, address, fields, join(*parts))


def client_in(copied):
    info = copied[1]
    return info and text_in(document(info, "the information body"), "mcptt-client-id")


def read(parts, media_type):
    return RegroupBody(parts[media_type])
