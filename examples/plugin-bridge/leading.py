"""How a core leads a patch that one of its own radios asks for: every other core that keeps a talkgroup agrees, or nobody is
called. The other half, following another core's patch, is in product.py."""

import uuid
from functools import partial

from realm import Patch


class Leading:
    def on_patch_ask(self, realm, radio, data):
        groups = data["tgs"]
        if not self.may_ask(realm, radio, groups):
            realm.send("patch.ruling", radio, radio=radio, granted=False)
            return
        name = data.get("patch")
        if name in realm.patches or any(realm.is_taken(tg) for tg in [*groups, name]):
            realm.send("patch.refuse", radio, radio=radio, cause="taken")
            return
        if name is None or name in realm.keeper_of or name == data["template"]:
            name = f"sip:patch-{uuid.uuid4()}@{realm.core.split('@')[1]}"
        patch = realm.patches[name] = Patch(name, realm.core, data["template"], owner=radio)
        patch.talkgroups = list(groups)
        patch.answers = dict.fromkeys(realm.by_keeper(groups))
        realm.send("patch.ruling", radio, radio=radio, granted=True, patch=name)
        for core in patch.answers:
            realm.send("patch.offer", core, patch=name, radio=radio, template=patch.template, tgs=groups)
        self.look_at_answers(realm, patch)

    def may_ask(self, realm, radio, groups):
        allowed = realm.radios.get(radio, {}).get("mayPatch") and radio in realm.on_air
        return allowed and all(tg in realm.keeper_of for tg in groups)

    def on_patch_agree(self, realm, core, data):
        self.take_answer(realm, core, data["patch"], True)

    def on_patch_decline(self, realm, core, data):
        self.take_answer(realm, core, data["patch"], False)

    def take_answer(self, realm, core, name, answer):
        patch = realm.patches.get(name)
        if patch is not None and not patch.settled and patch.answers.get(core, answer) is None:
            patch.answers[core] = answer
            self.look_at_answers(realm, patch)

    def look_at_answers(self, realm, patch):
        if None in patch.answers.values():
            return
        if all(patch.answers.values()):
            patch.settled = True
            patch.call(realm, realm.listeners(patch.talkgroups))
            realm.send("patch.ready", patch.owner, radio=patch.owner, patch=patch.name)
        else:
            agreed = [core for core, answer in patch.answers.items() if answer]
            refuse = partial(realm.send, "patch.refuse", patch.owner, radio=patch.owner, patch=patch.name, cause="taken")
            self.withdraw(realm, patch, agreed, refuse)

    def on_patch_drop(self, realm, radio, data):
        """Whoever asked for it may end it."""
        patch = realm.patches.get(data["patch"])
        good = patch is not None and patch.owner == radio and patch.settled
        told = partial(realm.send, "patch.dropped", radio, radio=radio, patch=data["patch"], good=good)
        if good:
            self.withdraw(realm, patch, list(patch.answers), told)
        else:
            told()

    def withdraw(self, realm, patch, cores, then):
        """The talkgroups are free when every core has answered, and not before."""
        patch.settled = False
        waiting = set(cores)

        def answered(core):
            waiting.discard(core)
            if not waiting:
                patch.end(realm)
                then()

        for core in cores:
            realm.ask(("withdraw", core, patch.name), partial(answered, core))
            realm.send("patch.withdraw", core, patch=patch.name, radio=patch.owner)
        if not cores:
            answered(None)

    def on_patch_withdrawn(self, realm, core, data):
        realm.answered(("withdraw", core, data["patch"]))
