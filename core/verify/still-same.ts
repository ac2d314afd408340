// Whether a file is still exactly what landed: asked before it is taken away with its row.

import type { StillSame } from '../model/file-removal.ts'
import type { Landing } from '../ports/landings.ts'
import { isTimeAsRecorded } from './finding.ts'
import { checkLanding } from './local-check.ts'
import type { LocalParts } from './local-check.ts'

const signal = new AbortController().signal

/** `thorough` reads every byte; otherwise length and time may stand for them, and what they leave in doubt is read. */
export async function checkStillSame(
  parts: LocalParts,
  landing: Landing,
  { thorough }: { thorough: boolean },
): Promise<StillSame> {
  const finding = await checkLanding(parts, landing, {
    ...{ quick: !thorough, remote: { state: 'unchecked' }, signal, onBytes: () => undefined },
  })
  switch (finding.kind) {
    case 'missing':
      return { kind: 'gone' }
    case 'ok':
      return { kind: 'same' }
    case 'unproven': {
      const found = await parts.disk.stat(landing.path)
      const isTrusted = !thorough && found !== undefined && isTimeAsRecorded(landing, found)
      return { kind: isTrusted ? 'same' : 'unproven' }
    }
    case 'unreadable':
      return { kind: 'disk', ...(finding.code === undefined ? {} : { code: finding.code }) }
    default:
      return { kind: 'changed' }
  }
}
