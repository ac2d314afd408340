// Says plainly that this Node is too old. The native database would not even fail on it: the process would be gone.

import { exitCodes } from './exit-code.ts'

/** The first whose native interface the database is built for. */
const oldest = 22

/** Ends the process on an older Node. */
export function refuseOldNode(source: NodeJS.Process): void {
  const version = source.versions.node
  if (Number(version.split('.')[0]) >= oldest) return
  source.stderr.write(
    `Reverie needs Node ${oldest} or newer, and this is ${version}. Install a newer one, or run it through npm, which brings its own.\n`,
  )
  source.exit(exitCodes.usage)
}
