// The words of a verification: what each kind of finding means, one line for each file, and the end of it.

import { relative } from 'node:path'
import { assertNever } from '../../core/model/assert-never.ts'
import type { Finding, FindingKind } from '../../core/verify/finding.ts'
import type { VerifyProgress } from '../../core/verify/verify.ts'
import { countOf, formatBytes, formatCount } from '../terminal/figures.ts'
import type { Tone } from '../terminal/output.ts'

interface KindWords {
  /** Above the list of such files. */
  readonly heading: string
  /** In the last line: `3 missing`. */
  readonly short: string
  readonly tone: Tone
}

export const kindWords: Readonly<Record<FindingKind, KindWords>> = {
  ok: { heading: 'As they landed', short: 'right', tone: 'good' },
  unproven: {
    heading: 'Length and time are right; no hash was kept when they landed',
    short: 'right by length only',
    tone: 'faint',
  },
  missing: { heading: 'Missing', short: 'missing', tone: 'bad' },
  damaged: {
    heading: 'Damaged: other bytes, though nobody has written to them since',
    short: 'damaged',
    tone: 'bad',
  },
  unreadable: { heading: 'Cannot be read', short: 'unreadable', tone: 'bad' },
  'changed-locally': { heading: 'Changed here since they landed', short: 'changed here', tone: 'wait' },
  'changed-remotely': {
    heading: 'Right, but the site has another version now',
    short: 'changed on the site',
    tone: 'wait',
  },
  'gone-remotely': { heading: 'Right, but gone from the site', short: 'gone from the site', tone: 'wait' },
  'new-remotely': { heading: 'On the site and not here', short: 'new on the site', tone: 'wait' },
  'not-ours': {
    heading: 'Not downloaded with this profile, compared by length at most',
    short: 'not from here',
    tone: 'faint',
  },
}

/** `sub/a.bin  bytes 8,388,608 to 16,777,215 of 20,000,000` */
export function findingLine(finding: Finding, folder: string): string {
  const name = relative(folder, finding.path)
  const facts = [factOf(finding), siteFact(finding)].filter((fact) => fact !== '')
  return facts.length === 0 ? name : `${name}  ${facts.join(', ')}`
}

function factOf(finding: Finding): string {
  const { kind, sizeBytes, foundBytes = 0 } = finding
  switch (kind) {
    case 'damaged':
      return damageFact(finding)
    case 'unreadable':
      return finding.code ?? ''
    case 'changed-locally':
      return foundBytes === sizeBytes ? '' : `${formatBytes(foundBytes)} instead of ${formatBytes(sizeBytes)}`
    case 'not-ours':
      return finding.remote === 'changed'
        ? `${formatBytes(foundBytes)}, on the site ${formatBytes(sizeBytes)}`
        : ''
    case 'missing':
    case 'new-remotely':
      return formatBytes(sizeBytes)
    case 'ok':
    case 'unproven':
    case 'changed-remotely':
    case 'gone-remotely':
      return ''
    default:
      return assertNever(kind)
  }
}

const listedRanges = 3

function damageFact({ damage = [], sizeBytes }: Finding): string {
  const ranges = damage
    .slice(0, listedRanges)
    .map(({ start, end }) => `${formatCount(start)} to ${formatCount(end - 1)}`)
  const more =
    damage.length > listedRanges ? ` and ${countOf(damage.length - listedRanges, 'more stretch')}` : ''
  return `bytes ${ranges.join(', ')}${more} of ${formatCount(sizeBytes)}`
}

/** What the site says, where the kind does not say it already. */
function siteFact({ kind, remote }: Finding): string {
  if (kind !== 'missing' && kind !== 'damaged' && kind !== 'changed-locally') return ''
  if (remote === 'changed') return 'another version on the site'
  return remote === 'gone' ? 'gone from the site' : ''
}

export function progressLine({ phase, files, filesTotal, bytes, bytesTotal }: VerifyProgress): string {
  switch (phase) {
    case 'listing':
      return `Listing the site: ${countOf(files, 'file')}`
    case 'reading':
      return `Reading ${formatCount(files)} of ${countOf(filesTotal, 'file')} · ${formatBytes(bytes)} of ${formatBytes(bytesTotal)}`
    case 'looking':
      return 'Looking for files that were not downloaded'
    default:
      return assertNever(phase)
  }
}
