// Kamailio, an independent SIP proxy, as a process: it stays on the route of every dialog and sends each request where the
// domain of its Request-URI says. Unaware of what the requests are about.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { placeText, type Hop, type TransportName } from '../../support/wires/sip/stack/place';
import { killGroup } from './kill-group';
import { listening } from './listening';

export interface CoreOptions {
  readonly port: number;
  /** PEM files; with them it also listens for TLS. */
  readonly tls?: { readonly port: number; readonly keyFile: string; readonly certFile: string };
  /** Where the requests for a domain go, first fit first. */
  readonly routes: readonly CoreRoute[];
}

export interface CoreRoute {
  readonly domain: string;
  /** Of the Request-URI, as a regular expression; absent: any. */
  readonly user?: string;
  readonly to: Hop;
}

export interface Core {
  hop(transport: TransportName): Hop;
  /** What it has said so far. */
  log(): string;
  stop(): Promise<void>;
}

const MODULES = ['tm', 'sl', 'rr', 'pv', 'maxfwd', 'siputils', 'textops'];
const SHARED_MEMORY_MB = 1024; // with less it runs out of transactions and answers 500

/** Resolves once it listens. */
export async function startKamailio(options: CoreOptions): Promise<Core> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kamailio-'));
  const file = path.join(folder, 'kamailio.cfg');
  writeFileSync(file, configuration(options));
  const child = spawn(
    'kamailio',
    ['-DD', '-E', '-m', String(SHARED_MEMORY_MB), '-Y', folder, '-P', path.join(folder, 'pid'), '-f', file],
    { detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  for (const output of [child.stdout, child.stderr])
    output.setEncoding('utf8').on('data', (text: string) => (said = `${said}${text}`.slice(-65_536)));
  const ended = once(child, 'close').then(() => rmSync(folder, { recursive: true, force: true }));
  const overTls = options.tls ? [listening(options.tls.port, 'TCP')] : [];
  const open = Promise.all([listening(options.port, 'UDP'), listening(options.port, 'TCP'), ...overTls]);
  await Promise.race([open, ended]);
  if (child.exitCode !== null) throw new Error(`Kamailio ended before it listened:\n${said}`);

  return {
    hop: (transport) => ({
      transport,
      host: '127.0.0.1',
      port: transport === 'TLS' ? (options.tls?.port ?? 0) : options.port,
    }),
    log: () => said,
    async stop() {
      killGroup(child);
      await ended;
    },
  };
}

function configuration({ port, tls, routes }: CoreOptions): string {
  const modules = [...MODULES, ...(tls ? ['tls'] : [])];
  return [
    '#!KAMAILIO',
    ...['debug=1', 'log_stderror=yes', 'children=2', 'tcp_children=2', 'auto_aliases=no', 'dns=no', 'rev_dns=no'],
    `listen=udp:127.0.0.1:${port}`,
    `listen=tcp:127.0.0.1:${port}`,
    ...(tls ? ['enable_tls=yes', `listen=tls:127.0.0.1:${tls.port}`] : []),
    ...modules.map((name) => `loadmodule "${name}.so"`),
    ...(tls
      ? [
          'modparam("tls", "tls_method", "TLSv1.2+")',
          `modparam("tls", "private_key", "${tls.keyFile}")`,
          `modparam("tls", "certificate", "${tls.certFile}")`,
        ]
      : []),
    'request_route {',
    '  if (!mf_process_maxfwd_header("70")) { sl_send_reply("483", "Too Many Hops"); exit; }',
    // It is the NOTIFY that begins the dialog for who subscribes (RFC 6665 4.3).
    '  if (loose_route()) { if (is_method("NOTIFY")) record_route(); t_relay(); exit; }',
    '  record_route();',
    // A contact is an address already.
    '  if ($rd == "127.0.0.1") { t_relay(); exit; }',
    ...routes.map(routeLine),
    '  sl_send_reply("404", "Not Found");',
    '}',
    '',
  ].join('\n');
}

function routeLine({ domain, user, to }: CoreRoute): string {
  const condition = `$rd == "${domain}"${user === undefined ? '' : ` && $rU =~ "${user}"`}`;
  const destination = `sip:${placeText(to)};transport=${to.transport.toLowerCase()}`;
  return `  if (${condition}) { $du = "${destination}"; if (!t_relay()) sl_reply_error(); exit; }`;
}
