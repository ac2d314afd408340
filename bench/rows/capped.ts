// A server that holds each connection to a rate: what several connections are for.

import { speedRatio, toTable } from '../figures.ts'
import { reverie, signIn } from '../own/reverie.ts'
import { aria2 } from '../peers/transfer-tools.ts'
import { race } from '../race.ts'
import type { Row, RowReport } from '../row.ts'

/** Long enough that the start of the processes does not decide, short enough to wait for. */
const courses = [
  { connections: 1, mebibytes: 128 },
  { connections: 4, mebibytes: 512 },
  { connections: 16, mebibytes: 1024 },
] as const

export const capped: Row = {
  id: 'capped',
  title: 'A server that sends 20 MiB/s on each connection',
  run: async (bench): Promise<RowReport> => {
    const { site, quick } = bench
    await site.serveFrom(site.blobs.origins.capped)
    const figures = []
    const tables = []
    for (const { connections, mebibytes } of courses) {
      const size = quick ? mebibytes / 4 : mebibytes
      const path = `/capped-${String(size)}.bin`
      await site.add([path], size * 1_048_576)
      const profile = await signIn(bench, { settings: { connectionsPerFile: connections } })
      const asked = `reverie --connections ${String(connections)}`
      const grown = `reverie, up to ${String(connections)} by itself`
      const peer = aria2(site, path, connections)
      const runs = await race(bench, {
        paths: [path],
        contenders: [
          peer,
          reverie(bench, { name: asked, path, profile, connections }),
          ...(connections === 1 ? [] : [reverie(bench, { name: grown, path, profile })]),
        ],
      })
      const faster = (name: string) =>
        speedRatio(
          runs.find((one) => one.name === name),
          runs.find((one) => one.name === peer.name),
        )
      const goal = { atLeast: 1 }
      figures.push({ what: `${asked}, speed × ${peer.name}`, value: faster(asked), unit: '×', goal })
      if (connections > 1)
        figures.push({ what: `${grown}, speed × ${peer.name}`, value: faster(grown), unit: '×', goal })
      const title = `${String(size)} MiB, ${String(connections)} connections`
      tables.push({ title, table: toTable(runs, { count: size, unit: 'MiB' }) })
    }
    return { figures, tables }
  },
}
