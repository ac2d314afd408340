// The site's picture and what is written in it. Shown only where the site asks for one; the picture is data that came
// through the host, never an address.

import { makeStyles, tokens } from '@fluentui/react-components'
import { ArrowClockwise20Regular } from '@fluentui/react-icons/svg/arrow-clockwise'
import { useWords } from '../../app/words/words.ts'
import { FailureMessage } from '../../ui/failure-message.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { SignInFeature, SignInState } from './sign-in-store.ts'

const useStyles = makeStyles({
  row: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  picture: {
    blockSize: '60px',
    maxInlineSize: '240px',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    // Pictures are drawn for a light page.
    backgroundColor: '#ffffff',
  },
})

interface CaptchaFieldProps {
  feature: SignInFeature
  state: SignInState
  error: string | undefined
}

export function CaptchaField({ feature, state, error }: CaptchaFieldProps) {
  const words = useWords()
  const styles = useStyles()
  const { captcha, captchaLost } = state
  if (captcha === undefined && captchaLost === undefined) return null
  const renew = (
    <IconButton
      name={words('accounts.signIn.captchaNew')}
      icon={<ArrowClockwise20Regular />}
      onClick={() => void feature.renewCaptcha()}
    />
  )
  if (captcha === undefined) {
    return captchaLost === undefined ? null : <FailureMessage failure={captchaLost} actions={renew} />
  }
  return (
    <>
      <div className={styles.row}>
        {captcha.image.startsWith('data:image/') && (
          <img className={styles.picture} src={captcha.image} alt={words('accounts.signIn.captchaPicture')} />
        )}
        {renew}
      </div>
      <TextField
        name="captcha"
        label={words('accounts.signIn.captcha')}
        value={state.input.captcha}
        error={error}
        autoComplete="off"
        onChange={(text) => feature.type('captcha', text)}
      />
    </>
  )
}
