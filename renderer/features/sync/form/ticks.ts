// Which folders of a tree are ticked, as the rules of a pair say it, and what a click changes. Paths are names below the
// pair's folder, joined by `/`. Pure.
//
// `except` wins over `only`, whatever lies deeper: a folder inside of one that is left out can only come back by leaving out
// its neighbours instead.

/** `only` undefined: everything but `except`; a list: what is in it but `except`. */
export interface Ticks {
  readonly only: readonly string[] | undefined
  readonly except: readonly string[]
}

export type Tick = 'on' | 'off' | 'mixed'

export function tickOf({ only, except }: Ticks, path: string): Tick {
  if (except.some((one) => isWithin(path, one))) return 'off'
  const chosen = only === undefined || only.some((one) => isWithin(path, one))
  if (!chosen) return only.some((one) => isWithin(one, path)) ? 'mixed' : 'off'
  return except.some((one) => isWithin(one, path)) ? 'mixed' : 'on'
}

/** `siblings`: the paths of the folders in a folder; `''` is the pair's own. Known of every folder that is open. */
export function tick(ticks: Ticks, path: string, siblings: (folder: string) => readonly string[]): Ticks {
  const outside = without(ticks, path)
  const cover = outside.except.find((one) => isWithin(path, one))
  const free =
    cover === undefined
      ? outside
      : {
          ...outside,
          except: [...outside.except.filter((one) => one !== cover), ...beside(path, cover, siblings)],
        }
  return tickOf(free, path) === 'on' ? free : { ...free, only: [...(free.only ?? []), path] }
}

export function untick(ticks: Ticks, path: string): Ticks {
  const outside = without(ticks, path)
  return tickOf(outside, path) === 'on' ? { ...outside, except: [...outside.except, path] } : outside
}

/** What was said of the folder and of those in it is forgotten. */
function without({ only, except }: Ticks, path: string): Ticks {
  const isOutside = (one: string) => !isWithin(one, path)
  return { only: only?.filter(isOutside), except: except.filter(isOutside) }
}

/** On the way from a folder down to a path: everything beside the way. */
function beside(path: string, cover: string, siblings: (folder: string) => readonly string[]): string[] {
  const rest = path.slice(cover.length + 1).split('/')
  return rest.flatMap((name, depth) => {
    const folder = [cover, ...rest.slice(0, depth)].join('/')
    return siblings(folder).filter((one) => one !== `${folder}/${name}`)
  })
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`)
}
