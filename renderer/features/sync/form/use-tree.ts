// The folders of a tree that are open, as rows: each is asked for when somebody opens it.

import { useEffect, useRef, useState } from 'react'
import type { Failure } from '../../../../core/model/failure.ts'
import { useReverie } from '../../../app/reverie.ts'
import { readFolders, type Folders } from '../../browser/changes/use-folders.ts'
import type { FolderPlace } from '../../browser/places.ts'

export interface TreeRow {
  /** Names below the pair's folder, joined by `/`. */
  readonly path: string
  readonly parent: string
  readonly name: string
  readonly uri: string
  /** From 1. */
  readonly level: number
  readonly open: boolean
}

export interface FolderTreeState {
  readonly rows: readonly TreeRow[]
  readonly loading: boolean
  readonly failure: Failure | undefined
  open(row: TreeRow): void
  close(row: TreeRow): void
  /** Paths of the folders in a folder, as far as they are known. */
  siblings(folder: string): readonly string[]
}

type Known = Readonly<Record<string, Folders>>

export function useTree({ accountId, uri }: Pick<FolderPlace, 'accountId' | 'uri'>): FolderTreeState {
  const { bridge } = useReverie()
  const [known, setKnown] = useState<Known>({})
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const stops = useRef<(() => void)[]>([])
  useEffect(() => {
    const under = stops.current
    setKnown({})
    setOpen(new Set())
    under.push(
      readFolders(bridge, { accountId, uri }, (folders) => setKnown((all) => ({ ...all, '': folders }))),
    )
    return () => under.splice(0).forEach((stop) => stop())
  }, [accountId, bridge, uri])
  const rows = rowsOf({ known, open }, '', 1)
  return {
    rows,
    loading: Object.values(known).some(({ loading }) => loading) || known[''] === undefined,
    failure: Object.values(known).find(({ failure }) => failure !== undefined)?.failure,
    open: (row) => {
      setOpen((before) => new Set([...before, row.path]))
      if (known[row.path] !== undefined && known[row.path]?.failure === undefined) return
      stops.current.push(
        readFolders(bridge, { accountId, uri: row.uri }, (folders) =>
          setKnown((all) => ({ ...all, [row.path]: folders })),
        ),
      )
    },
    close: (row) => setOpen((before) => new Set([...before].filter((path) => path !== row.path))),
    siblings: (folder) => (known[folder]?.folders ?? []).map(({ name }) => join(folder, name)),
  }
}

function rowsOf(
  tree: { readonly known: Known; readonly open: ReadonlySet<string> },
  folder: string,
  level: number,
): readonly TreeRow[] {
  return (tree.known[folder]?.folders ?? []).flatMap(({ name, uri, shortcut }): readonly TreeRow[] => {
    // Shortcuts lead into other folders and are never walked.
    if (shortcut === true) return []
    const path = join(folder, name)
    const open = tree.open.has(path)
    const row = { path, parent: folder, name, uri, level, open }
    return [row, ...(open ? rowsOf(tree, path, level + 1) : [])]
  })
}

function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`
}
