// The peers' command lines: each as its users run it, told as many connections as the row says. Links are minted before
// the clock starts; that head start is theirs.

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Contender } from '../race.ts'
import type { BenchSite } from '../site/site.ts'

const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1)

export function curl(site: BenchSite, path: string): Contender {
  return {
    name: 'curl',
    tool: 'curl',
    command: async (folder) => {
      const [link = ''] = await site.links([path])
      const output = ['-o', join(folder, nameOf(path))]
      return { file: 'curl', args: ['-sS', '--fail', '--cacert', site.certificate, ...output, link] }
    },
  }
}

export function wget(site: BenchSite, path: string): Contender {
  return {
    name: 'wget',
    tool: 'wget',
    command: async (folder) => {
      const [link = ''] = await site.links([path])
      const output = ['-O', join(folder, nameOf(path))]
      return { file: 'wget', args: ['-q', `--ca-certificate=${site.certificate}`, ...output, link] }
    },
  }
}

/** One file over several connections. */
export function aria2(site: BenchSite, path: string, connections: number): Contender {
  return {
    name: `aria2c -x${String(connections)}`,
    tool: 'aria2c',
    command: async (folder) => {
      const [link = ''] = await site.links([path])
      const split = [`-x${String(connections)}`, `-s${String(connections)}`, '-k1M']
      const rest = ['-q', '--no-conf', '--file-allocation=none', `--ca-certificate=${site.certificate}`]
      return { file: 'aria2c', args: [...rest, ...split, '-d', folder, '-o', nameOf(path), link] }
    },
  }
}

/** Many files, so many at once. */
export function aria2List(site: BenchSite, paths: readonly string[], atOnce: number): Contender {
  return {
    name: `aria2c -j${String(atOnce)}`,
    tool: 'aria2c',
    command: async (folder, beside) => {
      const links = await site.links(paths)
      const list = join(beside, 'aria2.txt')
      const lines = links.map((link, index) => `${link}\n  out=${nameOf(paths[index] ?? '')}\n`)
      await writeFile(list, lines.join(''))
      const flags = ['-q', '--no-conf', '--file-allocation=none', `-j${String(atOnce)}`]
      return { file: 'aria2c', args: [...flags, '-d', folder, '-i', list] }
    },
  }
}

export function curlMany(site: BenchSite, paths: readonly string[], atOnce: number): Contender {
  return {
    name: `curl -Z (${String(atOnce)})`,
    tool: 'curl',
    command: async (folder, beside) => {
      const links = await site.links(paths)
      const list = join(beside, 'curl.txt')
      const lines = links.map(
        (link, index) => `url = "${link}"\noutput = "${join(folder, nameOf(paths[index] ?? ''))}"\n`,
      )
      await writeFile(list, lines.join(''))
      return {
        file: 'curl',
        args: ['-sS', '--fail', '-Z', '--parallel-max', String(atOnce), '--config', list],
      }
    },
  }
}

const rcloneEnv = { RCLONE_CONFIG: '/dev/null' }

/** rclone knows no links: it reads the same bytes from the same server as a plain file below `/tree/`. */
export function rclone(site: BenchSite, path: string, from: { origin: string; streams: number }): Contender {
  return {
    name: `rclone, ${String(from.streams)} streams`,
    tool: 'rclone',
    command: (folder) =>
      Promise.resolve({
        file: 'rclone',
        args: [
          'copyto',
          `--http-url=${from.origin}/tree/`,
          `--ca-cert=${site.certificate}`,
          `--multi-thread-streams=${String(from.streams)}`,
          '--multi-thread-cutoff=1M',
          `:http:${path.slice(1)}`,
          join(folder, nameOf(path)),
        ],
        env: rcloneEnv,
      }),
  }
}

/** A folder of the server, listed by rclone itself: over HTTP by the server's index page, or over WebDAV. */
export function rcloneFolder(
  name: string,
  from: { kind: 'http' | 'webdav'; url: string; atOnce: number },
): Contender {
  return {
    name,
    tool: 'rclone',
    command: (folder) =>
      Promise.resolve({
        file: 'rclone',
        args: [
          'copy',
          from.kind === 'http' ? `--http-url=${from.url}` : `--webdav-url=${from.url}`,
          `--transfers=${String(from.atOnce)}`,
          `--checkers=${String(from.atOnce)}`,
          `:${from.kind}:`,
          folder,
        ],
        env: rcloneEnv,
      }),
  }
}
