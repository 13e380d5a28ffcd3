// One request of a trace as a scenario of SIPp: as it was, but for what SIPp has to say itself, the hop, the call and the length. Pure.

/** Final responses that a request of the procedure may have; 200 last, for SIPp waits for the last one. */
const FINAL = [202, 400, 401, 403, 404, 405, 407, 415, 420, 480, 481, 486, 488, 489, 500, 501, 503, 603];

const OWN = /^(?:via|v|call-id|i|content-length|l|mcx-message-id|route)\s*:/i;

/** @returns undefined for what stands in a dialog, which a new call cannot continue, and for what is no request of SIP */
export function sippScenario(raw: string, name: string): string | undefined {
  const [head = '', ...rest] = raw.split(/\r?\n\r?\n/);
  const [requestLine = '', ...headers] = head.split(/\r?\n/);
  if (!/^[A-Z]+ \S+ SIP\/2\.0$/.test(requestLine)) return undefined;
  if (headers.some((header) => /^(?:to|t)\s*:.*;\s*tag=/i.test(header))) return undefined;
  const body = rest.join('\n\n').replaceAll('\r\n', '\n');
  const message = [
    literal(requestLine),
    'Via: SIP/2.0/[transport] [local_ip]:[local_port];rport;branch=[branch]',
    ...headers.filter((header) => !OWN.test(header)).map(literal),
    'Call-ID: [call_id]',
    'Content-Length: [len]',
    '',
    ...(body === '' ? [] : [literal(body)]),
  ].join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE scenario SYSTEM "sipp.dtd">
<scenario name="${name}">
  <send retrans="500">
    <![CDATA[

${message}

    ]]>
  </send>
  <recv response="100" optional="true" />
${FINAL.map((status) => `  <recv response="${status}" optional="true" next="end" />`).join('\n')}
  <recv response="200" />
  <label id="end" />
</scenario>
`;
}

/** SIPp reads words in square brackets as its own, and nothing may end the section. */
const literal = (text: string): string => text.replaceAll('[', '\\x5b').replaceAll(']]>', ']]\\x3e');
