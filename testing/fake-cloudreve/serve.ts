// Runs the fake with its sample tree until it is interrupted: `node testing/fake-cloudreve/serve.ts [--port N]`.
// Loopback only; nothing is kept when it ends.
import { parseArgs } from 'node:util'
import { addSampleFiles } from './sample-site.ts'
import { startFakeCloudreve } from './fake-cloudreve.ts'

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } })
const fake = await startFakeCloudreve({ port: Number(values.port) })
const sample = addSampleFiles(fake)
const lines = [
  `url           ${fake.url}`,
  `e-mail        ${fake.user.email}`,
  `password      ${fake.user.password}`,
  `open share    ${sample.openShareUrl}`,
  `locked share  ${sample.lockedShareUrl}`,
]
process.stdout.write(`${lines.join('\n')}\n`)
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void fake.close()
  })
}
