import { describe, expect, it } from 'vitest'
import type { Release, UpdateState } from '../../contract/update-treaty.ts'
import { createUpdates, UpdateError, type Feed, type RunningUpdates } from './updates.ts'

const release: Release = { version: '0.2.0', notes: 'More.', sizeBytes: 1_000 }

interface Stage {
  readonly updates: RunningUpdates
  readonly seen: UpdateState[]
  readonly said: string[]
  /** Runs what waits for its time. */
  readonly tick: () => void
  readonly downloads: {
    progress: (bytes: number) => void
    end: () => void
    fail: (error: unknown) => void
    canceled: boolean
  }[]
  wanted: boolean
}

/** The feed answers with `release` unless told otherwise; its downloads wait for the test. */
function stage(parts: Partial<Feed> = {}): Stage {
  const timers: (() => void)[] = []
  const keep = (_ms: number, run: () => void) => {
    timers.push(run)
    return () => void timers.splice(timers.indexOf(run), 1)
  }
  const own: Stage = {
    seen: [],
    said: [],
    downloads: [],
    wanted: true,
    tick: () => [...timers].forEach((run) => run()),
    updates: createUpdates({
      feed: {
        check: async () => release,
        download: (progress) => {
          let end = () => undefined as void
          let fail: (error: unknown) => void = () => undefined
          const done = new Promise<void>((resolve, reject) => {
            end = resolve
            fail = reject
          })
          const download = { progress, end, fail, canceled: false }
          own.downloads.push(download)
          return { done, cancel: () => void (download.canceled = true) }
        },
        install: () => own.said.push('installed'),
        ...parts,
      },
      nowMs: () => 7,
      after: keep,
      every: keep,
      isWanted: () => own.wanted,
      quit: () => own.said.push('quit'),
      report: (what) => own.said.push(what),
    }),
  }
  own.updates.onChanged((state) => own.seen.push(state))
  return own
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

describe('updates', () => {
  it('go step by step, each asked for by the user', async () => {
    const { updates, seen, said, downloads } = stage()
    updates.check()
    await settled()
    updates.download()
    downloads[0]?.progress(500)
    downloads[0]?.progress(501)
    downloads[0]?.end()
    await settled()
    updates.install()
    expect(seen).toEqual([
      { kind: 'checking' },
      { kind: 'available', release },
      { kind: 'downloading', release, bytesDone: 0 },
      { kind: 'downloading', release, bytesDone: 500 },
      { kind: 'ready', release },
      { kind: 'installing', release },
    ])
    expect(said).toEqual(['quit'])
    expect([updates.finish(), said]).toEqual([true, ['quit', 'installed']])
  })

  it('look by themselves where that is wanted, and do nothing more', async () => {
    const { updates, tick, downloads } = stage()
    tick()
    await settled()
    tick()
    await settled()
    expect([updates.state(), downloads]).toEqual([{ kind: 'available', release }, []])
  })

  it('leave the network alone where looking is not wanted', async () => {
    const own = stage()
    own.wanted = false
    own.tick()
    await settled()
    expect(own.seen).toEqual([])
  })

  it('say what was wrong, and can be tried again', async () => {
    const { updates, downloads, said } = stage()
    updates.check()
    await settled()
    updates.download()
    downloads[0]?.fail(new UpdateError('corrupt'))
    await settled()
    expect(updates.state()).toEqual({ kind: 'available', release, problem: 'corrupt' })
    updates.download()
    downloads[1]?.end()
    await settled()
    expect([updates.state(), said]).toEqual([{ kind: 'ready', release }, ['downloading a newer version']])
  })

  it('forget a download that was given up, whatever still comes of it', async () => {
    const { updates, downloads, said } = stage()
    updates.check()
    await settled()
    updates.download()
    updates.cancel()
    downloads[0]?.progress(900)
    downloads[0]?.fail(new Error('cancelled'))
    await settled()
    expect([updates.state(), downloads[0]?.canceled, said]).toEqual([
      { kind: 'available', release },
      true,
      [],
    ])
  })

  it('end as any quit does when nothing is to be installed', () => {
    expect(stage().updates.finish()).toBe(false)
  })

  it('end as any quit does when the installer cannot begin', async () => {
    const { updates, downloads, said } = stage({
      install: () => {
        throw new UpdateError('disk')
      },
    })
    updates.check()
    await settled()
    updates.download()
    downloads[0]?.end()
    await settled()
    updates.install()
    expect([updates.finish(), updates.state(), said]).toEqual([
      false,
      { kind: 'available', release, problem: 'disk' },
      ['quit', 'installing a newer version'],
    ])
  })

  it('stop with the program', async () => {
    const { updates, tick, downloads, seen } = stage()
    updates.check()
    await settled()
    updates.download()
    updates.dispose()
    tick()
    expect([downloads[0]?.canceled, seen.at(-1)]).toEqual([true, { kind: 'available', release }])
  })
})
