// What the machine runs on, by Electron, and what its network costs, by NetworkManager on Linux. Electron has no word for
// the latter; where nobody tells, the option is not offered.

import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { PowerMonitor } from 'electron'
import type { Power } from '../../core/ports/power.ts'

export interface SystemPower extends Power {
  /** Whether somebody here can say what the network costs. */
  tellsMetered(): boolean
  dispose(): void
}

export interface SystemPowerParts {
  readonly monitor: Pick<PowerMonitor, 'on' | 'off' | 'isOnBatteryPower'>
  /** Asks the system; undefined where it does not say. */
  readonly askMetered: () => Promise<boolean | undefined>
  /** Whether anybody wants to know: asking starts a process. */
  readonly wantsMetered: () => boolean
  readonly after: (delayMs: number, run: () => void) => () => void
  readonly every: (periodMs: number, run: () => void) => () => void
}

const askEveryMs = 30_000
/** Starting a process while the program starts itself makes that longer. */
const firstLookMs = 5_000

/** Waits for the first answer only where downloads depend on it. */
export async function watchPower(parts: SystemPowerParts): Promise<SystemPower> {
  const { monitor, askMetered, wantsMetered, after, every } = parts
  const listeners = new Set<() => void>()
  let tells = false
  let metered = false
  let isOver = false
  let stop: () => void = () => undefined
  const tell = () => {
    for (const listener of [...listeners]) listener()
  }
  const heard = (answer: boolean | undefined) => {
    if (answer === undefined || isOver) return
    tells = true
    metered = answer
    stop = every(askEveryMs, () => void ask())
  }
  const ask = async () => {
    if (!wantsMetered()) return
    const before = metered
    metered = (await askMetered()) ?? false
    if (metered !== before) tell()
  }
  if (wantsMetered()) heard(await askMetered())
  else {
    stop = after(firstLookMs, () => {
      void askMetered().then((answer) => {
        heard(answer)
        if (tells) tell()
      })
    })
  }
  monitor.on('on-battery', tell)
  monitor.on('on-ac', tell)
  return {
    reasons: () => [
      ...(monitor.isOnBatteryPower() ? (['on-battery'] as const) : []),
      ...(metered ? (['metered-network'] as const) : []),
    ],
    onChanged: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    tellsMetered: () => tells,
    dispose: () => {
      isOver = true
      stop()
      monitor.off('on-battery', tell)
      monitor.off('on-ac', tell)
    },
  }
}

const busctl = [
  'busctl',
  ['--system', 'get-property', 'org.freedesktop.NetworkManager', '/org/freedesktop/NetworkManager'],
  ['org.freedesktop.NetworkManager', 'Metered'],
] as const

/** NMMetered: 1 yes, 2 no, 3 probably yes, 4 probably no, 0 unknown (NetworkManager's D-Bus reference). */
export function readMetered(answer: string): boolean | undefined {
  const value = /^u ([0-4])\s*$/.exec(answer)?.[1]
  if (value === undefined || value === '0') return undefined
  return value === '1' || value === '3'
}

export async function askNetworkManager(platform: NodeJS.Platform): Promise<boolean | undefined> {
  if (platform !== 'linux') return undefined
  const [command, service, property] = busctl
  try {
    const { stdout } = await promisify(execFile)(command, [...service, ...property], { timeout: 2_000 })
    return readMetered(stdout)
  } catch {
    // No busctl, no bus, no NetworkManager: nobody tells.
    return undefined
  }
}
