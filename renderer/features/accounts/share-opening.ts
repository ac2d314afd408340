// One opening of a share link: asks for the password where the share has one, and says what is wrong. For every form that
// takes such a link.

import { useState } from 'react'
import type { OpenedShare } from '../../../contract/views.ts'
import type { Failure } from '../../../core/model/failure.ts'
import { useReverie } from '../../app/reverie.ts'

export type ShareOpened = (share: Extract<OpenedShare, { step: 'opened' }>) => void

export interface ShareOpening {
  readonly busy: boolean
  readonly asksPassword: boolean
  readonly password: string
  readonly problem: 'passwordMissing' | Failure | undefined
  setPassword(password: string): void
  /** Another link was typed, or the way to the site has changed: what was learnt counts no more. */
  forget(): void
  open(link: string): Promise<void>
}

export function useShareOpening(onOpened: ShareOpened, startsWithPassword = false): ShareOpening {
  const { bridge } = useReverie()
  const [password, setPassword] = useState('')
  const [asksPassword, setAsksPassword] = useState(startsWithPassword)
  const [problem, setProblem] = useState<ShareOpening['problem']>()
  const [busy, setBusy] = useState(false)
  const forget = () => {
    setAsksPassword(false)
    setProblem(undefined)
  }
  const open = async (link: string) => {
    if (busy) return
    const missing = asksPassword && password === ''
    setProblem(missing ? 'passwordMissing' : undefined)
    if (missing) return
    setBusy(true)
    const outcome = await bridge.invoke('share.open', { link, ...(asksPassword ? { password } : {}) })
    setBusy(false)
    if (!outcome.ok) {
      setAsksPassword(asksPassword || outcome.failure.kind === 'share-password')
      setProblem(outcome.failure)
    } else if (outcome.value.step === 'password') setAsksPassword(true)
    else {
      setPassword('')
      setAsksPassword(false)
      onOpened(outcome.value)
    }
  }
  return { busy, asksPassword, password, problem, setPassword, forget, open }
}
