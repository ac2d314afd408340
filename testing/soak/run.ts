// `npm run soak -- [--minutes 30] [--seed N] [--files N]`: the soak with its report; the exit code is 0 only if every byte
// was right.

import { parseArgs } from 'node:util'
import { describeSoak, runSoak } from './soak.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    files: { type: 'string', default: '5000' },
  },
})
const say = (line: string) => void process.stdout.write(`${line}\n`)
const seed = Number(values.seed)
say(`seed ${String(seed)}`)
try {
  const report = await runSoak({ minutes: Number(values.minutes), seed, files: Number(values.files), say })
  say(describeSoak(report))
  process.exitCode = report.wrong.length === 0 ? 0 : 1
} catch (error) {
  say(`the soak with seed ${String(seed)} ended: ${String(error)}`)
  process.exitCode = 1
}
