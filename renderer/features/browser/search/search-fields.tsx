// The whole of the search as a form: name, kind, size, dates, tags.

import { Button, Checkbox, Field, Input, makeStyles, Select, tokens } from '@fluentui/react-components'
import { useWords, type Words } from '../../../app/words/words.ts'
import type { FormTrouble, SearchForm, SearchKind } from './search-words.ts'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  pair: { display: 'grid', gridTemplateColumns: 'repeat(2, minmax(0, 1fr))', gap: tokens.spacingHorizontalM },
  boxes: { display: 'flex', flexDirection: 'column' },
  input: { minInlineSize: 0 },
})

const kinds = [
  'any',
  'file',
  'folder',
  'image',
  'video',
  'audio',
  'document',
] as const satisfies readonly SearchKind[]

interface SearchFieldsProps {
  form: SearchForm
  trouble: FormTrouble | undefined
  onChange: (form: SearchForm) => void
  onSubmit: () => void
}

export function SearchFields({ form, trouble, onChange, onSubmit }: SearchFieldsProps) {
  const words = useWords()
  const styles = useStyles()
  const set = (part: Partial<SearchForm>) => onChange({ ...form, ...part })
  const text = (
    name: 'name' | 'minSize' | 'maxSize' | 'tags' | 'modifiedFrom' | 'modifiedUntil',
    date = false,
  ) => (
    <Input
      className={styles.input}
      type={date ? 'date' : 'text'}
      value={form[name]}
      {...(name === 'minSize' || name === 'maxSize' ? { inputMode: 'decimal' as const } : {})}
      onChange={(_event, { value }) => set({ [name]: value })}
    />
  )
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      <Field
        label={words('browser.column.name')}
        hint={words('search.nameHint')}
        {...(trouble === 'nothing-asked' ? wrong(words('search.nothingAsked')) : {})}
      >
        {text('name')}
      </Field>
      <div className={styles.boxes}>
        <Checkbox
          label={words('search.anyName')}
          checked={form.anyName}
          onChange={(_event, { checked }) => set({ anyName: checked === true })}
        />
        <Checkbox
          label={words('search.exactCase')}
          checked={form.exactCase}
          onChange={(_event, { checked }) => set({ exactCase: checked === true })}
        />
      </div>
      <Field label={words('search.kind')}>
        <Select value={form.kind} onChange={(_event, { value }) => set({ kind: value as SearchKind })}>
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {words(`search.kinds.${kind}`)}
            </option>
          ))}
        </Select>
      </Field>
      <div className={styles.pair}>
        <Field label={words('search.minSize')}>{text('minSize')}</Field>
        <Field label={words('search.maxSize')} {...sizeTrouble(trouble, words)}>
          {text('maxSize')}
        </Field>
      </div>
      <div className={styles.pair}>
        <Field label={words('search.modifiedFrom')}>{text('modifiedFrom', true)}</Field>
        <Field label={words('search.modifiedUntil')}>{text('modifiedUntil', true)}</Field>
      </div>
      <Field label={words('search.tags')} hint={words('search.tagsHint')}>
        {text('tags')}
      </Field>
      <Button type="submit" appearance="primary">
        {words('search.submit')}
      </Button>
    </form>
  )
}

function wrong(validationMessage: string) {
  return { validationMessage, validationState: 'error' as const }
}

function sizeTrouble(trouble: FormTrouble | undefined, words: Words) {
  if (trouble === 'size-wrong') return wrong(words('settings.numberWrong'))
  return trouble === 'bounds-wrong' ? wrong(words('search.boundsWrong')) : {}
}
