// The folders inside a folder. The site lists them before the files, so the first file is the end of them.

import { useEffect, useState } from 'react'
import type { Bridge } from '../../../../contract/treaty.ts'
import type { EntryView } from '../../../../contract/views.ts'
import type { Failure } from '../../../../core/model/failure.ts'
import { useReverie } from '../../../app/reverie.ts'
import type { FolderPlace } from '../places.ts'

export interface Folders {
  readonly folders: readonly EntryView[]
  readonly loading: boolean
  readonly failure?: Failure
}

export function useFolders({ accountId, uri }: Pick<FolderPlace, 'accountId' | 'uri'>): Folders {
  const { bridge } = useReverie()
  const [state, setState] = useState<Folders>({ folders: [], loading: true })
  useEffect(() => {
    setState({ folders: [], loading: true })
    return readFolders(bridge, { accountId, uri }, setState)
  }, [accountId, bridge, uri])
  return state
}

/** Tells what it has after every page; the result ends it. */
export function readFolders(
  bridge: Bridge,
  { accountId, uri }: Pick<FolderPlace, 'accountId' | 'uri'>,
  tell: (folders: Folders) => void,
): () => void {
  let wanted = true
  const read = async () => {
    let folders: readonly EntryView[] = []
    let pageToken: string | undefined
    do {
      const outcome = await bridge.invoke('browser.list', {
        accountId,
        uri,
        order: 'name',
        direction: 'asc',
        ...(pageToken === undefined ? {} : { pageToken }),
      })
      if (!wanted) return
      if (!outcome.ok) return tell({ folders, loading: false, failure: outcome.failure })
      const { entries, nextPageToken } = outcome.value
      folders = [...folders, ...entries.filter(({ kind }) => kind === 'folder')]
      pageToken = entries.some(({ kind }) => kind === 'file') ? undefined : nextPageToken
      tell({ folders, loading: pageToken !== undefined })
    } while (pageToken !== undefined)
  }
  void read()
  return () => {
    wanted = false
  }
}
