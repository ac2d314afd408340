// A virtual screen of our own for programs with windows: started on a free number, ended with the run.

import { spawn, type ChildProcess } from 'node:child_process'
import type { Readable } from 'node:stream'

export interface Display {
  /** As the DISPLAY variable wants it. */
  readonly name: string
  end(): Promise<void>
}

const patienceMs = 15_000

/** Undefined where windows need no help: a system without X, or one that has a screen. */
export async function openDisplay(): Promise<Display | undefined> {
  if (process.platform !== 'linux') return undefined
  // Xvfb picks a free number itself and writes it to the descriptor it is given: no race for a number.
  const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const number = await firstLine(child)
  return {
    name: `:${number}`,
    end: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null) return resolve()
        child.once('exit', () => resolve())
        child.kill('SIGTERM')
      }),
  }
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error('Xvfb named no display'))
    }, patienceMs)
    child.once('error', (error) => {
      clearTimeout(timer)
      reject(error)
    })
    let text = ''
    const output = child.stdio[3] as Readable
    output.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      if (!text.includes('\n')) return
      clearTimeout(timer)
      resolve(text.trim())
    })
  })
}
