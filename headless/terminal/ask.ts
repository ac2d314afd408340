// Questions to the person at the terminal, and the secret on the standard input of a script. Nothing typed here is ever
// echoed by the hidden question or kept in a history.

import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { Interrupted, UsageError } from '../usage-error.ts'
import { printable } from './text.ts'

export interface Asker {
  /** Somebody can answer: both ends of the conversation are a terminal. */
  readonly canAsk: boolean
  /** The signal takes the question back, as if the person had interrupted it. */
  ask(question: string, signal?: AbortSignal): Promise<string>
  askHidden(question: string): Promise<string>
  /** The first line of the standard input, without its end; for `--password-stdin`. */
  readSecret(): Promise<string>
  /** Calls back for every line on the standard input; the result ends it. */
  onEnter(listener: () => void): () => void
}

/** A password longer than this is a file given by mistake. */
const maxSecretBytes = 4096

export function createAsker(stdin: NodeJS.ReadStream, stderr: NodeJS.WriteStream): Asker {
  const askWith = async (question: string, hidden: boolean, signal?: AbortSignal) => {
    if (signal?.aborted === true) throw new Interrupted()
    stderr.write(printable(question) + ' ')
    const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
    const reader = createInterface({
      input: stdin,
      output: hidden ? silent : stderr,
      terminal: true,
      historySize: 0,
    })
    const takeBack = () => reader.close()
    signal?.addEventListener('abort', takeBack)
    let answered = false
    try {
      const answer = await new Promise<string>((resolve, reject) => {
        reader.once('SIGINT', () => reject(new Interrupted()))
        reader.once('close', () => reject(new Interrupted()))
        reader.once('line', resolve)
      })
      answered = true
      return answer
    } finally {
      signal?.removeEventListener('abort', takeBack)
      reader.close()
      // What comes next begins a line of its own, whichever way the question ended.
      if (hidden || !answered) stderr.write('\n')
    }
  }
  return {
    canAsk: stdin.isTTY && stderr.isTTY,
    ask: (question, signal) => askWith(question, false, signal),
    askHidden: (question) => askWith(question, true),
    readSecret: () => readFirstLine(stdin),
    onEnter: (listener) => {
      const reader = createInterface({ input: stdin, historySize: 0 })
      reader.on('line', listener)
      return () => reader.close()
    },
  }
}

async function readFirstLine(stdin: NodeJS.ReadStream): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stdin as AsyncIterable<Buffer | string>) {
    const bytes = Buffer.from(chunk)
    chunks.push(bytes)
    size += bytes.length
    if (size > maxSecretBytes)
      throw new UsageError('The standard input is too long for a password. Give one line with the password.')
    if (bytes.includes(0x0a)) break
  }
  const line = Buffer.concat(chunks).toString('utf8').split(/\r?\n/, 1)[0] ?? ''
  if (line === '')
    throw new UsageError('The standard input holds no password. Give it as one line, as in: … < password.txt')
  return line
}
