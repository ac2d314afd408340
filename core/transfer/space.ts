// Room on the volumes: who starts only where its file fits above the floor, beside what the others still have to write;
// and who runs is watched, so that nobody fills a volume to the last byte. Says what is low; stopping is the queue's.

import { createFailure, TransferError } from '../model/failure.ts'
import type { Failure } from '../model/failure.ts'
import type { Settings } from '../model/settings.ts'
import type { Clock } from '../ports/clock.ts'
import type { Disk } from '../ports/disk.ts'

export interface SpaceClaim {
  readonly id: string
  readonly root: string
  /** Still to be written, as far as is known. */
  readonly bytes: number
}

export interface Space {
  /** Rejects `disk-full` where it does not fit, with what would have to be free. Held until `release`. */
  claim(claim: SpaceClaim): Promise<void>
  release(id: string): void
  /** What has to be free below the root, beside its own bytes, for a file that is not worth a claim. */
  floorBytes(root: string): Promise<number>
  /** Whether what was refused below the root would fit now; undefined where nothing was refused. Rejects like the disk. */
  fits(root: string): Promise<boolean | undefined>
  /** These share a volume that has gone below its floor. */
  onLow(listener: (claims: readonly SpaceClaim[], failure: Failure) => void): () => void
}

export interface SpaceParts {
  readonly disk: Pick<Disk, 'freeBytes' | 'volumeBytes' | 'volumeOf'>
  readonly clock: Clock
  readonly settings: () => Floors
  /** Bytes of the transfer that are here. */
  readonly bytesOf: (id: string) => number | undefined
}

type Floors = Pick<Settings, 'startFloorBytes' | 'keepFloorBytes'>

interface Claimed extends SpaceClaim {
  readonly volume: string
  readonly bytesBefore: number
}

/** Directories, the database, what runs when two look at the same moment. */
const spareBytes = 1_048_576
const lookEveryMs = 1_000
/** The floors are meant for the disk that the system lives on: of a small volume they leave most to the files. */
const mostOfVolume = 0.1

export function createSpace({ disk, clock, settings, bytesOf }: SpaceParts): Space {
  const claims = new Map<string, Claimed>()
  /** The first that did not fit goes first when there is room: small ones do not overtake it for ever. */
  const refused = new Map<string, number>()
  const listeners = new Set<(claims: readonly SpaceClaim[], failure: Failure) => void>()
  let stopTimer: (() => void) | undefined

  const restOf = ({ id, bytes, bytesBefore }: Claimed) =>
    Math.max(0, bytes - ((bytesOf(id) ?? bytesBefore) - bytesBefore))
  const promised = (of: (claim: Claimed) => boolean) =>
    [...claims.values()].filter(of).reduce((sum, claim) => sum + restOf(claim), 0)
  /** By a path on it. */
  const sizes = new Map<string, Promise<number>>()
  const floorsOf = async (root: string) => {
    const known = sizes.get(root) ?? disk.volumeBytes(root)
    sizes.set(root, known)
    // A volume that cannot be asked now is asked again the next time.
    known.catch(() => sizes.delete(root))
    const most = Math.floor((await known) * mostOfVolume)
    const { startFloorBytes, keepFloorBytes } = settings()
    return {
      startFloorBytes: Math.min(startFloorBytes, most),
      keepFloorBytes: Math.min(keepFloorBytes, most),
    }
  }
  /** What has to be free for so many bytes more. */
  const needed = (bytes: number, of: (claim: Claimed) => boolean, floors: Floors) => {
    const { startFloorBytes, keepFloorBytes } = floors
    return Math.max(startFloorBytes, keepFloorBytes + promised(of) + bytes + spareBytes)
  }

  const lookAt = async (volume: string) => {
    const of = () => [...claims.values()].filter((claim) => claim.volume === volume)
    const [any] = of()
    if (any === undefined) return
    const [free, { keepFloorBytes }] = await Promise.all([disk.freeBytes(any.root), floorsOf(any.root)])
    const low = of()
    if (free >= keepFloorBytes || low.length === 0) return
    for (const claim of low) if (!refused.has(claim.root)) refused.set(claim.root, restOf(claim))
    for (const listener of [...listeners]) listener(low, tooLittle(keepFloorBytes, free))
  }
  const look = () => {
    stopTimer = undefined
    const volumes = new Set([...claims.values()].map(({ volume }) => volume))
    // A volume that cannot be asked is noticed by whoever writes to it.
    void Promise.allSettled([...volumes].map(lookAt)).then(watch)
  }
  const watch = () => {
    if (claims.size > 0) stopTimer ??= clock.after(lookEveryMs, look)
  }

  return {
    claim: async (claim) => {
      const { id, root, bytes } = claim
      const [volume, free, floors] = await Promise.all([
        disk.volumeOf(root),
        disk.freeBytes(root),
        floorsOf(root),
      ])
      // From here on without a pause: two that ask at once do not get the same bytes.
      const need = needed(bytes, (other) => other.volume === volume && other.id !== id, floors)
      if (free < need) {
        if (!refused.has(root)) refused.set(root, bytes)
        // Another volume may lie there by the next time: a stick, a share.
        sizes.delete(root)
        throw new TransferError(tooLittle(need, free))
      }
      refused.delete(root)
      claims.set(id, { ...claim, volume, bytesBefore: bytesOf(id) ?? 0 })
      watch()
    },
    release: (id) => {
      claims.delete(id)
      if (claims.size > 0) return
      stopTimer?.()
      stopTimer = undefined
    },
    floorBytes: async (root) => needed(0, () => true, await floorsOf(root)),
    fits: async (root) => {
      const bytes = refused.get(root)
      if (bytes === undefined) return undefined
      const [volume, free, floors] = await Promise.all([
        disk.volumeOf(root),
        disk.freeBytes(root),
        floorsOf(root),
      ])
      if (free < needed(bytes, (claim) => claim.volume === volume, floors)) {
        sizes.delete(root)
        return false
      }
      refused.delete(root)
      return true
    },
    onLow: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

function tooLittle(neededBytes: number, freeBytes: number): Failure {
  return createFailure('disk-full', `${neededBytes} bytes have to be free, ${freeBytes} are`, {
    space: { neededBytes, freeBytes },
  })
}
