"""The plug-in: stands between the harness (JSON lines on stdin and stdout, schemas/plugin) and Borealis (product.py).

It translates words and keeps no state of the procedure: what it would decide, the product could not get wrong.

    python3 bridge.py [--product 127.0.0.1:8095]
"""

import argparse
import json
import os
import re
import socket
import sys
import threading

# Borealis' word for each information element.
WORDS = {
    "mcServiceId": "radio",
    "mcServiceGroupIdList": "tgs",
    "regroupGroupId": "patch",
    "preconfiguredGroupId": "template",
    "delivery": "fanout",
}
ELEMENTS = {word: element for element, word in WORDS.items()}
USER, GROUPS, REGROUP = "mcServiceId", "mcServiceGroupIdList", "regroupGroupId"

# What comes in: the flow, Borealis' word, and the elements that have to be there.
IN = {
    "service-authorization-request.client-server": ("radio.on", [USER]),
    "log-off-request.client-server": ("radio.off", [USER]),
    "group-affiliation-request.client-server": ("tg.join", [USER, GROUPS]),
    "group-affiliation-request.server-server": ("core.join", [USER, GROUPS]),
    "group-affiliation-response.server-server": ("core.join.done", [USER, GROUPS, "result"]),
    "group-de-affiliation-request.client-server": ("tg.leave", [USER, GROUPS]),
    "group-de-affiliation-request.server-server": ("core.leave", [USER, GROUPS]),
    "group-de-affiliation-response.server-server": ("core.leave.done", [USER, GROUPS, "result"]),
    "subscribe-group-configuration-response.gms-server": ("directory.followed", [GROUPS]),
    "notify-group-configuration-request.gms-server": ("directory.change", ["groupConfigurations"]),
    "subscribe-group-dynamic-data-request.gms-server": ("directory.watch", [GROUPS]),
    "preconfigured-regroup-request.client-server": ("patch.ask", [USER, "preconfiguredGroupId", GROUPS]),
    "preconfigured-regroup-response.server-server": ("patch.agree", [USER, REGROUP]),
    "preconfigured-regroup-reject.server-server": ("patch.decline", [REGROUP, "reason"]),
    "preconfigured-regroup-cancel-request.client-server": ("patch.drop", [USER, REGROUP]),
    "preconfigured-regroup-cancel-response.server-server": ("patch.withdrawn", [REGROUP, "result"]),
    "preconfigured-regroup-request.server-server": ("patch.offer", [REGROUP, "preconfiguredGroupId", GROUPS]),
    "preconfigured-regroup-response.client-server": ("patch.ack", [USER, REGROUP]),
    "preconfigured-regroup-cancel-request.server-server": ("patch.withdraw", [REGROUP]),
    "preconfigured-regroup-cancel-response.client-server": ("patch.ack", [USER, REGROUP]),
}
OUT = {
    "radio.on.done": "service-authorization-response.server-client",
    "radio.off.done": "log-off-response.server-client",
    "tg.join.done": "group-affiliation-response.server-client",
    "tg.leave.done": "group-de-affiliation-response.server-client",
    "core.join": "group-affiliation-request.server-server",
    "core.join.done": "group-affiliation-response.server-server",
    "core.leave": "group-de-affiliation-request.server-server",
    "core.leave.done": "group-de-affiliation-response.server-server",
    "directory.follow": "subscribe-group-configuration-request.server-gms",
    "directory.watching": "subscribe-group-dynamic-data-response.server-gms",
    "directory.presence": "notify-group-dynamic-data-request.server-gms",
    "patch.ruling": "preconfigured-regroup-request-return.server-client",
    "patch.refuse": "preconfigured-regroup-reject.server-client",
    "patch.ready": "preconfigured-regroup-response.server-client",
    "patch.dropped": "preconfigured-regroup-cancel-response.server-client",
    "patch.offer": "preconfigured-regroup-request.server-server",
    "patch.withdraw": "preconfigured-regroup-cancel-request.server-server",
    "patch.call": "preconfigured-regroup-request.server-client",
    "patch.agree": "preconfigured-regroup-response.server-server",
    "patch.decline": "preconfigured-regroup-reject.server-server",
    "patch.withdrawn": "preconfigured-regroup-cancel-response.server-server",
    "patch.end": "preconfigured-regroup-cancel-request.server-client",
}
# On Borealis a command of control is an order; what is not here it has no means for.
CONTROL = ["provision", "activate", "ask", "advance", "release"]
HELLO = {"protocol": 1, "name": "Borealis", "version": "1.0.0", "roles": ["partner-server"], "control": CONTROL}


