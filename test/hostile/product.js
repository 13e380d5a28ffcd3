// A product that is out to harm whoever tests it: the example server, which conforms, with one hostile habit.
// node product.js --mode <name> [--port <port>]; without a mode it lists them.
'use strict';

const { Buffer } = require('node:buffer');
const http = require('node:http');
const net = require('node:net');
const { setInterval, setTimeout } = require('node:timers');
const { URL } = require('node:url');
const { parseArgs } = require('node:util');
const example = '../../examples/mc-service-server';
const { serve } = require(`${example}/http`);
const control = require(`${example}/control`);
const flows = require(`${example}/flows`);

const AGENT = new http.Agent({ keepAlive: true, maxSockets: 16 });
const REQUEST = 'preconfigured-regroup-request.server-server';
const LONG = (character, length) => character.repeat(length);

/** Sends without end, as fast as the other side takes it, until the process ends. */
function flood(address, lanes, make) {
  const again = () => post(address, make()).then(again, () => setTimeout(again, 50).unref());
  for (let lane = 0; lane < lanes; lane += 1) again();
}

function post(address, { path = `/flows/${REQUEST}`, body, headers = {} }) {
  return new Promise((resolve, reject) => {
    const bytes = Buffer.from(body);
    const type = { 'content-type': 'application/json', 'content-length': bytes.length, ...headers };
    const request = http.request(new URL(path, address), { method: 'POST', agent: AGENT, headers: type }, (answer) => {
      answer.resume();
      answer.on('end', resolve);
    });
    request.on('error', reject);
    request.end(bytes);
  });
}

/** The first address of a played party that a provisioning names, and an identity of the scope. */
const peersIn = ({ system, systems, users }) => ({
  address: systems
    .filter(({ name }) => name !== system)
    .map((one) => one.serverAddress)
    .find(Boolean),
  gms: systems.map((one) => one.gmsAddress).find(Boolean),
  server: systems.find(({ name }) => name === system).serverId,
  user: users[0]?.mcServiceId,
});

const valid = ({ server, user }, more = {}) =>
  JSON.stringify({
    from: server,
    to: server,
    mcServiceId: user,
    regroupGroupId: user,
    mcServiceGroupIdList: [user],
    ...more,
  });

/** As many clients as a product may have, of which the suite knows two: each is told of a regroup and of its end. */
const CROWD = 3000;
let crowd;
const TELLING = {
  'tells-three-thousand-clients': {
    [REQUEST]: 'preconfigured-regroup-request.server-client',
    'preconfigured-regroup-cancel-request.server-server': 'preconfigured-regroup-cancel-request.server-client',
  },
};

/** Sixteen at a time, as the agent has connections. */
async function tellCrowd(flow, { regroupGroupId, preconfiguredGroupId, mcServiceGroupIdList }) {
  const { address, server, user } = crowd;
  const what = { regroupGroupId, preconfiguredGroupId, mcServiceGroupIdList };
  const numbers = Array.from({ length: CROWD }, (_, at) => at).values();
  const lane = async () => {
    for (const number of numbers) {
      const to = user.replace(/^sip:[^.@]+/, `sip:member-${number}`);
      const body = JSON.stringify({ from: server, to, mcServiceId: to, ...what });
      await post(address, { path: `/flows/${flow}`, body }).catch(() => undefined);
    }
  };
  await Promise.all(Array.from({ length: 16 }, lane));
}

const crowdOf = ({ system, systems, users }) => {
  const { mcServiceId, clientAddress } = users.find((one) => one.clientAddress !== undefined) ?? {};
  return { address: clientAddress, server: systems.find(({ name }) => name === system).serverId, user: mcServiceId };
};

const scopes = new Set();
/** The first scope is that of the warm-up, which nobody judges. */
const once = (begin) => (command) => {
  if (command.command !== 'provision') return;
  scopes.add(command.scope);
  if (scopes.size === 2 && command.scope === [...scopes][1]) begin(peersIn(command), command);
};

