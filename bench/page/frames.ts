// Runs inside the page: what an eye would see. Whole files of it are handed over as functions, so nothing outside of them
// may be used here. Times are the page's own clock, milliseconds.

export interface FrameTimes {
  /** Between one frame and the next. */
  readonly gapsMs: readonly number[]
}

/** From the double click on a folder until the frame after its first row was drawn. */
export function timeToFirstRow({ folder, first }: { folder: string; first: string }): Promise<number> {
  const row = (name: string) => document.querySelector(`[role="row"][aria-label="${name}"]`)
  return new Promise((resolve, reject) => {
    const target = row(folder)
    if (target === null) {
      reject(new Error(`there is no row ${folder}`))
      return
    }
    const begun = performance.now()
    target.dispatchEvent(new MouseEvent('dblclick', { bubbles: true, cancelable: true }))
    const look = () => {
      if (row(first) === null) requestAnimationFrame(look)
      else requestAnimationFrame(() => resolve(performance.now() - begun))
    }
    look()
  })
}

/** From the End key until the last row was drawn. */
export function timeToLastRow({ last }: { last: string }): Promise<number> {
  return new Promise((resolve) => {
    const begun = performance.now()
    const list = document.querySelector<HTMLElement>('[data-file-list]')
    list?.focus()
    list?.dispatchEvent(new KeyboardEvent('keydown', { key: 'End', bubbles: true, cancelable: true }))
    const look = () => {
      if (document.querySelector(`[role="row"][aria-label="${last}"]`) === null) requestAnimationFrame(look)
      else requestAnimationFrame(() => resolve(performance.now() - begun))
    }
    look()
  })
}

/**
 * Scrolls from the top for as long as told and watches each frame. `pixelsPerSecond` is a wheel's pace or, where it is the
 * whole length of the list, a scrollbar's that is pulled down.
 */
export function watchScroll({
  ms,
  pixelsPerSecond,
}: {
  ms: number
  pixelsPerSecond: number
}): Promise<FrameTimes> {
  return new Promise((resolve) => {
    const list = document.querySelector<HTMLElement>('[data-file-list]')
    if (list === null) {
      resolve({ gapsMs: [] })
      return
    }
    list.scrollTop = 0
    const gapsMs: number[] = []
    let begun: number | undefined
    let before = 0
    const frame = (now: number) => {
      if (begun === undefined) begun = now
      else gapsMs.push(now - before)
      before = now
      if (now - begun >= ms) {
        resolve({ gapsMs })
        return
      }
      list.scrollTop = ((now - begun) / 1000) * pixelsPerSecond
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
}

/** How the frames come while nothing happens: what this machine can do. */
export function watchStill({ ms }: { ms: number }): Promise<FrameTimes> {
  return new Promise((resolve) => {
    const gapsMs: number[] = []
    let begun: number | undefined
    let before = 0
    const frame = (now: number) => {
      if (begun === undefined) begun = now
      else gapsMs.push(now - before)
      before = now
      if (now - begun >= ms) resolve({ gapsMs })
      else requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
}

export function lengthOfList(): number {
  return document.querySelector('[data-file-list]')?.scrollHeight ?? 0
}
