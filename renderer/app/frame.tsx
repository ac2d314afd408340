// What every page of ours has around its screens: styles with their nonce, colours, words, and waiting for the host at the start.

import {
  Button,
  createDOMRenderer,
  FluentProvider,
  RendererProvider,
  Spinner,
} from '@fluentui/react-components'
import { PlugDisconnected28Regular } from '@fluentui/react-icons/svg/plug-disconnected'
import { useEffect, useMemo, useSyncExternalStore, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { StatePanel } from '../ui/state-panel.tsx'
import { useDelayed } from '../ui/use-delayed.ts'
import { useConnection } from './connection-banner.tsx'
import { ReverieContext, useReverie, type Reverie } from './reverie.ts'
import { createThemes, isDark } from './theme.ts'
import { useLanguage } from './use-language.ts'
import { useWords, WordsContext } from './words/words.ts'
import { inARow } from '../../words/sentences.ts'

export interface FrameProps {
  reverie: Reverie
  /** Languages of the system, the one liked best first. */
  wishes: readonly string[]
  /** For Fluent's own style tags. */
  nonce: string | undefined
  children: ReactNode
}

export function Frame({ reverie, wishes, nonce, children }: FrameProps) {
  const renderer = useMemo(
    () => createDOMRenderer(document, nonce === undefined ? {} : { styleElementAttributes: { nonce } }),
    [nonce],
  )
  useEffect(() => reverie.start(), [reverie])
  return (
    <RendererProvider renderer={renderer} targetDocument={document}>
      <ReverieContext value={reverie}>
        <Worded wishes={wishes}>{children}</Worded>
      </ReverieContext>
    </RendererProvider>
  )
}

function Worded({ wishes, children }: Pick<FrameProps, 'wishes' | 'children'>) {
  const words = useLanguage(wishes)
  if (words === undefined) return null
  return (
    <WordsContext value={words}>
      <Themed>{children}</Themed>
    </WordsContext>
  )
}

function Themed({ children }: Pick<FrameProps, 'children'>) {
  const { settings } = useReverie()
  const { direction } = useWords()
  const themes = useMemo(createThemes, [])
  const systemIsDark = useSystemIsDark()
  const wished = useStore(settings.store, (state) => state.settings?.theme ?? 'system')
  const dark = isDark(wished, systemIsDark)
  useEffect(() => {
    document.documentElement.style.colorScheme = dark ? 'dark' : 'light'
  }, [dark])
  return (
    <FluentProvider theme={dark ? themes.dark : themes.light} dir={direction} style={{ blockSize: '100%' }}>
      <WhenThere>{children}</WhenThere>
    </FluentProvider>
  )
}

/** Nothing can be shown before the host has said what it is and which accounts there are. */
function WhenThere({ children }: Pick<FrameProps, 'children'>) {
  const { host, accounts } = useReverie()
  const words = useWords()
  const connection = useConnection()
  const { host: view, failure } = useStore(host.store)
  const ready = useStore(accounts.store, (state) => state.status !== 'loading')
  const slow = useDelayed(view === undefined || !ready)
  if (view !== undefined && ready) return children
  if (failure !== undefined || connection.status === 'lost') {
    return (
      <StatePanel
        urgent
        icon={<PlugDisconnected28Regular />}
        title={words('shell.connection.broken')}
        text={inARow([words('shell.connection.lost'), words('shell.connection.lostLong')], words)}
      >
        <Button onClick={() => void host.ask()}>{words('shell.tryAgain')}</Button>
      </StatePanel>
    )
  }
  return slow ? <Spinner label={words('shell.connection.opening')} style={{ blockSize: '100%' }} /> : null
}

function useSystemIsDark(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = matchMedia('(prefers-color-scheme: dark)')
      query.addEventListener('change', listener)
      return () => query.removeEventListener('change', listener)
    },
    () => matchMedia('(prefers-color-scheme: dark)').matches,
  )
}
