// What a reader needs to know of the machine; no names and no paths.

import { cpus, platform, release, totalmem } from 'node:os'

export interface MachineFacts {
  readonly system: string
  readonly cores: number
  readonly processor: string
  readonly memoryGib: number
  readonly node: string
}

export function describeMachine(): MachineFacts {
  const all = cpus()
  return {
    system: `${platform()} ${release().split('-')[0] ?? ''}`,
    cores: all.length,
    processor: all[0]?.model.trim() ?? 'unknown',
    memoryGib: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  }
}
