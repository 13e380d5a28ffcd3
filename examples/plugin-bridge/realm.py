"""What a Borealis core knows of one network, and a patch. Unaware of the wire and of who decides what."""


class Realm:
    """Everything of one network: who is in it, and what came of that. Realms share nothing."""

    def __init__(self, order, send):
        self.name = order["realm"]
        self.core = order["core"]
        self.directory = order["directory"]
        self.keeper_of = {group["tg"]: group["keeper"] for group in order["talkgroups"]}
        self.roster_of = {group["tg"]: group.get("roster", []) for group in order["talkgroups"]}
        self.radios = {radio["id"]: radio for radio in order["radios"]}
        self.fanout = order["fanout"]
        self.transmit = send
        self.on_air = set()
        self.joined = {}  # talkgroup or patch -> radios, in the order in which they came
        self.locked = set()  # talkgroups that the directory has linked by itself
        self.watched = set()  # talkgroups whose joining the directory wants to know
        self.patches = {}  # id -> Patch
        self.asked = {}  # what another core was asked for -> what goes on when it answers

    def send(self, kind, to, **data):
        self.transmit({"op": "traffic", "realm": self.name, "kind": kind, "src": self.core, "dst": to, "data": data})

    def ask(self, question, go_on):
        self.asked[question] = go_on

    def answered(self, question, *answer):
        go_on = self.asked.pop(question, None)
        if go_on is not None:
            go_on(*answer)

    def is_taken(self, talkgroup, beside=None):
        return talkgroup in self.locked or any(
            talkgroup in patch.talkgroups for patch in self.patches.values() if patch is not beside
        )

    def listeners(self, talkgroups):
        """Radios on air here that have joined any of them, wherever the talkgroups are kept."""
        found = [radio for tg in talkgroups for radio in self.joined.get(tg, {}) if radio in self.on_air]
        return list(dict.fromkeys(found))

    def by_keeper(self, talkgroups):
        """Talkgroups of other cores, by core."""
        found = {}
        for talkgroup in talkgroups:
            keeper = self.keeper_of.get(talkgroup)
            if keeper is not None and keeper != self.core:
                found.setdefault(keeper, []).append(talkgroup)
        return found

    def keeps(self, talkgroup):
        return self.keeper_of.get(talkgroup) == self.core

    def tell_presence(self, groups, **change):
        """Patches of watched talkgroups are watched too."""
        entries = [{"tg": group, **change} for group in groups if self.is_watched(group)]
        if entries:
            self.send("directory.presence", self.directory, entries=entries)

    def is_watched(self, group):
        patch = self.patches.get(group)
        return any(one in self.watched for one in [group, *(patch.talkgroups if patch else [])])

    def join(self, radio, talkgroups):
        for talkgroup in talkgroups:
            self.joined.setdefault(talkgroup, {})[radio] = True
        self.tell_presence(talkgroups, came=[radio])

    def part(self, radio, talkgroups):
        gone = [talkgroup for talkgroup in talkgroups if self.joined.get(talkgroup, {}).pop(radio, None)]
        self.tell_presence(gone, went=[radio])


class Patch:
    def __init__(self, name, leader, template, owner=None):
        self.name = name
        self.leader = leader  # the core that offered it
        self.owner = owner  # the radio that asked this core for it
        self.settled = owner is None
        self.answers = {}  # where this core leads: other core -> True, False or nothing yet
        self.template = template
        self.talkgroups = []
        self.radios = {}  # radio -> "called", or "told" once the directory knows of it

    def call(self, realm, radios):
        """Brings radios in that are not in it yet."""
        new = [radio for radio in radios if radio not in self.radios]
        for radio in new:
            self.radios[radio] = "called"
            realm.send(
                "patch.call", radio, radio=radio, patch=self.name, template=self.template, tgs=self.talkgroups,
                fanout=realm.fanout,
            )
        realm.joined[self.name] = self.radios
        self.tell(realm)

    def tell(self, realm):
        """A patch that is offered talkgroup by talkgroup may be watched only from a later one on."""
        untold = [radio for radio, state in self.radios.items() if state == "called"]
        if untold and realm.is_watched(self.name):
            self.radios.update((radio, "told") for radio in untold)
            realm.tell_presence([self.name], came=untold)

    def end(self, realm):
        radios = list(self.radios)
        for radio in radios:
            realm.send("patch.end", radio, radio=radio, patch=self.name)
        if radios:
            realm.tell_presence([self.name], went=radios)
        realm.joined.pop(self.name, None)
        realm.patches.pop(self.name, None)
