"""Borealis, an invented dispatch server with a wire of its own: JSON over TCP, one object a line, in its own words.

A core serves radios, talkgroups join them, and a patch links talkgroups of several cores. It knows nothing of the harness
that tests it, nor of the words of TS 23.280: bridge.py translates.

    python3 product.py [--port 8095] [--defect ID]
"""

import argparse
import asyncio
import json
import sys
from functools import partial

from leading import Leading
from realm import Patch, Realm

DEFECTS = {
    "own-talkgroups-only": "forgets radios in talkgroups that are kept by another core",
    "agrees-first": "agrees to a patch before its radios are called",
    "never-declines": "agrees to a patch although a talkgroup is patched already",
    "calls-per-talkgroup": "calls a radio once for each talkgroup that it has joined",
    "leaves-with-one": "takes a radio out of a patch when it leaves one of several talkgroups",
}
LONGEST_LINE = 16 * 1024 * 1024


class Core(Leading):
    def __init__(self, defect):
        self.defect = defect
        self.realms = {}

    # What an operator does.

    def realm_load(self, order, send):
        self.realms[order["realm"]] = Realm(order, send)

    def realm_open(self, order, _send):
        realm = self.realms[order["realm"]]
        kept = [talkgroup for talkgroup in realm.keeper_of if realm.keeps(talkgroup)]
        if kept:
            realm.send("directory.follow", realm.directory, tgs=kept)

    def realm_drop(self, order, _send):
        self.realms.pop(order["realm"], None)

    def realm_joined(self, order, _send):
        return {"radios": list(self.realms[order["realm"]].joined.get(order["tg"], {}))}

    def realm_patches(self, order, _send):
        patches = self.realms[order["realm"]].patches.values()
        return {"patches": [patch.name for patch in patches if patch.settled]}

    def clock_skip(self, order, _send):
        """Nothing here depends on the time: a patch lasts until it is withdrawn."""

    # What radios, other cores and the directory send.

    def traffic(self, order, _send):
        realm = self.realms.get(order["realm"])
        handle = getattr(self, "on_" + order["kind"].replace(".", "_"), None)
        if handle is None:
            raise ValueError(f"no traffic {order['kind']}")
        if realm is not None:
            handle(realm, order["src"], order["data"])

    def on_radio_on(self, realm, radio, _data):
        known = radio in realm.radios
        if known:
            realm.on_air.add(radio)
        realm.send("radio.on.done", radio, radio=radio, good=known)

    def on_radio_off(self, realm, radio, _data):
        realm.on_air.discard(radio)
        self.leave(realm, radio, [tg for tg, radios in realm.joined.items() if tg in realm.keeper_of and radio in radios])
        realm.send("radio.off.done", radio, radio=radio)

    def on_tg_join(self, realm, radio, data):
        groups = data["tgs"]
        near = [tg for tg in groups if realm.keeps(tg) and radio in realm.roster_of[tg]]
        if radio not in realm.on_air:
            realm.send("tg.join.done", radio, radio=radio, tgs=groups, good=False)
            return
        realm.join(radio, near)
        request = {"realm": realm, "radio": radio, "groups": groups, "in": list(near), "open": 0}
        for keeper, far in realm.by_keeper(groups).items():
            request["open"] += 1
            realm.ask(("join", keeper, radio, frozenset(far)), partial(self.join_goes_on, request, far))
            realm.send("core.join", keeper, radio=radio, tgs=far)
        if request["open"] == 0:
            self.join_is_over(request)

    def on_core_join_done(self, realm, core, data):
        realm.answered(("join", core, data["radio"], frozenset(data["tgs"])), data["good"])

    def join_goes_on(self, request, far, good):
        if good:
            for talkgroup in far:
                request["realm"].joined.setdefault(talkgroup, {})[request["radio"]] = True
            request["in"] += far
        request["open"] -= 1
        if request["open"] == 0:
            self.join_is_over(request)

    def join_is_over(self, request):
        realm, radio = request["realm"], request["radio"]
        good = len(request["in"]) == len(request["groups"])
        realm.send("tg.join.done", radio, radio=radio, tgs=request["groups"], good=good)
        for patch in [patch for patch in realm.patches.values() if patch.settled]:
            if set(request["in"]) & set(patch.talkgroups):
                patch.call(realm, [radio])

    def on_tg_leave(self, realm, radio, data):
        self.leave(realm, radio, data["tgs"])
        realm.send("tg.leave.done", radio, radio=radio, tgs=data["tgs"], good=True)

    def leave(self, realm, radio, groups):
        realm.part(radio, groups)
        for patch in realm.patches.values():
            stays = any(radio in realm.joined.get(tg, {}) for tg in patch.talkgroups)
            if self.defect == "leaves-with-one":
                stays = not set(groups) & set(patch.talkgroups)
            if not stays and patch.radios.pop(radio, None):
                realm.tell_presence([patch.name], went=[radio])
        for keeper, far in realm.by_keeper(groups).items():
            realm.send("core.leave", keeper, radio=radio, tgs=far)

    def on_core_join(self, realm, core, data):
        radio, groups = data["radio"], data["tgs"]
        good = all(realm.keeps(tg) and radio in realm.roster_of[tg] for tg in groups)
        if good:
            realm.join(radio, groups)
        realm.send("core.join.done", core, radio=radio, tgs=groups, good=good)

    def on_core_leave(self, realm, core, data):
        realm.part(data["radio"], data["tgs"])
        realm.send("core.leave.done", core, radio=data["radio"], tgs=data["tgs"], good=True)

    def on_core_leave_done(self, realm, core, data):
        pass

    def on_directory_followed(self, realm, _directory, data):
        pass

    def on_directory_change(self, realm, _directory, data):
        for entry in data["entries"]:
            change = realm.locked.discard if entry.get("lock") is None else realm.locked.add
            change(entry["tg"])

    def on_directory_watch(self, realm, directory, data):
        realm.watched.update(data["tgs"])
        realm.send("directory.watching", directory, tgs=data["tgs"])

    def on_patch_offer(self, realm, core, data):
        """One offer for all talkgroups, or one for each: then the patch is known already."""
        name, groups = data["patch"], data["tgs"]
        patch = realm.patches.get(name)
        if self.defect != "never-declines" and not self.is_free(realm, core, name, groups):
            realm.send("patch.decline", core, patch=name, radio=data.get("radio"), cause="taken")
            return
        if patch is None:
            patch = realm.patches[name] = Patch(name, core, data["template"])
        patch.talkgroups += [tg for tg in groups if tg not in patch.talkgroups]
        kept = [tg for tg in groups if realm.keeps(tg)]
        radios = realm.listeners(kept if self.defect == "own-talkgroups-only" else groups)
        if self.defect == "calls-per-talkgroup":
            radios = [radio for tg in groups for radio in realm.listeners([tg])]
        speaker = radios[0] if radios else data.get("radio") or core
        if self.defect == "agrees-first":
            realm.send("patch.agree", core, patch=name, radio=speaker)
        patch.call(realm, radios)
        if self.defect != "agrees-first":
            realm.send("patch.agree", core, patch=name, radio=speaker)

    def is_free(self, realm, core, name, groups):
        same = realm.patches.get(name)
        if same is not None and (same.leader != core or not same.settled):
            return False
        return not any(realm.is_taken(tg, beside=same) for tg in groups if realm.keeps(tg))

    def on_patch_ack(self, realm, radio, data):
        pass

    def on_patch_withdraw(self, realm, core, data):
        patch = realm.patches.get(data["patch"])
        good = patch is not None and patch.leader == core
        if good:
            patch.end(realm)
        realm.send("patch.withdrawn", core, patch=data["patch"], radio=data.get("radio"), good=good)

    # The wire.

    def obey(self, line, send):
        order = json.loads(line)
        try:
            handle = getattr(self, str(order["op"]).replace(".", "_"))
            send({"re": order["ref"], "fine": True, **(handle(order, send) or {})})
        except (AttributeError, KeyError, ValueError) as error:
            send({"re": order.get("ref"), "fine": False, "why": f"{type(error).__name__}: {error}"})

    async def serve(self, reader, writer):
        def send(message):
            writer.write(json.dumps(message).encode() + b"\n")

        try:
            while line := await reader.readline():
                self.obey(line, send)
                await writer.drain()
        except (ConnectionError, ValueError) as error:
            print(f"connection ended: {error}", file=sys.stderr)
        finally:
            writer.close()


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=8095)
    parser.add_argument("--defect", choices=DEFECTS)
    given = parser.parse_args()
    core = Core(given.defect)
    server = await asyncio.start_server(core.serve, "127.0.0.1", given.port, limit=LONGEST_LINE)
    port = server.sockets[0].getsockname()[1]
    print(f"Borealis core on 127.0.0.1:{port}" + (f", defect {given.defect}" if given.defect else ""), flush=True)
    async with server:
        await server.serve_forever()


try:
    asyncio.run(main())
except KeyboardInterrupt:
    pass
