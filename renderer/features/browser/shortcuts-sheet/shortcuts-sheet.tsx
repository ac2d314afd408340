// Every key there is, from the command table and from the list's own keys.

import { makeStyles, tokens } from '@fluentui/react-components'
import { useReverie } from '../../../app/reverie.ts'
import { useWords, type WordKey } from '../../../app/words/words.ts'
import { AskDialog } from '../../../ui/ask-dialog.tsx'
import { commandList } from '../commands/command-table.ts'
import { keysText, type CommandGroup, type Shortcut } from '../commands/command.ts'
import { isMac } from '../use-commands.ts'

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalXS,
    margin: 0,
  },
  heading: {
    marginBlock: `${tokens.spacingVerticalM} ${tokens.spacingVerticalXS}`,
    fontSize: tokens.fontSizeBase300,
  },
  keys: { margin: 0, textAlign: 'end' },
  key: {
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase200,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusSmall,
    paddingInline: tokens.spacingHorizontalXS,
    marginInlineStart: tokens.spacingHorizontalXS,
    whiteSpace: 'nowrap',
  },
})

interface Line {
  readonly name: string
  readonly keys: readonly string[]
}

export function ShortcutsSheet() {
  const { shell } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const mac = isMac()
  const own = (name: WordKey, ...shortcuts: Shortcut[]): Line => ({
    name: words(name),
    keys: shortcuts.map((shortcut) => keysText(shortcut, mac, words)),
  })
  const of = (...groups: CommandGroup[]): Line[] =>
    commandList
      .filter(({ group, shortcuts }) => groups.includes(group) && shortcuts.length > 0)
      .map(({ name, shortcuts }) => own(name, ...shortcuts))
  const sections: readonly (readonly [WordKey, readonly Line[]])[] = [
    [
      'shortcuts.go',
      [
        ...of('go'),
        own('shortcuts.move', { key: 'ArrowUp' }, { key: 'ArrowDown' }),
        own('shortcuts.ends', { key: 'Home' }, { key: 'End' }),
        { name: words('shortcuts.type'), keys: [words('shortcuts.typeKeys')] },
        own('shortcuts.accounts', { key: '1', ctrl: true }, { key: '9', ctrl: true }),
      ],
    ],
    [
      'shortcuts.choose',
      [
        ...of('choose'),
        own('shortcuts.stretch', { key: 'ArrowUp', shift: true }, { key: 'ArrowDown', shift: true }),
        own('shortcuts.toggle', { key: ' ', ctrl: true }),
        own('shortcuts.none', { key: 'Escape' }),
        own('shortcuts.menu', { key: 'F10', shift: true }),
      ],
    ],
    ['shortcuts.act', of('open', 'change', 'share')],
    ['shortcuts.see', of('see')],
  ]
  return (
    <AskDialog title={words('shortcuts.title')} onClose={shell.close}>
      <div tabIndex={0} data-first role="group" aria-label={words('shortcuts.title')}>
        {sections.map(([title, lines]) => (
          <section key={title}>
            <h3 className={styles.heading}>{words(title)}</h3>
            <dl className={styles.list}>
              {lines.map(({ name, keys }) => (
                <div key={name} style={{ display: 'contents' }}>
                  <dt>{name}</dt>
                  <dd className={styles.keys}>
                    {keys.map((key) => (
                      <kbd key={key} className={styles.key} dir="ltr">
                        {key}
                      </kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </AskDialog>
  )
}
