// Starts a packed program once, the way a person does, and looks at it from outside: its fuses leave no other way in.
// It has to show its page, say something of its own there, and end by itself when it is asked to.

import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'

const patienceMs = 30_000

/** Rejects with what was wrong and what the program said. `display`: of Linux, where one had to be opened. */
export async function smoke(program: string, display: string | undefined): Promise<void> {
  const profile = await mkdtemp(join(tmpdir(), 'reverie-smoke-'))
  const rootSwitch = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const child = spawn(program, [...rootSwitch, '--remote-debugging-port=0', '--profile', profile], {
    env: { ...process.env, ...(display === undefined ? {} : { DISPLAY: display }) },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const said: string[] = []
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  try {
    const port = await within(debuggerPort(child, said), 'the program opened no debugger')
    await within(lookAtPage(port), 'the program did not draw its page')
    child.kill('SIGTERM')
    const code = await within(ended, 'the program did not end')
    if (code !== 0) throw new Error(`the program ended with ${code}`)
  } catch (error) {
    throw new Error(`${String(error)}\n${said.join('').slice(-2_000)}`, { cause: error })
  } finally {
    child.kill('SIGKILL')
    await ended
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

function debuggerPort(child: ChildProcess, said: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the program ended at once with ${code}`)))
    child.stderr?.on('data', () => {
      const port = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)/.exec(said.join(''))?.[1]
      if (port !== undefined) resolve(port)
    })
  })
}

const pagesShape = z.array(z.object({ url: z.string(), webSocketDebuggerUrl: z.string() }))
const answerShape = z.object({ result: z.object({ result: z.object({ value: z.boolean() }) }) })

/** True in the page once it is drawn and in sight. */
const isDrawn = `document.visibilityState === 'visible' && document.querySelector('[aria-label="Transfers"]') !== null`

/** Resolves when the page is there, as Chromium's own debugger tells (chromedevtools.github.io, Runtime.evaluate). */
async function lookAtPage(port: string): Promise<void> {
  for (;;) {
    const pages = pagesShape.parse(await (await fetch(`http://127.0.0.1:${port}/json/list`)).json())
    const page = pages.find(({ url }) => url === 'app://reverie/index.html')
    if (page !== undefined && (await evaluate(page.webSocketDebuggerUrl, isDrawn)) === true) return
    await sleep(100)
  }
}

/** Undefined where the page is not far enough to answer. */
function evaluate(address: string, expression: string): Promise<boolean | undefined> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address)
    socket.onerror = () => reject(new Error('the debugger refused'))
    socket.onopen = () =>
      socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression } }))
    socket.onmessage = ({ data }) => {
      socket.close()
      const answer = answerShape.safeParse(JSON.parse(String(data)))
      resolve(answer.success ? answer.data.result.result.value : undefined)
    }
  })
}

async function within<T>(wanted: Promise<T>, complaint: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(complaint)), patienceMs)
  })
  try {
    return await Promise.race([wanted, tooLate])
  } finally {
    clearTimeout(timer)
  }
}
