// Where everything that the command line says goes through: results and reports to stdout, problems to stderr, and a
// block of lines at the foot of the terminal that is drawn again and again. Text is made fit for a terminal here, so a
// hostile name cannot move the cursor. Not a log.

import { jsonLine, printable, shorten } from './text.ts'

export type Tone = 'plain' | 'bad' | 'wait' | 'good' | 'faint'

export interface Streams {
  readonly stdout: NodeJS.WriteStream
  readonly stderr: NodeJS.WriteStream
  readonly env: Readonly<Record<string, string | undefined>>
}

export interface BlockLine {
  readonly text: string
  readonly tone?: Tone
}

export interface Output {
  readonly json: boolean
  readonly quiet: boolean
  /** Progress may be drawn: stderr is a terminal and neither --json nor --quiet is given. */
  readonly drawing: boolean
  /** What was asked for; on stdout, also with --quiet. Nothing with --json. */
  result(text: string): void
  /** Whole pages of our own words, or a script: as they are, whatever the options say. */
  text(text: string): void
  /** What is going on; on stdout, not with --quiet or --json. */
  report(text: string, tone?: Tone): void
  /** Always said, on stderr. */
  problem(text: string): void
  /** One JSON object on its own line of stdout; only with --json. */
  emit(value: object): void
  /** Replaces the block at the foot of the terminal; no lines take it away. */
  draw(lines: readonly BlockLine[]): void
  readonly columns: number
  readonly rows: number
}

const colours: Record<Tone, string> = { plain: '', bad: '31', wait: '33', good: '32', faint: '2' }

export function createOutput(streams: Streams, options: { json: boolean; quiet: boolean }): Output {
  const { stdout, stderr, env } = streams
  const { json, quiet } = options
  const capable = env['TERM'] !== 'dumb'
  const coloured = (env['NO_COLOR'] ?? '') === '' && capable
  let block: readonly string[] = []

  const paint = (stream: NodeJS.WriteStream, text: string, tone: Tone = 'plain') =>
    coloured && stream.isTTY && tone !== 'plain' ? `\x1b[${colours[tone]}m${text}\x1b[0m` : text
  // Back to the first column too: a key press may have been echoed behind the block.
  const erase = () => (block.length === 0 ? '' : `\r\x1b[${block.length}A\x1b[J`)
  const rows = () => stderr.rows || 24
  const columns = () => stderr.columns || 80

  const line = (stream: NodeJS.WriteStream, text: string, tone?: Tone) => {
    if (block.length > 0) stderr.write(erase())
    stream.write(`${paint(stream, printable(text), tone)}\n`)
    if (block.length > 0) stderr.write(block.map((drawn) => `${drawn}\n`).join(''))
  }

  return {
    json,
    quiet,
    drawing: stderr.isTTY && capable && !json && !quiet,
    result: (text) => {
      if (!json) line(stdout, text)
    },
    text: (text) => void stdout.write(text),
    report: (text, tone) => {
      if (!json && !quiet) line(stdout, text, tone)
    },
    problem: (text) => line(stderr, text),
    emit: (value) => {
      if (json) stdout.write(`${jsonLine(value)}\n`)
    },
    draw: (lines) => {
      const next = lines
        .slice(0, Math.max(1, rows() - 1))
        .map(({ text, tone }) => paint(stderr, shorten(printable(text), columns() - 1), tone))
      if (next.length + block.length > 0) stderr.write(erase() + next.map((drawn) => `${drawn}\n`).join(''))
      block = next
    },
    get columns() {
      return columns()
    },
    get rows() {
      return rows()
    },
  }
}
