"""SIP as a server of this size needs it (RFC 3261, 3428, 3581): messages, transactions, UDP and TCP on one port. Unaware of
what the requests are about."""

import asyncio
import re
import secrets
import sys

COMPACT = {
    "a": "accept-contact", "c": "content-type", "e": "content-encoding", "f": "from", "i": "call-id", "j": "reject-contact",
    "l": "content-length", "m": "contact", "o": "event", "t": "to", "v": "via",
}  # fmt: skip
REASONS = {
    200: "OK", 400: "Bad Request", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 415: "Unsupported Media Type",
    423: "Interval Too Brief", 480: "Temporarily Unavailable", 481: "Call/Transaction Does Not Exist", 489: "Bad Event",
    500: "Server Internal Error",
}  # fmt: skip
T1, T2, LONGEST_DATAGRAM = 0.5, 4.0, 1300


class Message:
    """A request or a response as it came: header fields in their order, names in small letters."""

    def __init__(self, head, body=b""):
        lines = re.sub(r"\r?\n[ \t]+", " ", head).splitlines()
        self.start = lines[0]
        self.fields = []
        for line in lines[1:]:
            name, _, value = line.partition(":")
            name = name.strip().lower()
            self.fields.append((COMPACT.get(name, name), value.strip()))
        self.body = body

    def get(self, name):
        return next((value for field, value in self.fields if field == name), None)

    def all(self, name):
        return [value for field, value in self.fields if field == name]

    @property
    def is_request(self):
        return not self.start.startswith("SIP/")

    @property
    def method(self):
        return self.start.split(" ")[0]

    @property
    def uri(self):
        return self.start.split(" ")[1]

    @property
    def status(self):
        return int(self.start.split(" ")[1])

    @property
    def via(self):
        return split_list(self.get("via") or "")[0]

    @property
    def transaction(self):
        sent_by = re.sub(r"^SIP\s*/\s*2.0\s*/\s*\w+\s+", "", self.via).split(";")[0].strip().lower()
        return parameter(self.via, "branch"), sent_by, (self.get("cseq") or "").split()[-1]


def split_list(value):
    """A header field that holds several values: commas within quotes and brackets are none."""
    return [one.strip() for one in re.findall(r'(?:"(?:\\.|[^"\\])*"|<[^>]*>|[^,"<])+', value)] or [""]


def parameter(value, name):
    found = re.search(rf';\s*{name}\s*=\s*("[^"]*"|[^;,\s]+)', value, re.IGNORECASE)
    return found and found[1].strip('"')


def address_in(value):
    """The URI of a header field as From or P-Asserted-Identity has it."""
    found = re.search(r"<\s*([^>]+?)\s*>", value)
    return found[1] if found else value.split(";")[0].strip()


def hop_at(address):
    """Where `sip:127.0.0.1:5060;transport=tcp` is: transport, host, port."""
    host, _, port = re.sub(r"^sips?:", "", address).split(";")[0].rpartition(":")
    return (parameter(address, "transport") or "udp").lower(), host, int(port)


