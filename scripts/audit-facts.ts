// What a registry and the lock file say of the packages we stand on, read into plain values.

import { z } from 'zod'

export const severities = ['critical', 'high', 'moderate', 'low', 'info'] as const
export type Severity = (typeof severities)[number]

const adviceShape = z.object({ title: z.string(), url: z.string(), range: z.string() })
const foundShape = z.object({
  name: z.string(),
  severity: z.enum(severities),
  range: z.string(),
  // A name alone: it is affected by what it depends on.
  via: z.array(z.union([z.string(), adviceShape])),
})
/** `npm audit --json`, version 2 of its report (docs.npmjs.com, npm audit). */
const reportShape = z.object({ vulnerabilities: z.record(z.string(), foundShape) })

export interface Finding {
  readonly name: string
  readonly severity: Severity
  readonly range: string
  readonly advice: readonly { readonly title: string; readonly url: string }[]
}

export type AuditAnswer =
  | { readonly kind: 'answered'; readonly findings: readonly Finding[] }
  /** `reason` names no host: who is asked is a matter of the machine. */
  | { readonly kind: 'refused'; readonly reason: string }

/** `output`: of `npm audit --json`, which ends with an error where it found something as well as where it failed. */
export function readAudit(output: string): AuditAnswer {
  const report = reportShape.safeParse(parsed(output))
  if (!report.success) return { kind: 'refused', reason: reasonIn(output) }
  const findings = Object.values(report.data.vulnerabilities).map(({ name, severity, range, via }) => ({
    ...{ name, severity, range },
    advice: via.flatMap((one) => (typeof one === 'string' ? [] : [{ title: one.title, url: one.url }])),
  }))
  const rank = ({ severity }: Finding) => severities.indexOf(severity)
  return {
    kind: 'answered',
    findings: findings.sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name)),
  }
}

function parsed(text: string): unknown {
  // Warnings of npm may stand before it.
  const start = text.indexOf('{')
  try {
    return start === -1 ? undefined : JSON.parse(text.slice(start, text.lastIndexOf('}') + 1))
  } catch {
    return undefined
  }
}

function reasonIn(output: string): string {
  const status = /\b([45]\d\d) [A-Z][A-Za-z ]+/.exec(output)?.[0]
  if (status !== undefined) return `the registry answered ${status.trim()}`
  const code = /\b(E[A-Z]{4,}|E\d{3})\b/.exec(output)?.[0]
  return code === undefined ? 'npm gave no report' : `npm ended with ${code}`
}

const lockShape = z.object({
  lockfileVersion: z.number(),
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      integrity: z.string().optional(),
      link: z.boolean().optional(),
      hasInstallScript: z.boolean().optional(),
    }),
  ),
})

export interface LockFacts {
  readonly version: number
  readonly packages: number
  /** Of these no hash is known, so that nobody would notice another content. */
  readonly withoutHash: readonly string[]
  /** These would run something while they are installed. */
  readonly withScripts: readonly string[]
}

export function readLock(text: string): LockFacts {
  const { lockfileVersion, packages } = lockShape.parse(JSON.parse(text))
  const all = Object.entries(packages).filter(([path, { link }]) => path !== '' && link !== true)
  const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
  const names = (found: typeof all) => [...new Set(found.map(([path]) => nameOf(path)))].sort()
  return {
    version: lockfileVersion,
    packages: all.length,
    withoutHash: names(all.filter(([, { integrity }]) => integrity === undefined)),
    withScripts: names(all.filter(([, { hasInstallScript }]) => hasInstallScript === true)),
  }
}
