// Whoever stands in the place of the played parties while a scenario is replayed by hand: takes everything, says yes to it and shows
// it. Texts of files that need Node or SIPp alone.

import type { ReplayFile } from './replay-file';

export const httpPeers = (): readonly ReplayFile[] => [
  {
    name: 'peers.mjs',
    text: `// Takes what the product sends to the parties that the suite played, says yes (204) and shows it. Ctrl+C ends it.
import http from 'node:http';

const port = Number(process.argv[2] ?? 9900);
http
  .createServer(async (request, response) => {
    let body = '';
    for await (const piece of request.setEncoding('utf8')) body += piece;
    console.log(\`\${new Date().toISOString().slice(11, 23)}  \${request.method} \${request.url}\\n  \${body}\\n\`);
    response.writeHead(204).end();
  })
  .listen(port, '127.0.0.1', () => console.log(\`listening on 127.0.0.1:\${port}\`));
`,
  },
];

export const sipPeers = (): readonly ReplayFile[] => [
  ...httpPeers(),
  {
    name: 'peers.xml',
    text: `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE scenario SYSTEM "sipp.dtd">
<!-- Says 200 to each request that the product sends to the parties that the suite played: sipp -sf peers.xml -p 9900 -t t1 -trace_msg -->
<scenario name="peers">
  <recv request="SUBSCRIBE" optional="true" next="answer" />
  <recv request="PUBLISH" optional="true" next="answer" />
  <recv request="NOTIFY" optional="true" next="answer" />
  <recv request="MESSAGE" />
  <label id="answer" />
  <send>
    <![CDATA[

SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:];tag=[pid]SIPpTag[call_number]
[last_Call-ID:]
[last_CSeq:]
Expires: 3600
Contact: <sip:[local_ip]:[local_port];transport=[transport]>
Content-Length: 0

    ]]>
  </send>
</scenario>
`,
  },
];
