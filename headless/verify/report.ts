// Gathers findings for a report: counts of all, and the first few of each kind. With --json each finding is a line of its
// own as it comes. Keeps no list that grows with the folder.

import { formatCloudUri } from '../../core/model/cloud-uri.ts'
import { findingKinds, isDifference } from '../../core/verify/finding.ts'
import type { Finding, FindingKind } from '../../core/verify/finding.ts'
import { countOf, formatBytes, formatCount } from '../terminal/figures.ts'
import type { Output } from '../terminal/output.ts'
import { findingLine, kindWords } from './sentences.ts'

export interface Report {
  add(finding: Finding): void
  found(): number
  /** The lists, each under its heading, then one line of figures. */
  print(): void
  /** For the summary of --json. */
  counts(): Readonly<Record<FindingKind, number>>
  differences(): number
  bytes(): number
}

/** Right files are counted; what the user keeps there is the user's own. */
const unlisted: readonly FindingKind[] = ['ok', 'unproven']

export function createReport(output: Output, { folder, listed }: { folder: string; listed: number }): Report {
  const counts = Object.fromEntries(findingKinds.map((kind) => [kind, 0])) as Record<FindingKind, number>
  const first = new Map<FindingKind, Finding[]>()
  let differences = 0
  let bytes = 0

  const printKind = (kind: FindingKind) => {
    const shown = first.get(kind) ?? []
    if (shown.length === 0 && counts[kind] === 0) return
    const { heading, tone } = kindWords[kind]
    output.report(`${heading} (${formatCount(counts[kind])})${shown.length === 0 ? '' : ':'}`, tone)
    for (const finding of shown) output.result(`  ${findingLine(finding, folder)}`)
    const rest = counts[kind] - shown.length
    if (rest > 0 && shown.length > 0) output.report(`  … and ${formatCount(rest)} more`, 'faint')
  }
  const found = () => Object.values(counts).reduce((sum, count) => sum + count, 0)
  return {
    found,
    add: (finding) => {
      const { kind, foundBytes } = finding
      counts[kind] += 1
      bytes += foundBytes ?? 0
      if (isDifference(finding)) differences += 1
      output.emit(findingEvent(finding))
      if (unlisted.includes(kind)) return
      const shown = first.get(kind) ?? []
      if (shown.length < listed) first.set(kind, [...shown, finding])
    },
    print: () => {
      for (const kind of findingKinds) if (!unlisted.includes(kind)) printKind(kind)
      const figures = findingKinds
        .filter((kind) => counts[kind] > 0)
        .map((kind) => `${formatCount(counts[kind])} ${kindWords[kind].short}`)
      const all = [countOf(found(), 'file'), formatBytes(bytes)].join(', ')
      output.report(figures.length === 0 ? `${all}.` : `${all}: ${figures.join(', ')}.`)
    },
    counts: () => counts,
    differences: () => differences,
    bytes: () => bytes,
  }
}

function findingEvent(finding: Finding): object {
  const { kind, path, sizeBytes, foundBytes, damage, remote, origin, code } = finding
  return {
    event: 'finding',
    kind,
    path,
    size: sizeBytes,
    remote,
    ...(foundBytes === undefined ? {} : { found: foundBytes }),
    ...(damage === undefined ? {} : { damage: damage.map(({ start, end }) => [start, end]) }),
    ...(origin === undefined ? {} : { uri: formatCloudUri(origin.uri), account: origin.accountId }),
    ...(code === undefined ? {} : { code }),
  }
}
