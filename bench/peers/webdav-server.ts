// The peer's own WebDAV server, for the peer's own WebDAV client: no other server of the bench speaks it.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as passing } from 'node:timers/promises'
import { freePorts } from '../site/free-ports.ts'

export interface WebdavServer {
  readonly url: string
  close(): Promise<void>
}

export async function startWebdav(folder: string): Promise<WebdavServer> {
  const [port = 0] = await freePorts(1)
  const child = spawn(
    'rclone',
    ['serve', 'webdav', folder, '--read-only', `--addr=127.0.0.1:${String(port)}`],
    {
      stdio: 'ignore',
      env: { ...process.env, RCLONE_CONFIG: '/dev/null' },
    },
  )
  const ended = once(child, 'exit')
  for (let tries = 0; !(await isListening(port)); tries++) {
    if (tries > 200) throw new Error('rclone serve webdav does not answer')
    await passing(25)
  }
  return {
    url: `http://127.0.0.1:${String(port)}`,
    close: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function isListening(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}
