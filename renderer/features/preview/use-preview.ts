// Asks the host for a preview and gives it back when it is no longer looked at. In a share each asking counts as a
// download, so it is done once for each file.

import { useEffect, useState } from 'react'
import type { PreviewView } from '../../../contract/browser-views.ts'
import type { Failure } from '../../../core/model/failure.ts'
import { useReverie } from '../../app/reverie.ts'

export interface PreviewState {
  readonly preview?: PreviewView
  readonly failure?: Failure
}

export function usePreview(accountId: string, uri: string): PreviewState {
  const { bridge } = useReverie()
  const [state, setState] = useState<PreviewState & { readonly of: string }>({ of: uri })
  useEffect(() => {
    let wanted = true
    let previewId: string | undefined
    const close = () => {
      if (previewId !== undefined) void bridge.invoke('preview.close', { previewId })
    }
    const open = async () => {
      const outcome = await bridge.invoke('preview.open', { accountId, uri })
      if (outcome.ok && outcome.value.kind !== 'none') previewId = outcome.value.previewId
      if (!wanted) return close()
      setState(outcome.ok ? { of: uri, preview: outcome.value } : { of: uri, failure: outcome.failure })
    }
    void open()
    return () => {
      wanted = false
      close()
    }
  }, [accountId, bridge, uri])
  return state.of === uri ? state : {}
}
