// What happens once a batch is complete. A program is named by its file and an argument array, never by a line for a
// shell: names from a site end up in it.

export type AfterAction =
  | { readonly kind: 'nothing' }
  /** The file, or the folder, with the system's program for it. */
  | { readonly kind: 'open' }
  /** Shown in the system's file manager. */
  | { readonly kind: 'reveal' }
  | { readonly kind: 'run'; readonly command: string; readonly args: readonly string[] }

export const mostArguments = 100

/** What an action is told of the batch. */
export interface BatchFacts {
  readonly batchId: string
  /** Where the download went, absolute. */
  readonly folder: string
  /** The file or folder that it became, absolute; `folder` where there is no single one. */
  readonly path: string
  /** Last part of `path`. */
  readonly name: string
  readonly files: number
  readonly bytes: number
}

type Place = 'folder' | 'path' | 'name' | 'files' | 'bytes' | 'batch'

/** What may stand for a whole argument, in braces. */
export const placeholders: readonly Place[] = ['folder', 'path', 'name', 'files', 'bytes', 'batch']

/**
 * Whole arguments only: nothing is put together with text from a site. A name that would read as an option gets `./` in
 * front, which is the same file for a program that runs beside it.
 */
export function fillArguments(args: readonly string[], facts: BatchFacts): readonly string[] {
  const values = valuesOf(facts)
  return args.map((arg) => {
    const place = placeholders.find((known) => arg === `{${known}}`)
    return place === undefined ? arg : values[place]
  })
}

/** `REVERIE_FOLDER`, `REVERIE_PATH`, `REVERIE_NAME` … */
export function factVariables(facts: BatchFacts): Readonly<Record<string, string>> {
  const values = { ...valuesOf(facts), name: facts.name }
  return Object.fromEntries(placeholders.map((place) => [`REVERIE_${place.toUpperCase()}`, values[place]]))
}

function valuesOf({ batchId, folder, path, name, files, bytes }: BatchFacts): Record<Place, string> {
  const safeName = name.startsWith('-') ? `./${name}` : name
  return { folder, path, name: safeName, files: String(files), bytes: String(bytes), batch: batchId }
}