class Unsupported(Exception):
    """The product has no means for it."""


class Refused(Exception):
    """It makes no sense to the product."""


def in_one_spelling(value):
    """Borealis compares texts, and the host of an identity has no case (RFC 3261 19.1.4)."""
    if isinstance(value, str):
        return re.sub(r"(?<=@)[^;?]*", lambda host: host[0].lower(), value) if value.startswith("sip:") else value
    if isinstance(value, list):
        return [in_one_spelling(one) for one in value]
    if isinstance(value, dict):
        return {name: in_one_spelling(one) for name, one in value.items()}
    return value


def to_borealis(flow, body):
    body = in_one_spelling(body)
    kind, needed = IN.get(flow, (None, []))
    if kind is None:
        raise Refused(f"a partner server has no use for {flow}")
    missing = [element for element in ["from", "to", *needed] if not body.get(element)]
    if missing:
        raise Refused(f"missing: {', '.join(missing)}")
    data = {WORDS[element]: value for element, value in body.items() if element in WORDS}
    if "result" in body:
        data["good"] = body["result"] == "success"
    if "groupConfigurations" in body:
        data["entries"] = [
            {"tg": one["mcServiceGroupId"], "lock": one.get("temporaryGroupId")} for one in body["groupConfigurations"]
        ]
    return {"op": "traffic", "kind": kind, "src": body["from"], "dst": body["to"], "data": data}


def from_borealis(traffic):
    data = traffic["data"]
    body = {"from": traffic["src"], "to": traffic["dst"]}
    body |= {ELEMENTS[word]: value for word, value in data.items() if word in ELEMENTS and value is not None}
    if "good" in data:
        body["result"] = "success" if data["good"] else "failure"
    if "granted" in data:
        body["authorizationResult"] = "success" if data["granted"] else "failure"
    if "cause" in data:
        body["reason"] = "group-already-regrouped"
    if "entries" in data:
        body["groupDynamicData"] = [
            {
                "mcServiceGroupId": entry["tg"],
                **({"affiliated": entry["came"]} if "came" in entry else {}),
                **({"deAffiliated": entry["went"]} if "went" in entry else {}),
            }
            for entry in data["entries"]
        ]
    return {"flow": OUT[traffic["kind"]], "to": traffic["dst"], "body": body}


