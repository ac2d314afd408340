// `npm run audit-report`: asks the registry about the locked packages and writes docs/AUDIT.md, with what ships and under
// which terms. `--fail-at high` ends with an error where something at least that bad is known, or nobody answered.

import { readFile, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { format, resolveConfig } from 'prettier'
import { z } from 'zod'
import { auditDocument } from './audit-document.ts'
import { readAudit, readLock, severities } from './audit-facts.ts'
import { buildAll } from './build.ts'
import { run } from './child.ts'
import { assertNodeVersion } from './node-version.ts'
import { writeNotices } from './notices.ts'
import { root } from './places.ts'

assertNodeVersion()
const { values } = parseArgs({
  options: { 'fail-at': { type: 'string' }, built: { type: 'boolean', default: false } },
})
const limit = z.enum(severities).optional().parse(values['fail-at'])

// What ships is known once it is bundled.
if (!values.built) await buildAll({ legacy: false })
const { output } = await run('npm', ['audit', '--json'], { cwd: root, timeoutMs: 120_000 })
const answer = readAudit(output)
const manifest = z
  .object({ allowScripts: z.record(z.string(), z.boolean()) })
  .parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')))
const text = auditDocument({
  date: new Date().toISOString().slice(0, 10),
  answer,
  lock: readLock(await readFile(join(root, 'package-lock.json'), 'utf8')),
  allowedScripts: Object.entries(manifest.allowScripts).flatMap(([name, may]) => (may ? [name] : [])),
  shipped: await writeNotices(),
})
const place = join(root, 'docs', 'AUDIT.md')
const config = (await resolveConfig(place)) ?? {}
await writeFile(place, await format(text, { ...config, parser: 'markdown' }))
console.log(`written: ${relative(root, place)}`)

if (limit !== undefined) {
  const bad =
    answer.kind === 'refused'
      ? [answer.reason]
      : answer.findings
          .filter(({ severity }) => severities.indexOf(severity) <= severities.indexOf(limit))
          .map(({ name, severity }) => `${name}: ${severity}`)
  for (const line of bad) console.error(line)
  process.exitCode = bad.length === 0 ? 0 : 1
}
