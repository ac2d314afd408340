// nginx on loopback as the server of the bytes: sendfile from the page cache, far from being the bottleneck. Its folder,
// ports and configuration are made for this run and gone afterwards.

import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as passing } from 'node:timers/promises'
import { cappedBytesPerSecond, parseSent, slowBytesPerSecond, tempers } from './blob-server.ts'
import type { BlobServer, BlobServerOptions, Temper } from './blob-server.ts'
import { freePorts } from './free-ports.ts'

const place = '/usr/sbin/nginx'

/** Undefined where nginx is not installed. */
export function nginxVersion(): string | undefined {
  for (const file of ['nginx', place]) {
    const { status, stderr } = spawnSync(file, ['-v'], { encoding: 'utf8' })
    if (status === 0) return /nginx\/(\S+)/.exec(stderr)?.[1] ?? 'of unknown version'
  }
  return undefined
}

export async function startNginx(options: BlobServerOptions): Promise<BlobServer> {
  const { root } = options
  const state = join(root, 'nginx')
  await mkdir(state)
  // Its workers may run as another user.
  await chmod(dirname(root), 0o711)
  await chmod(root, 0o711)
  const ports = await freePorts(tempers.length)
  const portOf = (temper: Temper) => ports[tempers.indexOf(temper)] ?? 0
  const log = join(state, 'sent.log')
  await writeFile(join(state, 'nginx.conf'), configure(options, { state, log, portOf }))
  const file = spawnSync('nginx', ['-v']).status === 0 ? 'nginx' : place
  const child = spawn(file, ['-e', join(state, 'error.log'), '-p', state, '-c', join(state, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = once(child, 'exit')
  const origins = Object.fromEntries(
    tempers.map((temper) => [
      temper,
      `${temper === 'tls' ? 'https' : 'http'}://127.0.0.1:${String(portOf(temper))}`,
    ]),
  ) as Record<Temper, string>
  const status = async () => {
    const text = await (await fetch(`${origins.plain}/requests`)).text()
    return Number(/^\s*\d+\s+\d+\s+(\d+)\s*$/m.exec(text)?.[1])
  }
  let asked = 0
  const requests = async () => (await status()) - ++asked
  await untilAnswering(requests)
  return {
    name: `nginx ${nginxVersion() ?? ''}`,
    origins,
    requests,
    sent: async () => parseSent(await readFile(log, 'utf8')),
    close: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function untilAnswering(ask: () => Promise<number>): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      await ask()
      return
    } catch (error) {
      if (tries > 100) throw error
      await passing(20)
    }
  }
}

interface Places {
  readonly state: string
  readonly log: string
  readonly portOf: (temper: Temper) => number
}

function configure({ root, certificate, key }: BlobServerOptions, { state, log, portOf }: Places): string {
  const server = (temper: Temper, more = '') => `
  server {
    listen 127.0.0.1:${String(portOf(temper))}${temper === 'tls' ? ' ssl' : ''} backlog=4096;
    ${more}
    location ~ ^/api/v4/slave/file/content/[^/]+/[^/]+/[0-9]+/(?<blob>[^/]+)$ { alias ${root}/blobs/$blob; }
    location /tree/ { alias ${root}/tree/; autoindex on; }
    location = /requests { stub_status; }
  }`
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${state}/${name};`)
    .join(' ')
  return `daemon off;
worker_processes 2;
pid ${state}/nginx.pid;
error_log ${state}/error.log crit;
events { worker_connections 4096; }
http {
  ${temporary}
  access_log off;
  log_format sent '$http_range $body_bytes_sent';
  default_type application/octet-stream;
  sendfile on;
  tcp_nopush on;
  tcp_nodelay on;
  keepalive_requests 1000000;
  open_file_cache max=4000;
  ssl_certificate ${certificate};
  ssl_certificate_key ${key};
  ${server('plain')}
  ${server('tls')}
  ${server('capped', `limit_rate ${String(cappedBytesPerSecond)};`)}
  ${server('slow', `limit_rate ${String(slowBytesPerSecond)};`)}
  ${server('logged', `access_log ${log} sent;`)}
}
`
}
