// The soak in its short form, as it runs with every change; `npm run soak` is the long one.

import { expect, it } from 'vitest'
import { describeSoak, runSoak } from './soak.ts'

const minutes = Number(process.env['REVERIE_SOAK_MINUTES'] ?? 0.5)
const seed = Number(process.env['REVERIE_SEED'] ?? Date.now() % 1_000_000)

it(
  'a tree of 5,000 files comes whole through random faults and kills',
  { timeout: (minutes + 6) * 60_000 },
  async () => {
    const say = (line: string) => void process.stdout.write(`${line}\n`)
    say(`soak: seed ${String(seed)}`)
    const report = await runSoak({ minutes, seed, say })
    say(describeSoak(report))
    expect(report.wrong).toEqual([])
    expect(report.kills).toBeGreaterThan(minutes)
    expect(report.faults.size).toBeGreaterThan(10 * minutes)
  },
)
