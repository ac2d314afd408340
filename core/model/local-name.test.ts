// Remote names as a hostile person would choose them, under the rules of all three systems (scenario d09).

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  appendSuffix,
  collisionKey,
  createNameRegistry,
  hashName,
  nameRules,
  toLocalName,
} from './local-name.ts'
import type { NameRules } from './local-name.ts'

const families = Object.entries(nameRules)
const lengthOf = (name: string, { limit }: NameRules) =>
  limit.unit === 'utf8' ? new TextEncoder().encode(name).length : name.length

/** Remote name, then the local one on Linux and on Windows; macOS is as Linux but for the limit. */
const table: [remote: string, posix: string, windows: string][] = [
  ['plain.txt', 'plain.txt', 'plain.txt'],
  ['', '_', '_'],
  ['.', '．', '．'],
  ['..', '．．', '.．'],
  ['...', '...', '..．'],
  ['a/b', 'a／b', 'a／b'],
  ['../../etc/passwd', '..／..／etc／passwd', '..／..／etc／passwd'],
  ['a\\b', 'a\\b', 'a＼b'],
  ['C:\\x', 'C:\\x', 'C：＼x'],
  ['a:stream', 'a:stream', 'a：stream'],
  ['<>:"|?*', '<>:"|?*', '＜＞：＂｜？＊'],
  ['CON', 'CON', '_CON'],
  ['con.txt', 'con.txt', '_con.txt'],
  ['con .txt', 'con .txt', '_con .txt'],
  ['Lpt1.tar.gz', 'Lpt1.tar.gz', '_Lpt1.tar.gz'],
  ['COM¹', 'COM¹', '_COM¹'],
  ['CONOUT$', 'CONOUT$', '_CONOUT$'],
  ['console', 'console', 'console'],
  ['trailing.', 'trailing.', 'trailing．'],
  ['trailing ', 'trailing ', 'trailing␠'],
  ['line\nbreak', 'line␊break', 'line␊break'],
  ['nul\0byte', 'nul␀byte', 'nul␀byte'],
  ['del\x7f', 'del␡', 'del␡'],
  ['escape\x1b[31m', 'escape␛[31m', 'escape␛[31m'],
  ['gpj\u202eexe.txt', 'gpj\ufffdexe.txt', 'gpj\ufffdexe.txt'],
  ['half\ud800pair', 'half\ufffdpair', 'half\ufffdpair'],
  ['emoji 🎬.mkv', 'emoji 🎬.mkv', 'emoji 🎬.mkv'],
  ['.hidden', '.hidden', '.hidden'],
  ['日本語.pdf', '日本語.pdf', '日本語.pdf'],
  ['~', '~', '~'],
  ['-rf', '-rf', '-rf'],
]

const hostile = fc.oneof(
  fc.constantFrom(...table.map(([remote]) => remote)),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc
    .array(
      fc.constantFrom(
        '.',
        '/',
        '\\',
        ' ',
        'a',
        'A',
        ':',
        '\0',
        '\ud83d',
        'é',
        'CON',
        '🎬',
        '.tar',
        '.gz',
        '~',
      ),
      {
        maxLength: 200,
      },
    )
    .map((parts) => parts.join('')),
)