/** What is sent without being asked, as soon as a peer is known. */
const SENDING = {
  'floods-with-messages': once((peers) => flood(peers.address, 8, () => ({ body: valid(peers) }))),
  'floods-with-large-messages': once((peers) =>
    flood(peers.address, 8, () => ({ body: valid(peers, { note: LONG('x', 900_000) }) })),
  ),
  'floods-with-strays': once((peers) =>
    flood(peers.address, 8, () => ({ body: '{"from":"sip:nobody@nowhere.example"}' })),
  ),
  'floods-with-large-strays': once((peers) =>
    flood(peers.address, 8, () => ({ body: `{"from":"${LONG('é', 400_000)}"}` })),
  ),
  'floods-with-garbage': once((peers) => flood(peers.address, 8, () => ({ body: LONG('\u0001', 900_000) }))),
  'floods-with-unknown-paths': once((peers) =>
    flood(peers.address, 8, () => ({ path: `/${LONG('p', 8000)}`, body: '{}' })),
  ),
  'floods-with-numbers': once((peers) =>
    flood(peers.address, 8, () => ({
      body: `{"from":"${peers.server}","mcServiceId":"${peers.user}","n":[${LONG('1,', 400_000)}1]}`,
    })),
  ),
  'opens-connections': once(({ address }) => {
    const { hostname, port } = new URL(address);
    for (let count = 0; count < 3000; count += 1) net.connect(port, hostname).on('error', () => undefined);
  }),
  'opens-half-requests': once(({ address }) => {
    const { hostname, port } = new URL(address);
    const head =
      'POST /flows/x HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000000\r\n\r\n';
    for (let count = 0; count < 500; count += 1)
      net
        .connect(port, hostname)
        .on('error', () => undefined)
        .write(head + LONG('y', 900_000));
  }),
};

const ANSWERING = {
  // What carries an id of ours is read before it is asked whether more may come.
  'floods-under-an-id-of-ours': (request) => {
    const id = request.headers['mcx-message-id'];
    if (id === undefined || crowd === undefined) return false;
    flood(crowd.address, 1, () => ({ body: `{"from":"${LONG('a', 900_000)}"}`, headers: { 'mcx-message-id': id } }));
    return true;
  },
  'never-answers-flows': (request) => request.url.startsWith('/flows/'),
  'never-answers': (request) => !helloOnce(request),
  'answers-control-at-length': (request, response) => control_(request) && long(response, 1_000_000),
  'drips-answers': (request, response) => {
    if (!request.url.startsWith('/flows/')) return false;
    response.writeHead(200);
    setInterval(() => response.write(' '), 50).unref();
    return true;
  },
};
let greeted = 0;
const helloOnce = () => (greeted += 1) <= 2;
const control_ = (request) => request.url === '/control' && greeted++ > 1;
const long = (response, size) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ status: 'errored', reason: LONG('r', size) }));
  return true;
};

function main() {
  const { values } = parseArgs({ options: { mode: { type: 'string' }, port: { type: 'string', default: '0' } } });
  const { mode = '' } = values;
  if (![SENDING, ANSWERING, TELLING].some((modes) => mode in modes)) {
    console.log([SENDING, ANSWERING, TELLING].flatMap(Object.keys).join('\n'));
    return;
  }
  const command = (body) => {
    const answer = control.answer(body);
    SENDING[mode]?.(body);
    if (body.command === 'provision') crowd = crowdOf(body);
    return answer;
  };
  const flow = (name) => {
    const handler = flows.handlerOf(name);
    const told = TELLING[mode]?.[name];
    if (told === undefined) return handler;
    const take = (body) => Promise.all([handler.take(body), tellCrowd(told, body)]);
    return { ...handler, take };
  };
  const server = serve({ command, flow });
  const [plain] = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    if (!ANSWERING[mode]?.(request, response)) plain(request, response);
  });
  server.listen(Number(values.port), '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
}

main();
