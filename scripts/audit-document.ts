// docs/AUDIT.md as text: what was asked about the packages we stand on, what was answered, and what ships.

import type { AuditAnswer, Finding, LockFacts } from './audit-facts.ts'

export interface Shipped {
  readonly name: string
  readonly version: string
  readonly licence: string
}

export interface AuditFacts {
  /** `YYYY-MM-DD`. */
  readonly date: string
  readonly answer: AuditAnswer
  readonly lock: LockFacts
  /** Names of package.json's `allowScripts` that are allowed to run. */
  readonly allowedScripts: readonly string[]
  readonly shipped: readonly Shipped[]
}

export function auditDocument(facts: AuditFacts): string {
  const { date, answer, lock, allowedScripts, shipped } = facts
  const ships = new Set(shipped.map(({ name }) => name))
  const licences = [...new Set(shipped.map(({ licence }) => licence))].sort()
  return [
    '# Dependencies',
    'Made by `npm run audit-report`; not edited by hand.',
    '## Known weaknesses',
    answer.kind === 'answered'
      ? answered(answer.findings, { date, ships, packages: lock.packages })
      : `**Not answered** on ${date}: ${answer.reason}. Nothing is known here of weaknesses in the ${lock.packages} locked packages, for better or worse. The workflow \`check\` asks again on every change, where a registry answers, and fails from “high” on.`,
    '## The lock file',
    `- \`package-lock.json\`, version ${lock.version}: ${lock.packages} packages, each with its exact version.`,
    `- Without a hash: ${list(lock.withoutHash)}.`,
    `- Would run something while they are installed: ${list(lock.withScripts)}. Allowed to: ${list(allowedScripts)} (\`allowScripts\` in package.json).`,
    '## What ships',
    `${shipped.length} packages have code inside the program or the command line, or go beside it. Their texts are in THIRD-PARTY-NOTICES.txt of each package; a licence that is not on the list of accepted ones (\`scripts/notices.ts\`) stops the build. What Chromium brings is in Electron's own LICENSES.chromium.html.`,
    table(
      ['Licence', 'Packages'],
      licences.map((one) => [one, String(shipped.filter(({ licence }) => licence === one).length)]),
    ),
    table(
      ['Package', 'Version', 'Licence'],
      shipped.map(({ name, version, licence }) => [name, version, licence]),
    ),
  ].join('\n\n')
}

interface Asked {
  readonly date: string
  readonly ships: ReadonlySet<string>
  readonly packages: number
}

function answered(findings: readonly Finding[], { date, ships, packages }: Asked): string {
  if (findings.length === 0) return `None known on ${date} in ${packages} locked packages.`
  const lines = findings.map(({ name, severity, range, advice }) => [
    ...[name, range, severity, ships.has(name) ? 'yes' : 'no, a tool'],
    advice.map(({ title, url }) => `[${title}](${url})`).join('; ') || 'by what it depends on',
  ])
  return `${findings.length} known on ${date} in ${packages} locked packages.\n\n${table(
    ['Package', 'Versions', 'Severity', 'Ships', 'Which'],
    lines,
  )}`
}

const list = (names: readonly string[]) =>
  names.length === 0 ? 'none' : names.map((name) => `\`${name}\``).join(', ')

function table(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [row(head), row(head.map(() => '---')), ...lines.map(row)].join('\n')
}