describe('d09 local names', () => {
  it.each(table)('%j', (remote, posix, windows) => {
    expect([toLocalName(remote, nameRules.linux), toLocalName(remote, nameRules.darwin)]).toEqual([
      posix,
      posix,
    ])
    expect(toLocalName(remote, nameRules.win32)).toBe(windows)
  })

  it('keeps the extension of a name that is too long, and names stay apart', () => {
    const one = toLocalName(`${'x'.repeat(300)}1.tar.gz`, nameRules.linux)
    const two = toLocalName(`${'x'.repeat(300)}2.tar.gz`, nameRules.linux)
    expect([one.length, two.length]).toEqual([255, 255])
    expect(one).toMatch(/~[0-9a-z]{7}\.tar\.gz$/)
    expect(one).not.toBe(two)
  })

  it('counts bytes on Linux and UTF-16 units elsewhere', () => {
    const name = '語'.repeat(200)
    expect(lengthOf(toLocalName(name, nameRules.linux), nameRules.linux)).toBeLessThanOrEqual(255)
    expect(toLocalName(name, nameRules.darwin)).toBe(name)
  })

  it.each(families)(
    '%s: never empty, never a way out, never too long, and the same when mapped again',
    (_name, rules) => {
      fc.assert(
        fc.property(hostile, (remote) => {
          const name = toLocalName(remote, rules)
          expect(name).not.toBe('')
          expect(['.', '..']).not.toContain(name)
          expect(name).not.toMatch(rules.family === 'windows' ? /[/\\<>:"|?*]|[. ]$/ : /\//)
          expect(Array.from(name).every((char) => (char.codePointAt(0) ?? 0) >= 0x20)).toBe(true)
          expect(name).not.toMatch(/\p{Surrogate}/u)
          expect(lengthOf(name, rules)).toBeLessThanOrEqual(rules.limit.max)
          expect(toLocalName(name, rules)).toBe(name)
        }),
        { numRuns: 500 },
      )
    },
  )

  it.each(families)(
    '%s: a name with a number or a mark is as good as one without, whatever it was',
    (_name, rules) => {
      const suffix = fc.oneof(
        fc.integer({ min: 1, max: 9_999 }).map((number) => ` (${String(number)})`),
        fc.string().map((text) => `~${hashName(text)}`),
      )
      fc.assert(
        fc.property(hostile, suffix, (remote, added) => {
          const name = appendSuffix(toLocalName(remote, rules), added, rules)
          expect(name).toContain(added)
          expect(lengthOf(name, rules)).toBeLessThanOrEqual(rules.limit.max)
          expect(toLocalName(name, rules)).toBe(name)
        }),
        { numRuns: 300 },
      )
    },
  )

  it.each(families)(
    '%s: the name of a child does not depend on how the listing was cut into pages, nor on those behind it',
    (_name, rules) => {
      fc.assert(
        fc.property(fc.uniqueArray(hostile, { maxLength: 20 }), fc.nat({ max: 20 }), (remotes, count) => {
          const map = (some: readonly string[]) => {
            const name = createNameRegistry(rules)
            return some.map((remote) => name(remote, `id of ${remote}`))
          }
          expect(map(remotes.slice(0, count))).toEqual(map(remotes).slice(0, count))
        }),
        { numRuns: 200 },
      )
    },
  )

  it.each(families)(
    '%s: children of one folder never share a name, and get the same ones again',
    (_name, rules) => {
      fc.assert(
        fc.property(fc.uniqueArray(hostile, { maxLength: 30 }), (remotes) => {
          const mapAll = () => {
            const name = createNameRegistry(rules)
            return remotes.map((remote, index) => name(remote, `id${String(index)}`))
          }
          const names = mapAll()
          expect(new Set(names.map((name) => collisionKey(name, rules))).size).toBe(remotes.length)
          expect(mapAll()).toEqual(names)
        }),
        { numRuns: 300 },
      )
    },
  )

  it('d07 tells twins by case apart where the system cannot', () => {
    const name = createNameRegistry(nameRules.win32)
    const first = name('Film.mkv', 'a')
    const second = name('film.MKV', 'b')
    expect(first).toBe('Film.mkv')
    expect(second).toMatch(/^film~[0-9a-z]{7}\.MKV$/)
    const linux = createNameRegistry(nameRules.linux)
    expect([linux('Film.mkv', 'a'), linux('film.MKV', 'b')]).toEqual(['Film.mkv', 'film.MKV'])
  })

  it('d07 a twin whose other name is taken as well gets a third', () => {
    const name = createNameRegistry(nameRules.win32)
    name('x', '1')
    const taken = name(`X~${hashName('2/X/0')}`, '3')
    const twin = name('X', '2')
    expect(twin).toMatch(/^X~[0-9a-z]{7}$/)
    expect(collisionKey(twin, nameRules.win32)).not.toBe(collisionKey(taken, nameRules.win32))
  })

  it('d08 tells twins by Unicode form apart where the system cannot', () => {
    const name = createNameRegistry(nameRules.darwin)
    expect(name('é', 'a')).toBe('é')
    expect(name('e\u0301', 'b')).toMatch(/~/)
  })

  it('appends within the limit', () => {
    const name = appendSuffix(`${'x'.repeat(251)}.txt`, ' (12)', nameRules.linux)
    expect(name).toBe(`${'x'.repeat(246)} (12).txt`)
  })
})
