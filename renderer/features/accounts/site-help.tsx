// What helps to reach a site before anybody is signed in there: looking at its certificate where nobody vouches for it, and
// folded away, the proxy, further authorities and an own client.

import { Button, makeStyles, Text, tokens } from '@fluentui/react-components'
import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { Failure } from '../../../core/model/failure.ts'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { FailureMessage } from '../../ui/failure-message.tsx'
import { CertificatePanel } from './certificate-panel.tsx'
import { ClientInputs, type ClientInput } from './client-fields.tsx'
import type { SignInFeature } from './sign-in-store.ts'
import { WayFields } from './way-fields.tsx'
import { createWayFeature, type WayFeature } from './way-store.ts'

const useStyles = makeStyles({
  start: { alignSelf: 'start' },
  summary: { cursor: 'pointer' },
  fields: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    marginBlockStart: tokens.spacingVerticalM,
  },
})

/** The connections to what is typed, or of the account that signs in again. */
export function useWay(site: string | undefined, accountId: string | undefined): WayFeature | undefined {
  const { bridge } = useReverie()
  const [known, setKnown] = useState<{ readonly key: string; readonly way: WayFeature }>()
  const key = accountId ?? site
  if (key === undefined) return undefined
  if (known?.key === key) return known.way
  const target =
    accountId === undefined
      ? ({ kind: 'site', site: key } as const)
      : ({ kind: 'account', accountId } as const)
  const way = createWayFeature(bridge, target)
  setKnown({ key, way })
  return way
}

/** Asks the site once more whenever there is another way to it. */
export function useNewWay(way: WayFeature | undefined, feature: SignInFeature): void {
  const seen = useRef<unknown>(undefined)
  useEffect(() => {
    seen.current = way?.store.getState().details
    return way?.store.subscribe(({ details }) => {
      const before = seen.current
      seen.current = details
      if (details === undefined || before === undefined || before === details) return
      feature.forgetSite()
      void feature.checkSite()
    })
  }, [feature, way])
}

interface CertificateHelpProps {
  way: WayFeature
  /** Why the site could not be reached, if it could not. */
  failure: Failure | undefined
  onTrusted: () => void
}

export function CertificateHelp({ way, failure: trouble, onTrusted }: CertificateHelpProps) {
  const words = useWords()
  const styles = useStyles()
  const { certificate, busy, failure } = useStore(way.store)
  if (trouble?.kind !== 'certificate-rejected' && certificate === undefined) return null
  const trust = async () => {
    if (await way.trust()) onTrusted()
  }
  return (
    <>
      {certificate === undefined ? (
        <Button
          type="button"
          className={styles.start}
          disabledFocusable={busy}
          onClick={() => void way.look()}
        >
          {words('accounts.certificate.look')}
        </Button>
      ) : (
        <CertificatePanel
          certificate={certificate}
          busy={busy}
          onTrust={() => void trust()}
          onClose={way.close}
        />
      )}
      {failure !== undefined && <FailureMessage failure={failure} />}
    </>
  )
}

interface AdvancedProps {
  way: WayFeature
  client: ClientInput
  onClient: (client: ClientInput) => void
}

export function Advanced({ way, client, onClient }: AdvancedProps) {
  const words = useWords()
  const styles = useStyles()
  return (
    <details
      onToggle={({ currentTarget }) => {
        if (currentTarget.open && way.store.getState().details === undefined) void way.load()
      }}
    >
      <summary className={styles.summary}>
        <Text>{words('accounts.advanced.title')}</Text>
      </summary>
      {/* Enter in here is not meant for the sign-in around it. */}
      <div
        className={styles.fields}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault()
        }}
      >
        <WayFields feature={way} shownElsewhere />
        <Text weight="semibold">{words('accounts.advanced.client')}</Text>
        <Text>{words('accounts.advanced.clientHelp')}</Text>
        <ClientInputs value={client} secretKept={false} onChange={onClient} />
      </div>
    </details>
  )
}
