import { describe, expect, it } from 'vitest'
import { auditDocument, type AuditFacts } from './audit-document.ts'
import { readAudit, readLock } from './audit-facts.ts'

/** As npm 11 prints it. */
const report = JSON.stringify({
  auditReportVersion: 2,
  vulnerabilities: {
    outer: { name: 'outer', severity: 'moderate', isDirect: true, via: ['inner'], range: '*', nodes: [] },
    inner: {
      ...{ name: 'inner', severity: 'high', isDirect: false, range: '<1.2.3', nodes: ['node_modules/inner'] },
      via: [
        {
          source: 1,
          name: 'inner',
          title: 'Escapes | its box',
          url: 'https://example.org/a',
          range: '<1.2.3',
        },
      ],
    },
  },
  metadata: { vulnerabilities: { total: 2 } },
})

const lock = JSON.stringify({
  lockfileVersion: 3,
  packages: {
    '': { version: '0.1.0' },
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-x' },
    'node_modules/a/node_modules/@b/c': { version: '2.0.0', integrity: 'sha512-y', hasInstallScript: true },
    'node_modules/d': { version: '3.0.0' },
  },
})

const facts = (more: Partial<AuditFacts>): AuditFacts => ({
  date: '2026-11-26',
  answer: readAudit(report),
  lock: readLock(lock),
  allowedScripts: [],
  shipped: [{ name: 'inner', version: '1.0.0', licence: 'MIT' }],
  ...more,
})

describe('what the registry says', () => {
  it('is read, the worst first', () => {
    expect(readAudit(`npm warn something\n${report}`)).toEqual({
      kind: 'answered',
      findings: [
        {
          ...{ name: 'inner', severity: 'high', range: '<1.2.3' },
          advice: [{ title: 'Escapes | its box', url: 'https://example.org/a' }],
        },
        { name: 'outer', severity: 'moderate', range: '*', advice: [] },
      ],
    })
  })
  it.each([
    [
      '{"message":"405 Method Not Allowed - POST https://registry.example/x","method":"POST"}',
      'the registry answered 405 Method Not Allowed',
    ],
    ['npm error code ENOTFOUND', 'npm ended with ENOTFOUND'],
    ['', 'npm gave no report'],
  ])('is no answer where there is none: %s', (output, reason) => {
    expect(readAudit(output)).toEqual({ kind: 'refused', reason })
  })
})

describe('the lock file', () => {
  it('tells which packages lack a hash or would run something', () => {
    expect(readLock(lock)).toEqual({
      ...{ version: 3, packages: 3, withoutHash: ['d'], withScripts: ['@b/c'] },
    })
  })
})

describe('the report', () => {
  it('names what is known and whether it ships', () => {
    const text = auditDocument(facts({}))
    expect(text).toContain('2 known on 2026-11-26 in 3 locked packages.')
    expect(text).toContain('| inner | <1.2.3 | high | yes | [Escapes \\| its box](https://example.org/a) |')
    expect(text).toContain('| outer | * | moderate | no, a tool | by what it depends on |')
  })
  it('claims nothing where nobody answered', () => {
    const text = auditDocument(facts({ answer: readAudit('') }))
    expect(text).toContain('**Not answered** on 2026-11-26: npm gave no report.')
    expect(text).not.toContain('None known')
  })
  it('says that nothing is known only where somebody said so', () => {
    const answer = readAudit('{"auditReportVersion":2,"vulnerabilities":{}}')
    expect(auditDocument(facts({ answer }))).toContain('None known on 2026-11-26 in 3 locked packages.')
  })
})
