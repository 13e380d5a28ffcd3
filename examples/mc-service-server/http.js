// The wire and nothing else: POST <address>/flows/<flow> and POST <control>/control in, POST <address>/flows/<flow> out.
// It does not know what a message means.
'use strict';

const http = require('node:http');
const { inOneSpelling } = require('./identities');

const LARGEST_BODY = 1_000_000;
const PATIENCE_MS = 5_000;

/** `handlers.flow(name)` gives { missing(body), take(body) } or undefined; `handlers.command(body)` gives the answer. */
function serve(handlers) {
  return http.createServer((request, response) => {
    answer(request, response, handlers).catch((error) => {
      console.error(error);
      if (!response.headersSent) problem(response, 500, error.message);
    });
  });
}

async function answer(request, response, handlers) {
  const path = new URL(request.url, 'http://localhost').pathname;
  const isControl = path === '/control';
  const flow = path.startsWith('/flows/') ? handlers.flow(path.slice('/flows/'.length)) : undefined;

  if (!isControl && flow === undefined) return problem(response, 404, `no such flow here: ${path}`);
  if (request.method !== 'POST') return problem(response, 405, 'POST only', { allow: 'POST' });
  if (!/^application\/([a-z0-9.-]+\+)?json\b/i.test(request.headers['content-type'] ?? '')) {
    return problem(response, 415, 'application/json only');
  }

  const text = await read(request);
  if (text === undefined) return problem(response, 413, `more than ${LARGEST_BODY} bytes`, { connection: 'close' });
  const body = parse(text);
  if (body === undefined) return problem(response, 400, 'the body is no JSON object');

  if (isControl) return send(response, 200, handlers.command(body));

  const missing = flow.missing(body);
  if (missing.length > 0) return problem(response, 400, `missing or of the wrong kind: ${missing.join(', ')}`);

  // The answer says only that the message was taken. What follows from it goes out as flows of its own.
  response.writeHead(204).end();
  await flow.take(body);
}

async function read(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > LARGEST_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text) {
  try {
    const body = JSON.parse(text, (_, value) => inOneSpelling(value));
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

function send(response, status, body, headers = {}, type = 'application/json') {
  response.writeHead(status, { 'content-type': type, ...headers }).end(JSON.stringify(body));
}

function problem(response, status, detail, headers) {
  send(response, status, { title: http.STATUS_CODES[status], status, detail }, headers, 'application/problem+json');
}

/** True if the other entity took the message. */
async function post(address, flow, body) {
  try {
    const response = await fetch(`${address.replace(/\/$/, '')}/flows/${flow}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (!response.ok) console.error(`${flow} to ${body.to}: ${response.status} ${await response.text()}`);
    else await response.arrayBuffer();
    return response.ok;
  } catch (error) {
    console.error(`${flow} to ${body.to}: ${error.cause?.message ?? error.message}`);
    return false;
  }
}

module.exports = { serve, post };
