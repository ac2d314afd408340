// What a share link may ask for once it is typed: its password, and a certificate that nobody vouches for. Also the whole of
// what the sign-in form shows for such a link in the place of a site's address.

import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useEffect, useRef } from 'react'
import { parseShareLink } from '../../../core/model/share-link.ts'
import { useWords } from '../../app/words/words.ts'
import { FailureMessage } from '../../ui/failure-message.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { hostOf } from './accounts-store.ts'
import type { ShareOpening } from './share-opening.ts'
import { CertificateHelp, useWay } from './site-help.tsx'
import { failureText } from '../../../words/sentences.ts'

const useStyles = makeStyles({
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  field: { display: 'contents' },
})

interface ShareFieldsProps {
  /** Whole; undefined while what is typed is none. */
  link: string | undefined
  opening: ShareOpening
}

export function ShareFields({ link, opening }: ShareFieldsProps) {
  const words = useWords()
  const styles = useStyles()
  const { asksPassword, password, problem } = opening
  const field = useRef<HTMLDivElement>(null)
  const way = useWay(link === undefined ? undefined : parseShareLink(link)?.site, undefined)
  useEffect(() => {
    if (asksPassword) field.current?.querySelector('input')?.focus()
  }, [asksPassword, problem])
  const failure = typeof problem === 'object' ? problem : undefined
  const refused = failure?.kind === 'share-password'
  return (
    <>
      {asksPassword && (
        <div ref={field} className={styles.field}>
          <TextField
            name="share-password"
            label={words('accounts.share.password')}
            value={password}
            secret
            autoComplete="off"
            hint={problem === undefined ? words('accounts.share.passwordNeeded') : undefined}
            error={
              refused
                ? failureText('share-password', words)
                : problem === 'passwordMissing'
                  ? words('accounts.share.passwordMissing')
                  : undefined
            }
            onChange={opening.setPassword}
          />
        </div>
      )}
      {failure !== undefined && !refused && <FailureMessage failure={failure} />}
      {link !== undefined && way !== undefined && (
        <CertificateHelp way={way} failure={failure} onTrusted={() => void opening.open(link)} />
      )}
    </>
  )
}

interface ShareAtSignInProps extends ShareFieldsProps {
  link: string
  /** The site of the link, for somebody who has an account there. */
  onSite: (site: string) => void
}

/** Below the field in which a share link was typed where the address of a site belongs. */
export function ShareAtSignIn({ link, opening, onSite }: ShareAtSignInProps) {
  const words = useWords()
  const styles = useStyles()
  const site = parseShareLink(link)?.site
  return (
    <>
      <ShareFields link={link} opening={opening} />
      <div className={styles.buttons}>
        <Button appearance="primary" type="submit" disabledFocusable={opening.busy}>
          {words(opening.busy ? 'accounts.share.busy' : 'accounts.signIn.openShare')}
        </Button>
        {site !== undefined && (
          <Button type="button" onClick={() => onSite(site)}>
            {words('accounts.signInTo', { name: hostOf(site) })}
          </Button>
        )}
      </div>
    </>
  )
}
