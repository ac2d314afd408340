// Ten thousand small files, listing and links included for us: requests are counted at the servers.

import { speedRatio, toTable } from '../figures.ts'
import type { Runs } from '../figures.ts'
import { reverie, signIn } from '../own/reverie.ts'
import { aria2List, curlMany, rcloneFolder } from '../peers/transfer-tools.ts'
import { startWebdav } from '../peers/webdav-server.ts'
import { race } from '../race.ts'
import type { Contender } from '../race.ts'
import type { Bench, Figure, Row, RowReport } from '../row.ts'

const sizeBytes = 1024
const atOnce = 16
const own = 'reverie get'
const viaHttp = `rclone, HTTP (${String(atOnce)})`
const viaWebdav = `rclone, WebDAV (${String(atOnce)})`

const names = (folder: string, count: number) =>
  Array.from({ length: count }, (_, index) => `/${folder}/${folder}-${String(index).padStart(5, '0')}.bin`)

const headStart =
  'aria2c and curl get the signed links minted before the clock starts; reverie lists the folder and mints them within its time.'

export const smallFiles: Row = {
  id: 'small',
  title: '10,000 files of 1 KiB, links included',
  run: async (bench): Promise<RowReport> => {
    const { site } = bench
    const count = bench.quick ? 1_000 : 10_000
    const paths = names('small', count)
    await site.add(paths, sizeBytes)
    await site.serveFrom(site.blobs.origins.plain)
    const webdav = bench.has('rclone') ? await startWebdav(site.folder('/small')) : undefined
    const counted = countRequests(bench)
    try {
      const contenders: Contender[] = [
        aria2List(site, paths, atOnce),
        curlMany(site, paths, atOnce),
        rcloneFolder(viaHttp, { kind: 'http', url: `${site.blobs.origins.plain}/tree/small/`, atOnce }),
        ...(webdav === undefined
          ? []
          : [rcloneFolder(viaWebdav, { kind: 'webdav', url: webdav.url, atOnce })]),
        reverie(bench, { name: own, path: '/small', profile: await signIn(bench) }),
      ]
      await counted.begin()
      const runs = await race(bench, { contenders, paths, afterRun: counted.afterRun, keepsFiles: true })
      return {
        figures: judge(runs, counted.of(own) / count),
        tables: [{ title: `${String(count)} files`, table: toTable(runs, { count, unit: 'files' }) }],
        notes: [
          headStart,
          'A peer whose run takes longer than 45 s runs once.',
          'What came is removed when all have run: a file system without a journal makes new files slowly for minutes after many were removed.',
          'rclone over HTTP reads the index page and the files of the same server; over WebDAV its server is its own `rclone serve webdav` on the same files, whose time is not counted as its own. Its WebDAV client asks at most about a hundred times a second.',
        ],
      }
    } finally {
      await webdav?.close()
    }
  },
}

function judge(runs: readonly Runs[], requestsPerFile: number): Figure[] {
  const of = (name: string) => runs.find((one) => one.name === name)
  const mine = of(own)
  const faster = (name: string, atLeast: number): Figure => ({
    what: `speed × ${name}`,
    value: speedRatio(mine, of(name)),
    unit: '×',
    goal: { atLeast },
  })
  return [
    faster(viaHttp, 1),
    faster(viaWebdav, 1),
    faster(`aria2c -j${String(atOnce)}`, 3),
    { what: `speed × curl -Z`, value: speedRatio(mine, of(`curl -Z (${String(atOnce)})`)), unit: '×' },
    { what: 'requests per file', value: requestsPerFile, unit: '', goal: { atMost: 1.1 } },
  ]
}

/** Requests that each contender's last run brought to both servers. */
function countRequests({ site }: Bench) {
  const counts = new Map<string, number>()
  let before = 0
  return {
    begin: async () => {
      before = await site.requests()
    },
    afterRun: async (name: string) => {
      const now = await site.requests()
      counts.set(name, now - before)
      before = now
    },
    of: (name: string) => counts.get(name) ?? Number.NaN,
  }
}

export const farFiles: Row = {
  id: 'far',
  title: '480 files of 1 KiB with round trips of 20 ms',
  run: async (bench): Promise<RowReport> => {
    const { site } = bench
    const count = 480
    const paths = names('far', count)
    await site.add(paths, sizeBytes)
    return bench.withFar(async ({ url, origin }) => {
      await site.serveFrom(origin)
      const runs = await race(bench, {
        paths,
        keepsFiles: true,
        contenders: [
          aria2List(site, paths, atOnce),
          curlMany(site, paths, atOnce),
          rcloneFolder(viaHttp, { kind: 'http', url: `${origin}/tree/far/`, atOnce }),
          reverie(bench, { name: own, path: '/far', profile: await signIn(bench, { url }) }),
        ],
      })
      const of = (name: string) =>
        speedRatio(
          runs.find((one) => one.name === own),
          runs.find((one) => one.name === name),
        )
      return {
        figures: [
          { what: `speed × ${viaHttp}`, value: of(viaHttp), unit: '×', goal: { atLeast: 1 } },
          { what: 'speed × aria2c -j16', value: of('aria2c -j16'), unit: '×' },
          { what: 'speed × curl -Z', value: of(`curl -Z (${String(atOnce)})`), unit: '×' },
        ],
        tables: [{ title: `${String(count)} files`, table: toTable(runs, { count, unit: 'files' }) }],
        notes: [
          headStart,
          'A relay on loopback holds every byte back for 10 ms in each direction, and the first byte of a connection for a round trip more; the site and the storage are both behind it.',
        ],
      }
    })
  },
}
