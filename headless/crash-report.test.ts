import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { runCli } from '../testing/cli/cli-process.ts'

const crash = (how: string) => `setImmediate(() => {
  const secret = ['SEC', 'RET'].join('')
  const error = Object.assign(new Error('at /f?sign=' + secret + ':1'), {
    options: { headers: { authorization: secret } },
    cause: { url: 'http://h/f?sign=' + secret },
  })
  ${how}
})`

test.each(['throw error', 'Promise.reject(error)'])(
  'a mistake of the program (%s) ends it with 1 and is told without a secret',
  async (how) => {
    const profile = await mkdtemp(join(tmpdir(), 'reverie-crash-'))
    const module = join(profile, 'crash.mjs')
    await writeFile(module, crash(how))
    const env = { NODE_OPTIONS: `--import=${pathToFileURL(module).href}` }
    const end = await runCli(
      ['login', 'http://127.0.0.1:9', '--email', 'a@example.org', '--password-stdin'],
      {
        profile,
        env,
      },
    )
    await rm(profile, { recursive: true })
    expect(end.stdout + end.stderr).not.toContain('SECRET')
    expect(end.stderr).toContain('Error: at /f?sign=[redacted]')
    expect(end.code).toBe(1)
  },
)
