"""The control by which the harness provisions the server and asks what no message shows (docs/http-json.md). In a server of
your own it calls what its operator's console calls."""

import asyncio
import json

from identities import same
from realm import Realm


class Control:
    def __init__(self, realms, groups):
        self.realms, self.groups = realms, groups

    async def obey(self, command):
        realm = self.realms.get(command.get("scope"))
        match command["command"]:
            case "hello":
                about = {"name": "SIP partner server", "version": "1.0.0", "roles": ["partner-server"], "protocol": "sip"}
                return {"status": "done", "hello": about}
            case "provision" if realm:
                realm.serve(command["users"])
            case "provision":
                self.realms[command["scope"]] = Realm(command)
            case "activate":
                self.groups.endpoint.start(self.groups.follow(realm))
            case "ask":
                return {"status": "done", **self.tell(realm, command["question"])}
            case "release":
                self.realms.pop(command["scope"], None)
            case "advance":
                pass  # nothing here depends on the time
            case _:
                return {"status": "unsupported", "reason": "a server has no user of its own"}
        return {"status": "done"}

    @staticmethod
    def tell(realm, question):
        if question["kind"] == "regroups":
            return {"regroupGroupIds": [one.tgi for one in realm.regroups.values()]}
        group = same(question["mcServiceGroupId"])
        takes_part = {user for one in realm.regroups_of(group) for user in one.told}
        return {"affiliated": sorted(takes_part or realm.affiliated.get(group, {}))}

    async def serve(self, reader, writer):
        """HTTP/1.1, as far as a POST of JSON needs it."""
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
                length = next((line.split(":")[1] for line in head.splitlines() if line.startswith("content-length:")), "0")
                command = json.loads(await reader.readexactly(int(length)))
                try:
                    answer = await self.obey(command)
                except Exception as error:  # said to the harness, which stops the scenario
                    answer = {"status": "errored", "reason": f"{type(error).__name__}: {error}"}
                body = json.dumps(answer).encode()
                fields = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
                writer.write(f"HTTP/1.1 200 OK\r\n{fields}".encode() + body)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, ValueError):
            pass
        finally:
            writer.close()
