import { Writable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { createOutput } from './output.ts'

function terminal(isTTY: boolean, more: { columns?: number; rows?: number } = {}) {
  let text = ''
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      text += chunk.toString()
      done()
    },
  })
  return {
    stream: Object.assign(stream, { isTTY, ...more }) as unknown as NodeJS.WriteStream,
    text: () => text,
  }
}

function open(env: Record<string, string> = {}, options = { json: false, quiet: false }) {
  const stdout = terminal(true)
  const stderr = terminal(true, { columns: 20, rows: 3 })
  const output = createOutput({ stdout: stdout.stream, stderr: stderr.stream, env }, options)
  return { output, stdout: stdout.text, stderr: stderr.text }
}

describe('output', () => {
  test('a name cannot give orders to the terminal', () => {
    const { output, stdout } = open()
    output.result('a\x1b[2Jb\rc')
    expect(stdout()).toBe('a␛[2Jb␍c\n')
  })

  test.each([
    [{ TERM: 'xterm' }, '\x1b[31mbad\x1b[0m\n'],
    [{ TERM: 'xterm', NO_COLOR: '1' }, 'bad\n'],
    [{ TERM: 'dumb' }, 'bad\n'],
  ])('colours with %j', (env, text) => {
    const { output, stdout } = open(env)
    output.report('bad', 'bad')
    expect(stdout()).toBe(text)
  })

  test('the block is cut to the terminal, erased before other lines and put back after them', () => {
    const { output, stdout, stderr } = open()
    output.draw([{ text: 'one' }, { text: 'a line that is far too wide' }, { text: 'three' }])
    output.result('between')
    output.draw([])
    const drawn = 'one\na line that …o wide\n'
    expect([stderr(), stdout()]).toEqual([`${drawn}\r\x1b[2A\x1b[J${drawn}\r\x1b[2A\x1b[J`, 'between\n'])
  })

  test('--json speaks JSON alone on stdout, problems stay on stderr', () => {
    const { output, stdout, stderr } = open({}, { json: true, quiet: false })
    output.result('plain')
    output.report('plain')
    output.emit({ event: 'link' })
    output.problem('broken')
    expect([stdout(), stderr(), output.drawing]).toEqual(['{"event":"link"}\n', 'broken\n', false])
  })

  test('--quiet keeps results and problems', () => {
    const { output, stdout, stderr } = open({}, { json: false, quiet: true })
    output.report('chatter')
    output.result('wanted')
    output.problem('broken')
    expect([stdout(), stderr(), output.drawing]).toEqual(['wanted\n', 'broken\n', false])
  })
})
