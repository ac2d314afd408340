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
      const name = `reverie, ${String(connections)}`
      const runs = await race(bench, {
        paths: [path],
        contenders: [aria2(site, path, connections), reverie(bench, { name, path, profile })],
      })
      const [theirs, mine] = [runs.find((one) => one.name !== name), runs.find((one) => one.name === name)]
      figures.push({
        what: `${String(connections)} connections, speed × aria2c -x${String(connections)}`,
        value: speedRatio(mine, theirs),
        unit: '×',
        goal: { atLeast: 1 },
      })
      const title = `${String(size)} MiB, ${String(connections)} connections at most`
      tables.push({ title, table: toTable(runs, { count: size, unit: 'MiB' }) })
    }
    return { figures, tables }
  },
}