class Bridge:
    def __init__(self, product):
        self.product = product
        self.leaving = False
        self.writing = threading.Lock()
        self.asked = {}  # ref of an order -> how its answer is put
        self.realms = set()
        self.realm_of_regroup = {}

    def say(self, line):
        with self.writing:
            print(json.dumps(line), flush=True)

    def order(self, ref, order, put=lambda reply: {}):
        """The harness' id serves as Borealis' ref."""
        self.asked[ref] = put
        self.product.sendall(json.dumps({"ref": ref, **order}).encode() + b"\n")

    def listen(self):
        """What the product says, until it goes."""
        for line in self.product.makefile("r", encoding="utf8"):
            said = json.loads(line)
            if said.get("op") == "traffic":
                self.realm_of_regroup.setdefault(said["data"].get("patch"), said["realm"])
                self.say(from_borealis(said))
                continue
            put = self.asked.pop(said["re"])
            outcome = {"ok": put(said)} if said["fine"] else {"errored": {"reason": said["why"]}}
            self.say({"id": said["re"], **outcome})
        if not self.leaving:
            print("Borealis has closed the connection", file=sys.stderr, flush=True)
            os._exit(1)

    def obey(self, message):
        try:
            getattr(self, "do_" + message["do"])(message["id"], message)
        except Unsupported as reason:
            self.say({"id": message["id"], "unsupported": {"reason": str(reason)}})
        except Refused as reason:
            self.say({"id": message["id"], "errored": {"reason": str(reason)}})

    def do_start(self, ref, message):
        self.say({"id": ref, "ok": {}})

    def do_stop(self, ref, message):
        self.leaving = True
        self.say({"id": ref, "ok": {}})

    def do_deliver(self, ref, message):
        body = message["body"]
        traffic = to_borealis(message["flow"], body)
        realm = self.realm_of(body)
        if realm is None:
            # Of a scenario that is over: taken, and nothing follows.
            self.say({"id": ref, "ok": {}})
            return
        self.realm_of_regroup.setdefault(body.get("regroupGroupId"), realm)
        self.order(ref, {**traffic, "realm": realm})

    def realm_of(self, body):
        """The scope is the last dotted label of users and groups; servers have none, and a regroup group need not."""
        for label in re.findall(r"\.([a-z0-9]{2,40})@", json.dumps(body)):
            if label in self.realms:
                return label
        return self.realm_of_regroup.get(body.get("regroupGroupId"))

    def do_control(self, ref, message):
        command = message["command"]
        if command["command"] not in CONTROL:
            raise Unsupported(f"Borealis has nothing like {command['command']}")
        getattr(self, "control_" + command["command"])(ref, command)

    def control_provision(self, ref, command):
        core_of = {system["name"]: system["serverId"] for system in command["systems"]}
        own = next(system for system in command["systems"] if system["name"] == command["system"])
        self.realms.add(command["scope"])
        self.order(
            ref,
            {
                "op": "realm.load",
                "realm": command["scope"],
                "core": own["serverId"],
                "directory": own["gmsId"],
                "radios": [
                    {"id": user["mcServiceId"], "mayPatch": user["mayInitiateRegroup"]} for user in command["users"]
                ],
                "talkgroups": [
                    {
                        "tg": group["mcServiceGroupId"],
                        "keeper": core_of.get(group["home"]),
                        "roster": group.get("members", []),
                    }
                    for group in command["groups"]
                ],
                "fanout": command.get("delivery", "unicast"),
            },
        )

    def control_activate(self, ref, command):
        self.order(ref, {"op": "realm.open", "realm": command["scope"]})

    def control_advance(self, ref, command):
        self.order(ref, {"op": "clock.skip", "milliseconds": command["milliseconds"]})

    def control_release(self, ref, command):
        self.realms.discard(command["scope"])
        self.realm_of_regroup = {r: realm for r, realm in self.realm_of_regroup.items() if realm != command["scope"]}
        self.order(ref, {"op": "realm.drop", "realm": command["scope"]})

    def control_ask(self, ref, command):
        question, realm = command["question"], command["scope"]
        if question["kind"] == "affiliations":
            order = {"op": "realm.joined", "realm": realm, "tg": question["mcServiceGroupId"]}
            self.order(ref, order, lambda reply: {"affiliated": reply["radios"]})
        elif question["kind"] == "regroups":
            order = {"op": "realm.patches", "realm": realm}
            self.order(ref, order, lambda reply: {"regroupGroupIds": reply["patches"]})
        else:
            raise Unsupported(f"a server cannot tell {question['kind']}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--product", default="127.0.0.1:8095")
    host, port = parser.parse_args().product.rsplit(":", 1)
    try:
        product = socket.create_connection((host, int(port)), timeout=3)
    except OSError as error:
        sys.exit(f"no Borealis at {host}:{port} ({error}); start it with: python3 examples/plugin-bridge/product.py")
    product.settimeout(None)
    bridge = Bridge(product)
    bridge.say(HELLO)
    threading.Thread(target=bridge.listen, daemon=True).start()
    # When stdin ends, so does the plug-in: the harness has gone.
    for line in sys.stdin:
        message = json.loads(line)
        bridge.obey(message)
        if message["do"] == "stop":
            break


main()
