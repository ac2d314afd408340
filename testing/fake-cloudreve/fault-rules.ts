// Decides which fault meets which request: rules count their matches and wear out. The faults themselves are in faults.ts.
import type { Exchange, RequestKind, RequestRecord } from './exchange.ts'
import type { Reply } from './reply.ts'

export interface Fault {
  readonly name: string
  /** True for faults that are a state of the server (a connection limit) and by default never wear out. */
  readonly lasting?: boolean
  /** Before the handler: answer instead of it, change what it sees, or say nothing ever. */
  before?(exchange: Exchange): Reply | 'silent' | undefined
  /** After the handler: bend its answer. */
  bend?(reply: Reply, exchange: Exchange): Reply
}

export interface FaultRule {
  on: RequestKind | 'any'
  /** Further selection by the request's path, or by anything in its record. */
  path?: RegExp | ((record: RequestRecord) => boolean)
  /** How many matching requests meet the fault; default 1, or all of them for a lasting fault. */
  times?: number
  /** How many matching requests go unharmed first; default 0. */
  after?: number
  fault: Fault
}

export interface Faults {
  /** Returns the disposer that takes the rule away again. */
  add(rule: FaultRule): () => void
  clear(): void
  /** How often each fault has struck, by its name. */
  hits(): Record<string, number>
}

export interface FaultBook extends Faults {
  /** The faults this request meets, in the order the rules were added; counts the match. */
  strike(record: RequestRecord): Fault[]
}

export function createFaultBook(): FaultBook {
  const rules = new Set<{ rule: FaultRule; passes: number; left: number }>()
  const hits: Record<string, number> = {}
  return {
    add: (rule) => {
      const held = {
        rule,
        passes: rule.after ?? 0,
        left: rule.times ?? (rule.fault.lasting === true ? Infinity : 1),
      }
      rules.add(held)
      return () => {
        rules.delete(held)
      }
    },
    clear: () => {
      rules.clear()
    },
    hits: () => ({ ...hits }),
    strike: (record) => {
      const struck: Fault[] = []
      for (const held of rules) {
        if (!isMatch(held.rule, record)) continue
        if (held.passes > 0) {
          held.passes -= 1
        } else if (held.left > 0) {
          held.left -= 1
          hits[held.rule.fault.name] = (hits[held.rule.fault.name] ?? 0) + 1
          struck.push(held.rule.fault)
        }
      }
      return struck
    },
  }
}

function isMatch(rule: FaultRule, record: RequestRecord): boolean {
  if (rule.on !== 'any' && rule.on !== record.kind) return false
  if (rule.path === undefined) return true
  return typeof rule.path === 'function' ? rule.path(record) : rule.path.test(record.path)
}
