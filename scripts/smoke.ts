// Starts a packed program once: it has to show its page, say something of its own there, and end by itself when it is
// asked to.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPacked } from './packed-run.ts'

/** True in the page once it is drawn and in sight. */
const isDrawn = `document.visibilityState === 'visible' && document.querySelector('[aria-label="Transfers"]') !== null`

/** Rejects with what was wrong and what the program said. `display`: of Linux, where one had to be opened. */
export async function smoke(program: string, display: string | undefined): Promise<void> {
  const profile = await mkdtemp(join(tmpdir(), 'reverie-smoke-'))
  try {
    const run = await startPacked({ program, profile, display })
    try {
      await run.ask('index.html', isDrawn)
      const code = await run.quit()
      if (code !== 0) throw new Error(`the program ended with ${code}`)
    } finally {
      await run.kill()
    }
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}
