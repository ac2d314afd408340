// The workflows of .github as text: what they run has to be there, and secrets and rights stay where they belong.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const folder = join(root, '.github', 'workflows')
const files = readdirSync(folder)
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>
}

/** What `run:` gives to a shell; here each is one line. */
const commandsOf = (text: string) =>
  [...text.matchAll(/^\s*(?:- )?run: (.*)$/gm)].map(([, line = '']) => line)

describe.each(files)('%s', (name) => {
  const text = readFileSync(join(folder, name), 'utf8')

  it('runs scripts that there are', () => {
    const wanted = commandsOf(text).flatMap((line) => [
      ...[...line.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, script = '']) =>
        script in scripts ? '' : `npm run ${script}`,
      ),
      ...[...line.matchAll(/node (\S+\.ts)/g)].map(([, path = '']) =>
        existsSync(join(root, path)) ? '' : path,
      ),
    ])
    expect(wanted.length).toBeGreaterThan(0)
    expect(wanted.filter((missing) => missing !== '')).toEqual([])
  })

  it('takes actions of a named major version, and no rights but reading', () => {
    const actions = [...text.matchAll(/uses: (\S+)/g)].map(([, action = '']) => action)
    expect(actions.filter((action) => !/^actions\/[\w-]+@v\d+$/.test(action))).toEqual([])
    expect(/^permissions:\n {2}contents: read\n(?! )/m.test(text)).toBe(true)
  })

  it('puts nothing that others write into a command', () => {
    // github.* and secrets come by the environment: a branch may be named `$(…)`.
    const used = commandsOf(text).flatMap((line) =>
      [...line.matchAll(/\$\{\{(.*?)\}\}/g)].map(([, what = '']) => what),
    )
    expect(used.filter((what) => /github\.|secrets\.|inputs\./.test(what))).toEqual([])
  })

  it('ends by itself', () => {
    const jobs = [...text.matchAll(/^ {4}runs-on:/gm)].length
    expect([...text.matchAll(/^ {4}timeout-minutes: \d+$/gm)].length).toBe(jobs)
  })
})
