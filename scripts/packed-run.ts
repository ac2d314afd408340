// A packed program that was started the way a person does, looked at from outside: its fuses leave no other way in. What
// its page says comes by Chromium's own debugger (chromedevtools.github.io, Runtime.evaluate).

import { spawn, type ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'

const patienceMs = 30_000

export interface PackedRun {
  readonly pid: number
  /** Unix milliseconds, before the process was made. */
  readonly startedAtMs: number
  /**
   * Evaluates in the page of this file until it answers something other than undefined, null or false; a promise is waited
   * for. Rejects where that takes longer than half a minute.
   */
  ask(page: PackedPage, expression: string): Promise<unknown>
  /** Resolves with the exit code. */
  quit(): Promise<number | null>
  /** Ends it however it is. */
  kill(): Promise<void>
}

export type PackedPage = 'index.html' | 'tray.html'

export interface PackedParts {
  /** The executable. */
  readonly program: string
  readonly profile: string
  /** Of Linux, where one had to be opened. */
  readonly display: string | undefined
  readonly args?: readonly string[]
}

/** Rejects with what the program said where it opens no debugger. */
export async function startPacked({ program, profile, display, args = [] }: PackedParts): Promise<PackedRun> {
  const rootSwitch = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const startedAtMs = Date.now()
  const child = spawn(program, [...rootSwitch, '--remote-debugging-port=0', '--profile', profile, ...args], {
    env: { ...process.env, ...(display === undefined ? {} : { DISPLAY: display }) },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const said: string[] = []
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const told = async <T>(wanted: Promise<T>, complaint: string): Promise<T> => {
    try {
      return await within(wanted, complaint)
    } catch (error) {
      throw new Error(`${String(error)}\n${said.join('').slice(-2_000)}`, { cause: error })
    }
  }
  const kill = async () => {
    child.kill('SIGKILL')
    await ended
  }
  try {
    const port = await told(debuggerPort(child, said), 'the program opened no debugger')
    return {
      pid: child.pid ?? 0,
      startedAtMs,
      ask: (page, expression) =>
        told(askPage(port, page, expression), `${page} did not answer: ${expression}`),
      quit: () => {
        child.kill('SIGTERM')
        return told(ended, 'the program did not end')
      },
      kill,
    }
  } catch (error) {
    await kill()
    throw error
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
const answerShape = z.object({ result: z.object({ result: z.object({ value: z.unknown() }) }) })

async function askPage(port: string, page: PackedPage, expression: string): Promise<unknown> {
  for (;;) {
    const pages = pagesShape.parse(await (await fetch(`http://127.0.0.1:${port}/json/list`)).json())
    const found = pages.find(({ url }) => url === `app://reverie/${page}`)
    if (found !== undefined) {
      const value = await evaluate(found.webSocketDebuggerUrl, expression)
      if (value !== undefined && value !== null && value !== false) return value
    }
    await sleep(100)
  }
}

/** Undefined where the page is not far enough to answer. */
function evaluate(address: string, expression: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address)
    const params = { expression, awaitPromise: true, returnByValue: true }
    socket.onerror = () => reject(new Error('the debugger refused'))
    socket.onopen = () => socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params }))
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
