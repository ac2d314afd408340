// The field at the top: a name is enough, the rest of the form is one click away. Enter searches in the folder that is
// open and below it.

import {
  Button,
  makeStyles,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  SearchBox as Box,
  tokens,
} from '@fluentui/react-components'
import { Options20Regular } from '@fluentui/react-icons/svg/options'
import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { useReverie } from '../../../app/reverie.ts'
import { useWords } from '../../../app/words/words.ts'
import { isolateName, visibleName } from '../../../../words/visible-name.ts'
import { currentPlace, isTrash, placeKey, type FolderPlace } from '../places.ts'
import { placeName } from '../place-name.ts'
import { SearchFields } from './search-fields.tsx'
import { emptyForm, formOf, queryOf, type FormTrouble, type SearchForm } from './search-words.ts'

const useStyles = makeStyles({
  box: { display: 'flex', alignItems: 'center', minInlineSize: 0, flexShrink: 1, flexBasis: '320px' },
  field: { minInlineSize: '80px', flexGrow: 1, maxInlineSize: 'none' },
  form: {
    inlineSize: 'min(360px, calc(100vw - 64px))',
    maxBlockSize: '70vh',
    overflowY: 'auto',
    padding: tokens.spacingHorizontalL,
  },
})

export function SearchBox() {
  const { browser } = useReverie()
  const place = useStore(browser.store, ({ trail }) => currentPlace(trail))
  if (place.kind !== 'folder' || isTrash(place)) return null
  return <Searching key={placeKey(place)} place={place} />
}

function Searching({ place }: { place: FolderPlace }) {
  const { browser } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const field = useRef<HTMLInputElement>(null)
  const [form, setForm] = useState<SearchForm>(() =>
    place.search === undefined ? emptyForm : formOf(place.search),
  )
  const [open, setOpen] = useState(false)
  const [trouble, setTrouble] = useState<FormTrouble>()
  const asking = useStore(browser.store, (state) => state.asking === 'search')
  useEffect(() => {
    if (!asking) return
    field.current?.focus()
    field.current?.select()
    browser.ask('nothing')
  }, [asking, browser])
  const { search: _search, ...folder } = place
  const submit = () => {
    const asked = queryOf(form)
    if ('trouble' in asked) {
      // An empty field gives the folder back.
      if (asked.trouble === 'nothing-asked' && !open) return browser.go(folder)
      return setTrouble(asked.trouble)
    }
    setOpen(false)
    browser.go({ ...folder, search: asked.query })
  }
  const change = (next: SearchForm) => {
    setForm(next)
    setTrouble(undefined)
  }
  const label = words('search.field', { name: isolateName(visibleName(placeName(folder, words))) })
  return (
    <div className={styles.box} role="search">
      <Box
        ref={(element: HTMLInputElement | null) => {
          field.current = element
        }}
        className={styles.field}
        size="medium"
        value={form.name}
        placeholder={label}
        aria-label={label}
        dismiss={{ 'aria-label': words('search.clear') }}
        onChange={(_event, { value }) => {
          change({ ...form, name: value })
          if (value === '' && place.search !== undefined) browser.go(folder)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) submit()
          if (event.key === 'Escape' && place.search !== undefined) browser.go(folder)
        }}
      />
      <Popover
        open={open}
        onOpenChange={(_event, state) => setOpen(state.open)}
        trapFocus
        positioning="below-end"
      >
        <PopoverTrigger disableButtonEnhancement>
          <Button
            appearance="subtle"
            icon={<Options20Regular />}
            aria-label={words('search.more')}
            title={words('search.more')}
          />
        </PopoverTrigger>
        <PopoverSurface className={styles.form} aria-label={words('search.more')}>
          <SearchFields form={form} trouble={trouble} onChange={change} onSubmit={submit} />
        </PopoverSurface>
      </Popover>
    </div>
  )
}
