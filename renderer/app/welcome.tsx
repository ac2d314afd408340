// Where one starts: two clear ways, signing in or opening a link. Also the place to come back to without an account.

import { Card, makeStyles, tokens } from '@fluentui/react-components'
import { ShareForm } from '../features/accounts/share-form.tsx'
import { SignInForm } from '../features/accounts/sign-in-form.tsx'
import { useArrival } from '../features/accounts/use-arrival.ts'
import { useWords } from './words/words.ts'

const useStyles = makeStyles({
  page: {
    flexGrow: 1,
    minBlockSize: 0,
    overflowY: 'auto',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'safe center',
    paddingBlock: tokens.spacingVerticalS,
    paddingInline: tokens.spacingHorizontalXXL,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  intro: {
    textAlign: 'center',
    marginBlockEnd: tokens.spacingVerticalL,
    '@media (max-height: 560px)': { marginBlockEnd: tokens.spacingVerticalS },
  },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeHero700,
    lineHeight: tokens.lineHeightHero700,
    fontWeight: tokens.fontWeightSemibold,
    textWrap: 'balance',
    '@media (max-height: 560px)': {
      fontSize: tokens.fontSizeBase500,
      lineHeight: tokens.lineHeightBase500,
    },
  },
  text: { marginBlock: tokens.spacingVerticalXS, color: tokens.colorNeutralForeground2 },
  ways: {
    display: 'grid',
    gridTemplateColumns: 'repeat(2, minmax(0, 360px))',
    alignItems: 'start',
    gap: tokens.spacingHorizontalL,
    inlineSize: '100%',
    maxInlineSize: '760px',
    justifyContent: 'center',
    '@media (max-width: 640px)': { gridTemplateColumns: 'minmax(0, 420px)' },
  },
  way: {
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalXL,
    '@media (max-height: 560px)': {
      gap: tokens.spacingVerticalS,
      padding: tokens.spacingHorizontalL,
    },
  },
  heading: { margin: 0, fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold },
  help: { margin: 0, color: tokens.colorNeutralForeground2 },
})

export function Welcome() {
  const words = useWords()
  const styles = useStyles()
  const arrival = useArrival()
  return (
    <main className={styles.page}>
      <div className={styles.intro}>
        <h1 className={styles.title}>{words('shell.welcome.title')}</h1>
        <p className={styles.text}>{words('shell.welcome.text')}</p>
      </div>
      <div className={styles.ways}>
        <Card className={styles.way}>
          <h2 className={styles.heading}>{words('shell.welcome.signIn')}</h2>
          <SignInForm autoFocus onDone={arrival.signedIn} onShareOpened={arrival.shareOpened} />
        </Card>
        <Card className={styles.way}>
          <h2 className={styles.heading}>{words('shell.welcome.share')}</h2>
          <p className={styles.help}>{words('shell.welcome.shareHelp')}</p>
          <ShareForm onOpened={arrival.shareOpened} />
        </Card>
      </div>
    </main>
  )
}
