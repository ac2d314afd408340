// `npm run bench`: the command line as a whole process against native tools on the same loopback server. Rounds are
// interleaved, every byte is compared after every run, and what was measured is printed, good or bad.
//   node bench/run.ts [--rounds N] [--big MiB] [--small COUNT]

import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { formatTable } from './figures.ts'
import type { Row } from './figures.ts'
import { measure } from './measure.ts'
import type { Command, Cost } from './measure.ts'
import { sha256Of, startSite } from './site.ts'
import type { BenchSite } from './site.ts'

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    big: { type: 'string', default: '1024' },
    small: { type: 'string', default: '2000' },
  },
})
const rounds = Number(options.rounds)
const smallCount = Number(options.small)

interface Contender {
  readonly name: string
  /** Downloads into `folder`. */
  command(folder: string): Promise<Command>
}

function isInstalled(tool: string): boolean {
  return spawnSync(tool, ['--version'], { stdio: 'ignore' }).status === 0
}

const cli = fileURLToPath(new URL('../dist/headless/reverie.js', import.meta.url))

/** The built command line, signed in beforehand: what a user would run. */
function reverie(profile: string, uri: string): Contender {
  return {
    name: 'reverie get',
    command: (folder) =>
      Promise.resolve({
        file: process.execPath,
        args: [cli, '--profile', profile, '--quiet', 'get', uri, '-o', folder],
      }),
  }
}

function curl(site: BenchSite): Contender {
  return {
    name: 'curl',
    command: async (folder) => {
      const [link = ''] = await site.links(['/big.bin'])
      return { file: 'curl', args: ['-sS', '--fail', '-o', join(folder, 'big.bin'), link] }
    },
  }
}

/** Links are minted before the clock starts, a head start that is left to it. */
function aria2(site: BenchSite, paths: readonly string[], flags: readonly string[]): Contender {
  return {
    name: 'aria2c',
    command: async (folder) => {
      const links = await site.links(paths)
      const list = join(folder, '..', 'aria2.txt')
      const lines = links.map((link, index) => `${link}\n  out=${(paths[index] ?? '').slice(1)}\n`)
      await writeFile(list, lines.join(''))
      return { file: 'aria2c', args: ['-q', '--file-allocation=none', ...flags, '-d', folder, '-i', list] }
    },
  }
}

async function race(
  site: BenchSite,
  contenders: readonly Contender[],
  paths: readonly string[],
): Promise<Row[]> {
  const costs = new Map<string, Cost[]>(contenders.map(({ name }) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    for (const contender of contenders) {
      const folder = await mkdtemp(join(tmpdir(), 'reverie-bench-'))
      const target = join(folder, 'out')
      await mkdir(target)
      costs.get(contender.name)?.push(await measure(await contender.command(target)))
      for (const path of paths) {
        if ((await sha256Of(join(target, path))) !== site.sha256[path])
          throw new Error(`${contender.name}: ${path} differs`)
      }
      await rm(folder, { recursive: true })
    }
  }
  return contenders.map(({ name }) => ({ name, rounds: costs.get(name) ?? [] }))
}

async function signIn(site: BenchSite): Promise<string> {
  const profile = await mkdtemp(join(tmpdir(), 'reverie-bench-profile-'))
  const login = spawnSync(
    process.execPath,
    [cli, '--profile', profile, 'login', site.url, '--email', site.user.email, '--password-stdin'],
    { input: `${site.user.password}\n`, stdio: ['pipe', 'inherit', 'inherit'] },
  )
  if (login.status !== 0) throw new Error('the bench could not sign in; run `npm run build` first')
  return profile
}

const paths = Array.from({ length: smallCount }, (_, index) => `/small/${String(index).padStart(6, '0')}.bin`)
const site = await startSite({ bigBytes: Number(options.big) * 1_048_576, smallCount, smallBytes: 16_384 })
const profile = await signIn(site)
try {
  const peers = (tool: string, contender: Contender) => {
    if (isInstalled(tool)) return [contender]
    console.log(`${tool} is not installed: its row is left out`)
    return []
  }
  const big = await race(
    site,
    [
      ...peers('curl', curl(site)),
      ...peers('aria2c', aria2(site, ['/big.bin'], ['-x4', '-s4'])),
      reverie(profile, 'cloudreve://my/big.bin'),
    ],
    ['/big.bin'],
  )
  console.log(`\n${formatTable(`One file of ${options.big} MiB`, big, big[0] as Row)}`)
  const small = await race(
    site,
    [...peers('aria2c', aria2(site, paths, ['-j16'])), reverie(profile, 'cloudreve://my/small')],
    paths,
  )
  console.log(`\n${formatTable(`${smallCount} files of 16 KiB`, small, small[0] as Row)}`)
} finally {
  site.close()
  await rm(profile, { recursive: true })
}
