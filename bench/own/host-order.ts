// The order for the bench's host of the engine, as its one argument, with the site filled in; and a run of it to its
// figures.

import type { HostOrder } from '../host/host.ts'
import { measure } from '../measure.ts'
import type { Measured } from '../measure.ts'
import type { Bench } from '../row.ts'
import { hostScript } from './build.ts'

/** A union's members each without the site, which is always the same. */
type WithoutSite<Order> = Order extends HostOrder ? Omit<Order, 'site' | 'email' | 'password'> : never

export type BenchOrder = WithoutSite<HostOrder>

export function hostOrder({ site }: Bench, order: BenchOrder): string {
  return JSON.stringify({ ...order, site: site.url, ...site.user })
}

/** Resolves with what the host printed last, and what the whole process cost. */
export async function runHost<Figures>(
  bench: Bench,
  order: BenchOrder,
  options: { flags?: readonly string[]; timeoutMs?: number } = {},
): Promise<{ figures: Figures; cost: Measured }> {
  const cost = await measure({
    file: process.execPath,
    args: [...(options.flags ?? []), hostScript, hostOrder(bench, order)],
    env: { NODE_EXTRA_CA_CERTS: bench.site.certificate },
    ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
  })
  const line = cost.output.trim().split('\n').at(-1) ?? ''
  return { figures: JSON.parse(line) as Figures, cost }
}
