// The folders inside a folder. The site lists them before the files, so the first file is the end of them.

import { useEffect, useState } from 'react'
import type { EntryView } from '../../../../contract/views.ts'
import type { Failure } from '../../../../core/model/failure.ts'
import { useReverie } from '../../../app/reverie.ts'
import type { FolderPlace } from '../places.ts'

interface Folders {
  readonly folders: readonly EntryView[]
  readonly loading: boolean
  readonly failure?: Failure
}

export function useFolders({ accountId, uri }: FolderPlace): Folders {
  const { bridge } = useReverie()
  const [state, setState] = useState<Folders>({ folders: [], loading: true })
  useEffect(() => {
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
        if (!outcome.ok) return setState({ folders, loading: false, failure: outcome.failure })
        const { entries, nextPageToken } = outcome.value
        folders = [...folders, ...entries.filter(({ kind }) => kind === 'folder')]
        pageToken = entries.some(({ kind }) => kind === 'file') ? undefined : nextPageToken
        setState({ folders, loading: pageToken !== undefined })
      } while (pageToken !== undefined)
    }
    setState({ folders: [], loading: true })
    void read()
    return () => {
      wanted = false
    }
  }, [accountId, bridge, uri])
  return state
}