class Endpoint:
    """One port. `serve` makes of a request a list of (status, header fields, body), its final response."""

    def __init__(self, serve, quirks):
        self.serve = serve
        self.quirks = quirks
        self.answers = {}  # a request that was taken -> the bytes that answered it, or None until then
        self.pending = {}  # a request of ours -> the future of its response
        self.connections = {}  # (host, port) -> writer
        self.tasks = set()
        self.port = None

    async def open(self, port):
        server = await asyncio.start_server(self.read_stream, "127.0.0.1", port)
        self.port = server.sockets[0].getsockname()[1]
        loop = asyncio.get_running_loop()
        self.udp, _ = await loop.create_datagram_endpoint(lambda: Datagrams(self), ("127.0.0.1", self.port))

    # What comes.

    async def read_stream(self, reader, writer):
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("utf-8", "replace").lstrip("\r\n")
                if not head.strip():
                    continue
                message = Message(head)
                message.body = await reader.readexactly(int(message.get("content-length") or 0))
                self.take(message, writer.write)
        except (asyncio.IncompleteReadError, ConnectionError, ValueError, IndexError):
            pass
        finally:
            writer.close()

    def take_datagram(self, data, source):
        head, _, body = data.partition(b"\r\n\r\n")
        if not head.strip():
            return
        try:
            message = Message(head.decode("utf-8", "replace").lstrip("\r\n"), body)
            length = message.get("content-length")
            message.body = body if length is None else body[: int(length)]
            self.take(message, lambda answer: self.udp.sendto(answer, source))
        except (ValueError, IndexError) as error:
            print(f"what came from {source} is no SIP message: {error}", file=sys.stderr)

    def take(self, message, reply):
        if not message.is_request:
            waiting = self.pending.get(message.transaction)
            if waiting and message.status >= 200 and not waiting.done():
                waiting.set_result(message)
            return
        if message.method == "ACK":
            return
        key = message.transaction
        if key in self.answers and not self.quirks.takes_retransmissions_anew:
            if self.answers[key] is not None:
                reply(self.answers[key])
            return
        self.answers[key] = None
        self.start(self.answer(message, reply))

    def start(self, work):
        task = asyncio.ensure_future(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def answer(self, request, reply):
        try:
            status, fields, body, afterwards = await self.serve(request)
        except Exception as error:  # one request must not end the server
            print(f"{request.method} could not be served: {error!r}", file=sys.stderr)
            status, fields, body, afterwards = 500, [], None, None
        to = request.get("to") or ""
        if parameter(to, "tag") is None and not self.quirks.forgets_to_tag:
            to += f";tag={secrets.token_hex(4)}"
        lines = [f"SIP/2.0 {status} {REASONS[status]}", *(f"Via: {via}" for via in request.all("via"))]
        lines += [f"From: {request.get('from')}", f"To: {to}", f"Call-ID: {request.get('call-id')}"]
        lines += [f"CSeq: {request.get('cseq')}", *(f"{name}: {value}" for name, value in fields)]
        bytes_ = self.written(lines, body)
        self.answers[request.transaction] = bytes_
        reply(bytes_)
        asyncio.get_running_loop().call_later(64 * T1, self.answers.pop, request.transaction, None)
        if afterwards:
            self.start(afterwards())

    def written(self, lines, body):
        content = body or (None, b"")
        kind = [f"Content-Type: {content[0]}"] if content[0] else []
        end = "\n" if self.quirks.ends_lines_with_lf else "\r\n"
        return end.join([*lines, *kind, f"Content-Length: {len(content[1])}", "", ""]).encode() + content[1]

    # What leaves.

    async def request(self, method, uri, address, fields, body=None, dialog=None):
        """The status of the final response, or 408 where none comes in time."""
        response = await self.response(method, uri, address, fields, body, dialog)
        return response.status if response else 408

    async def response(self, method, uri, address, fields, body=None, dialog=None):
        """The final response, or None where none comes in time."""
        transport, host, port = hop_at(address)
        one = dialog or Dialog()
        cseq = one.next_cseq(method, self.quirks)
        branch = f"z9hG4bK{secrets.token_hex(8)}"
        sender = next(address_in(value) for name, value in fields if name == "P-Asserted-Identity")
        lines = [
            f"From: <{one.local or sender}>;tag={one.local_tag}",
            f"To: <{one.remote or uri}>" + (f";tag={one.remote_tag}" if one.remote_tag else ""),
            f"Call-ID: {one.call_id}",
            f"CSeq: {cseq} {method}",
            *([] if self.quirks.forgets_max_forwards else ["Max-Forwards: 70"]),
            *(f"{name}: {value}" for name, value in fields),
        ]

        def written(over):
            via = f"Via: SIP/2.0/{over.upper()} 127.0.0.1:{self.port};branch={branch};rport"
            return self.written([f"{method} {uri} SIP/2.0", via, *lines], body)

        over = "tcp" if transport == "tcp" or len(written("udp")) > LONGEST_DATAGRAM else "udp"
        key = (branch, f"127.0.0.1:{self.port}", method)
        waiting = self.pending[key] = asyncio.get_running_loop().create_future()
        try:
            response = await asyncio.wait_for(self.leave(over, (host, port), written(over), waiting), 64 * T1)
        except (TimeoutError, asyncio.TimeoutError, OSError):
            return None
        finally:
            self.pending.pop(key, None)
        if dialog:
            dialog.remote_tag = parameter(response.get("to") or "", "tag")
        return response

    async def leave(self, over, place, bytes_, waiting):
        if over == "tcp":
            (await self.connected(place)).write(bytes_)
            return await waiting
        pause = T1
        while not waiting.done():
            self.udp.sendto(bytes_, place)
            await asyncio.wait({waiting}, timeout=pause)
            pause = min(2 * pause, T2)
        return waiting.result()

    async def connected(self, place):
        writer = self.connections.get(place)
        if writer is None or writer.is_closing():
            reader, writer = await asyncio.open_connection(*place)
            self.connections[place] = writer
            self.start(self.read_stream(reader, writer))
        return writer


class Datagrams(asyncio.DatagramProtocol):
    def __init__(self, endpoint):
        self.endpoint = endpoint

    def datagram_received(self, data, source):
        self.endpoint.take_datagram(data, source)


class Dialog:
    """What requests of one dialog share; each request outside one has its own."""

    def __init__(self, call_id=None, local=None, local_tag=None, remote=None, remote_tag=None):
        self.call_id = call_id or secrets.token_hex(12)
        self.local, self.local_tag = local, local_tag or secrets.token_hex(4)
        self.remote, self.remote_tag = remote, remote_tag
        self.cseq = 0

    def next_cseq(self, method, quirks):
        self.cseq = 1 if quirks.notify_cseq_stands_still and method == "NOTIFY" else self.cseq + 1
        return self.cseq
