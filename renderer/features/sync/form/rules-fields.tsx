// What of the remote folder is wanted: ticked folders, ignore lines, sizes and types, with a look at what they leave out.

import {
  Button,
  Field,
  Input,
  makeStyles,
  Radio,
  RadioGroup,
  Textarea,
  tokens,
} from '@fluentui/react-components'
import { useState, type ReactNode } from 'react'
import { useWords, type WordKey } from '../../../app/words/words.ts'
import { ExpandIcon } from '../../../ui/expand-icon.tsx'
import type { FolderPlace } from '../../browser/places.ts'
import { FolderTree } from './folder-tree.tsx'
import {
  leavesOut,
  rulesOf,
  troublesOf,
  type FormField,
  type FormTroubles,
  type PairForm,
} from './pair-form.ts'
import { RulesPreview } from './rules-preview.tsx'

export const useFormStyles = makeStyles({
  fields: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  two: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(140px, 1fr))',
    gap: tokens.spacingHorizontalM,
  },
  input: { minInlineSize: 0 },
  row: { display: 'flex', gap: tokens.spacingHorizontalS, alignItems: 'end', flexWrap: 'wrap' },
  grow: { flexGrow: 1, minInlineSize: '180px' },
  opener: { alignSelf: 'start', paddingInlineStart: 0 },
  inside: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    paddingInlineStart: tokens.spacingHorizontalM,
  },
  mono: { fontFamily: tokens.fontFamilyMonospace },
})

export interface RulesFieldsProps {
  /** The folder of the site. */
  place: Pick<FolderPlace, 'accountId' | 'uri'>
  form: PairForm
  /** What of it is wrong, once somebody wanted to go on. */
  troubles: FormTroubles
  onChange: (part: Partial<PairForm>) => void
}

export function RulesFields({ place, form, troubles, onChange }: RulesFieldsProps) {
  const words = useWords()
  const styles = useFormStyles()
  const { ticks } = form
  const rules = rulesOf(form)
  const isSound = Object.keys(troublesOf(form)).length === 0
  return (
    <>
      <Section title="sync.form.what" open={ticks.only !== undefined || ticks.except.length > 0}>
        <RadioGroup
          value={ticks.only === undefined ? 'everything' : 'only'}
          aria-label={words('sync.form.what')}
          onChange={(_event, { value }) =>
            onChange({ ticks: { only: value === 'only' ? [] : undefined, except: [] } })
          }
        >
          <Radio
            value="everything"
            label={<Choice name="sync.form.everything" hint="sync.form.everythingHint" />}
          />
          <Radio value="only" label={<Choice name="sync.form.only" hint="sync.form.onlyHint" />} />
        </RadioGroup>
        <Field {...wrongOf(troubles.ticks === undefined ? undefined : words(`sync.form.${troubles.ticks}`))}>
          <FolderTree place={place} ticks={ticks} onChange={(next) => onChange({ ticks: next })} />
        </Field>
      </Section>
      <Section title="sync.form.filters" open={leavesOut({ ...rules, only: [], except: [] })}>
        <Field label={words('sync.form.ignore')} hint={words('sync.form.ignoreHint')}>
          <Textarea
            resize="vertical"
            rows={4}
            spellCheck={false}
            dir="ltr"
            textarea={{ className: styles.mono }}
            value={form.ignore}
            onChange={(_event, { value }) => onChange({ ignore: value })}
          />
        </Field>
        {leavesOut(rules) && isSound && <RulesPreview place={place} rules={rules} />}
        <div className={styles.two}>
          <TextPart field="minSize" {...{ form, troubles, onChange }} />
          <TextPart field="maxSize" {...{ form, troubles, onChange }} />
        </div>
        <TextPart field="extensions" {...{ form, troubles, onChange }} />
      </Section>
    </>
  )
}

const labels = {
  minSize: 'sync.form.minSize',
  maxSize: 'sync.form.maxSize',
  extensions: 'sync.form.extensions',
  guardFiles: 'sync.form.guardFiles',
  guardShare: 'sync.form.guardShare',
} as const satisfies Record<Exclude<FormField, 'ticks'>, WordKey>

interface TextPartProps extends Omit<RulesFieldsProps, 'place'> {
  field: keyof typeof labels
}

export function TextPart({ field, form, troubles, onChange }: TextPartProps) {
  const words = useWords()
  const styles = useFormStyles()
  const trouble = troubles[field]
  const isNumber = field !== 'extensions'
  return (
    <Field
      label={words(labels[field])}
      {...(isNumber ? {} : { hint: words('sync.form.extensionsHint') })}
      {...wrongOf(trouble === undefined ? undefined : words(`sync.form.${trouble}`))}
    >
      <Input
        className={styles.input}
        value={form[field]}
        spellCheck={false}
        {...(isNumber ? { inputMode: 'decimal' as const } : {})}
        onChange={(_event, { value }) => onChange({ [field]: value })}
      />
    </Field>
  )
}

export function Choice({ name, hint }: { name: WordKey; hint: WordKey }) {
  const words = useWords()
  return (
    <>
      {words(name)}
      <br />
      <span style={{ fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 }}>
        {words(hint)}
      </span>
    </>
  )
}

/** What most people need not look at is folded. */
function Section({ title, open, children }: { title: WordKey; open: boolean; children: ReactNode }) {
  const words = useWords()
  const styles = useFormStyles()
  const [shown, setShown] = useState(open)
  return (
    <>
      <Button
        appearance="transparent"
        className={styles.opener}
        aria-expanded={shown}
        icon={<ExpandIcon open={shown} />}
        onClick={() => setShown(!shown)}
      >
        {words(title)}
      </Button>
      {shown && <div className={styles.inside}>{children}</div>}
    </>
  )
}

export function wrongOf(message: string | undefined) {
  return message === undefined ? {} : { validationMessage: message, validationState: 'error' as const }
}
