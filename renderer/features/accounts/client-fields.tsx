// A client that the site's administrator has registered for this program: its id, its secret, and where it leads.

import { Button, makeStyles, Text, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { TextField } from '../../ui/text-field.tsx'
import type { DetailsPart } from './account-fields.tsx'

const useStyles = makeStyles({
  fields: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    marginBlockStart: tokens.spacingVerticalS,
  },
  summary: { cursor: 'pointer' },
  buttons: { display: 'flex', gap: tokens.spacingHorizontalS },
})

export interface ClientInput {
  readonly clientId: string
  readonly secret: string
  readonly redirectUri: string
  readonly scopes: string
}

export const noClient: ClientInput = { clientId: '', secret: '', redirectUri: '', scopes: '' }

interface ClientInputsProps {
  value: ClientInput
  secretKept: boolean
  onChange: (value: ClientInput) => void
}

export function ClientInputs({ value, secretKept, onChange }: ClientInputsProps) {
  const words = useWords()
  const field = (name: keyof ClientInput) => ({
    name: `client-${name}`,
    value: value[name],
    autoComplete: 'off',
    onChange: (text: string) => onChange({ ...value, [name]: text }),
  })
  return (
    <>
      <TextField {...field('clientId')} label={words('accounts.advanced.clientId')} />
      <TextField
        {...field('secret')}
        label={words('accounts.advanced.clientSecret')}
        secret
        {...(secretKept ? { placeholder: words('accounts.advanced.clientSecretKept') } : {})}
      />
      <TextField
        {...field('redirectUri')}
        label={words('accounts.advanced.clientRedirect')}
        placeholder="http://127.0.0.1:9999/cb"
      />
      <TextField {...field('scopes')} label={words('accounts.advanced.clientScopes')} />
    </>
  )
}

/** What the host takes; undefined where too little is filled in. */
export function toClient({ clientId, secret, redirectUri, scopes }: ClientInput) {
  const [id, redirect] = [clientId.trim(), redirectUri.trim()]
  if (id === '' || redirect === '') return undefined
  return {
    clientId: id,
    secret,
    redirectUri: redirect,
    ...(scopes.trim() === '' ? {} : { scopes: scopes.trim() }),
  }
}

export function ClientFields({ details, take }: DetailsPart) {
  const { bridge } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const { accountId, client } = details
  const [value, setValue] = useState<ClientInput>({
    ...noClient,
    ...(client === undefined ? {} : { clientId: client.clientId, redirectUri: client.redirectUri }),
    scopes: client?.scopes ?? '',
  })
  const whole = toClient(value)
  const save = async (chosen: typeof whole) => {
    const { secret = '', ...bare } = chosen ?? { secret: '' }
    const sent =
      chosen === undefined ? null : { ...chosen, ...bare, secret: secret === '' ? undefined : secret }
    take(await bridge.invoke('account.setClient', { accountId, client: sent }))
  }
  return (
    <details>
      <summary className={styles.summary}>
        <Text weight="semibold">{words('accounts.advanced.client')}</Text>
      </summary>
      <div className={styles.fields}>
        <Text>{words('accounts.advanced.clientHelp')}</Text>
        <ClientInputs value={value} secretKept={client?.hasSecret === true} onChange={setValue} />
        <div className={styles.buttons}>
          <Button disabledFocusable={whole === undefined} onClick={() => whole && void save(whole)}>
            {words('accounts.advanced.clientSave')}
          </Button>
          {client !== undefined && (
            <Button onClick={() => void save(undefined)}>{words('accounts.advanced.clientRemove')}</Button>
          )}
        </div>
      </div>
    </details>
  )
}
