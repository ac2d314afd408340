// The demo's judgement: every file of the site is on the disk with every byte, nothing else is, and how much of it came
// over the wire twice.

import { readdir } from 'node:fs/promises'
import { formatBytes, formatCount } from '../../headless/terminal/figures.ts'
import { differenceOf } from './compare.ts'
import { listSiteFiles } from './site-files.ts'
import { runOnceMore, type Places } from './story.ts'

/** True if everything is right; what is not is said. */
export async function checkEverything(places: Places): Promise<boolean> {
  const { fake, output, target } = places
  const files = await listSiteFiles(fake)
  const bytesTotal = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  const bytesFetched = contentBytes(places)
  const landed = await runOnceMore(places)
  const bytesAgain = contentBytes(places) - bytesFetched
  output.result(`Comparing ${formatCount(files.length)} files with the site, byte by byte …`)
  const troubles: string[] = []
  for (const file of files) {
    const difference = await differenceOf(fake, file, landed.get(file.uri))
    if (difference !== undefined) troubles.push(`${file.path} ${difference}`)
  }
  const onDisk = (await readdir(target, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  )
  if (onDisk.length !== files.length) troubles.push(`${onDisk.length} files are on the disk`)
  if (bytesAgain !== 0) troubles.push(`a run with nothing to do fetched ${bytesAgain} bytes`)
  for (const trouble of troubles) output.problem(`  WRONG: ${trouble}`)
  if (troubles.length > 0) return false
  output.result(`  All ${formatBytes(bytesTotal)} are right, and no part file is left.`)
  const twice = Math.max(0, bytesFetched - bytesTotal)
  output.result(
    `  Sent twice because of the cut and the kill: ${formatBytes(twice)} of ${formatBytes(bytesTotal)}.`,
  )
  output.result('  A third run found everything in its place and fetched nothing.')
  return true
}

/** What the site handed out so far, broken answers included. */
function contentBytes({ fake }: Places): number {
  return fake.requests
    .filter(({ kind }) => kind === 'content')
    .reduce((sum, { bytesSent }) => sum + bytesSent, 0)
}
