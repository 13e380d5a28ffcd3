"""What the server knows of one scenario of the harness: who is in it, and what came of that. In a server of your own it is the
configuration and the state. Unaware of SIP."""

from identities import same


class Realm:
    def __init__(self, provision):
        own = provision["system"]
        systems = {system["name"]: system for system in provision["systems"]}
        self.server, self.gms = systems[own]["serverId"], systems[own]["gmsId"]
        self.servers = {same(one["serverId"]): one["serverAddress"] for one in systems.values()}
        self.gms_address = systems[own]["gmsAddress"]
        self.owner_of = {same(one["mcServiceGroupId"]): systems[one["home"]]["serverId"] for one in provision["groups"]}
        self.spelt = {same(one["mcServiceGroupId"]): one["mcServiceGroupId"] for one in provision["groups"]}
        self.members_of = {
            same(one["mcServiceGroupId"]): {same(user) for user in one.get("members", [])} for one in provision["groups"]
        }
        self.client_of, self.may_regroup = {}, set()
        self.serve(provision["users"])
        self.in_service = set()
        self.wanted = {}  # user served here -> groups, as the user's client published them last
        self.affiliated = {}  # group -> {user: client ID}: all users of own groups, users served here of others
        self.served_by = {}  # user served elsewhere -> server
        self.locked = set()  # groups that the group management server has regrouped by itself
        self.regroups = {}  # identity and controlling server -> Regroup
        self.watchers = {}  # group -> dialogs of whoever subscribed to its dynamic data

    def serve(self, users):
        """Very many come in several commands: these beside those of before."""
        self.client_of |= {same(one["mcServiceId"]): one["clientAddress"] for one in users}
        self.may_regroup |= {same(one["mcServiceId"]) for one in users if one["mayInitiateRegroup"]}

    def owns(self, group):
        """Its own groups, and regroups that it controls."""
        owner = self.owner_of.get(same(group), "")
        return same(owner) == same(self.server) or (same(group), same(self.server)) in self.regroups

    def is_regrouped(self, group):
        group = same(group)
        held = (one for known in self.regroups.values() for one in [known.tgi, *(known.groups if known.asked else [])])
        return group in self.locked or group in map(same, held)

    def regroups_of(self, tgi):
        """The regroups of this identity: several servers may have formed one each."""
        return [one for (identity, _), one in self.regroups.items() if identity == same(tgi)]

    def served(self, user):
        return same(user) in self.in_service

    def members(self, groups):
        """Affiliated members of these groups, each once, in the order in which they came."""
        return list(dict.fromkeys(user for group in groups for user in self.affiliated.get(same(group), {})))

    def alias_of(self, group):
        """The regroup that a group is in."""
        return next((one.tgi for one in self.regroups.values() if same(group) in map(same, one.groups)), None)


class Regroup:
    """One regroup, with what was received with its request: that is copied to whoever is told."""

    def __init__(self, what, copied, asked=True):
        self.asked = asked  # for its groups; who is only named users has no say in it
        self.tgi, self.template, self.groups = what.tgi, what.template, list(what.groups)
        self.copied = copied  # Accept-Contact and Reject-Contact, and the information body
        self.told = {}  # users served here who were asked, and take part
        self.named = {}  # other server -> its users whom it was named
        self.partners = []  # servers that accepted it, where this one controls it
