"""Bodies: multipart/mixed, and the XML documents of TS 24.379 in it. Read by their names, whatever prefixes, order and white
space; written as docs/sip-bodies.md and the schemas in schemas/sip/ have them."""

import email.parser
import email.policy
import re
import uuid
import xml.etree.ElementTree as ET
from datetime import datetime, timedelta, timezone
from xml.sax.saxutils import escape, quoteattr

INFO = "application/vnd.3gpp.mcptt-info+xml"
REGROUP = "application/vnd.3gpp.mcptt-regroup+xml"
PIDF = "application/pidf+xml"
LISTS = "application/resource-lists+xml"


class Unreadable(Exception):
    """What was expected, and what was found: a refusal with 400 has it."""


def parts_of(content_type, body):
    """The bodies of a message by their media type in small letters, as bytes."""
    kind = (content_type or "").split(";")[0].strip().lower()
    if not kind.startswith("multipart/"):
        return {kind: body} if body else {}
    head = f"Content-Type: {content_type}\r\n\r\n".encode()
    message = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + body)
    if not message.is_multipart():
        raise Unreadable("expected a multipart with its boundary, found none")
    found = {}
    for part in message.get_payload():
        found[part.get_content_type().lower()] = part.get_payload(decode=True)
    return found


def join(*parts):
    """Several bodies as one multipart: its Content-Type, and its bytes."""
    if len(parts) == 1:
        return parts[0]
    boundary = uuid.uuid4().hex
    text = b"".join(
        f"--{boundary}\r\nContent-Type: {kind}\r\n\r\n".encode() + body + b"\r\n" for kind, body in parts
    )
    return f'multipart/mixed;boundary="{boundary}"', text + f"--{boundary}--\r\n".encode()


def document(body, name):
    if b"<!DOCTYPE" in body:
        raise Unreadable("expected a document without a type declaration, found one")
    try:
        return ET.fromstring(body)
    except ET.ParseError as error:
        raise Unreadable(f"expected {name} in XML, found what is none: {error}") from None


def local(element):
    return element.tag.rpartition("}")[2]


def named(root, name):
    return [element for element in root.iter() if local(element) == name]


def text_in(root, name):
    """The text of the innermost element of that name: some elements stand in one of the same name."""
    found = [text for element in named(root, name) for text in element.itertext() if text.strip()]
    return found[0].strip() if found else None


class Regroup:
    """What a regroup body says (TS 24.379 F.7)."""

    def __init__(self, body):
        root = document(body, "a regroup body")
        self.action = text_in(root, "regroup-action")
        self.tgi = text_in(root, "mcptt-regroup-uri")
        self.template = text_in(root, "preconfigured-group")
        self.groups = self.listed(root, "groups-for-regroup", "group")
        self.users = self.listed(root, "users-for-regroup", "user")
        if self.action not in ("create", "remove") or self.tgi is None:
            raise Unreadable("expected create or remove and the identity of a regroup, found neither or one")

    @staticmethod
    def listed(root, container, item):
        return [one.text.strip() for each in named(root, container) for one in named(each, item) if one.text]


def regroup_body(action, tgi, template=None, groups=(), users=()):
    def several(container, item, values):
        items = "".join(f"<{item}>{escape(value)}</{item}>" for value in values)
        return f"<{container}>{items}</{container}>" if values else ""

    group = f"<preconfigured-group>{escape(template)}</preconfigured-group>" if template else ""
    return REGROUP, (
        '<?xml version="1.0" encoding="UTF-8"?>\r\n<mcpttregroup xmlns="urn:3gpp:ns:preconfiguredRegroup:1.0">'
        f"<mcpttregroup-Params><preconfig-group-id>{group}</preconfig-group-id>"
        f"<mcptt-regroup-uri><mcptt-regroup-uri>{escape(tgi)}</mcptt-regroup-uri></mcptt-regroup-uri>"
        f"{several('groups-for-regroup', 'group', groups)}{several('users-for-regroup', 'user', users)}"
        f"<regroup-action>{action}</regroup-action></mcpttregroup-Params></mcpttregroup>"
    ).encode()


def info_body(request_uri, calling_user=None):
    def identity(name, value):
        return f'<{name} type="Normal"><mcpttURI>{escape(value)}</mcpttURI></{name}>' if value else ""

    return INFO, (
        '<?xml version="1.0" encoding="UTF-8"?>\r\n<mcpttinfo xmlns="urn:3gpp:ns:mcpttInfo:1.0"><mcptt-Params>'
        f"{identity('mcptt-request-uri', request_uri)}{identity('mcptt-calling-user-id', calling_user)}"
        "</mcptt-Params></mcpttinfo>"
    ).encode()


def presence_of_group(group, members, alias=None):
    """Per-group affiliation information (9.3.1.2). Members: MCPTT ID and client ID of each; each affiliation is for good."""
    ends = (datetime.now(timezone.utc) + timedelta(seconds=2**32 - 1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    tuples = "".join(
        f"<tuple id={quoteattr(user)}><status>"
        f'<p:affiliation client={quoteattr(client)} status="affiliated" expires="{ends}"/></status></tuple>'
        for user, client in members
    )
    data = f"<p:additionalData groupRegroupAlias={quoteattr(alias)}/>" if alias else ""
    return PIDF, (
        '<?xml version="1.0" encoding="UTF-8"?>\r\n<presence xmlns="urn:ietf:params:xml:ns:pidf" '
        f'xmlns:p="urn:3gpp:ns:mcpttPresInfo:1.0" entity={quoteattr(group)}>{tuples}{data}</presence>'
    ).encode()


def publication_for_group(group, user, clients):
    """What a server that serves a user publishes to the owner of a group (9.2.2.2.6)."""
    affiliations = "".join(f"<p:affiliation client={quoteattr(client)}/>" for client in clients)
    return PIDF, (
        '<?xml version="1.0" encoding="UTF-8"?>\r\n<presence xmlns="urn:ietf:params:xml:ns:pidf" '
        f'xmlns:p="urn:3gpp:ns:mcpttPresInfo:1.0" entity={quoteattr(group)}><tuple id={quoteattr(user)}>'
        f"<status>{affiliations}</status></tuple><p:p-id>{uuid.uuid4()}</p:p-id></presence>"
    ).encode()


def documents_of(groups):
    entries = "".join(f'<entry uri={quoteattr("org.openmobilealliance.groups/global/byGroupID/" + one)}/>' for one in groups)
    return LISTS, (
        '<?xml version="1.0" encoding="UTF-8"?>\r\n<resource-lists xmlns="urn:ietf:params:xml:ns:resource-lists">'
        f"<list>{entries}</list></resource-lists>"
    ).encode()


def changed_documents(body):
    """The XCAP root that a notification of xcap-diff names, and the paths of the documents below it."""
    root = document(body, "xcap-diff")
    return root.get("xcap-root", ""), [one.get("sel") for one in named(root, "document") if one.get("sel")]


def is_regrouped(body):
    return bool(named(document(body, "a group document"), "on-network-regrouped"))


def group_in(path):
    return re.sub(r"^.*/byGroupID/", "", path)
