// The form of a pair: a new one, or how one is kept in step from now on. Which folders it is about is settled once.

import { Button, Field, Input, Radio, RadioGroup } from '@fluentui/react-components'
import { useCallback, useState } from 'react'
import { useStore } from 'zustand'
import type { PickedFolder } from '../../../../contract/views.ts'
import type { Failure } from '../../../../core/model/failure.ts'
import { defaultGuard, noRules, type SyncMode } from '../../../../core/model/sync.ts'
import { useReverie } from '../../../app/reverie.ts'
import { useWords } from '../../../app/words/words.ts'
import { AskDialog } from '../../../ui/ask-dialog.tsx'
import { FailureDetails } from '../../../ui/failure-details.tsx'
import { FailureMessage } from '../../../ui/failure-message.tsx'
import { isolateName, visibleName } from '../../../../words/visible-name.ts'
import type { FolderPlace } from '../../browser/places.ts'
import { showPairs } from '../show-pairs.ts'
import { formOf, guardOf, rulesOf, troublesOf, type FormTroubles, type PairForm } from './pair-form.ts'
import { mineOf, RemoteField } from './remote-field.tsx'
import { Choice, RulesFields, TextPart, useFormStyles, wrongOf } from './rules-fields.tsx'

export function AddPairDialog({ folder }: { folder: FolderPlace | undefined }) {
  const reverie = useReverie()
  const { accounts, browser, shell, sync } = reverie
  const words = useWords()
  const styles = useFormStyles()
  const [place, setPlace] = useState<FolderPlace | undefined>(
    () => folder ?? firstPlace(browser.place(), accounts.store.getState().accounts),
  )
  const [picked, setPicked] = useState<PickedFolder>()
  const form = useForm(formOf({ mode: 'mirror', rules: noRules, guard: defaultGuard }))
  const { change } = form
  const choosePlace = useCallback(
    (next: FolderPlace | undefined) => {
      setPlace(next)
      // Folders that were ticked are not there.
      change({ ticks: { only: undefined, except: [] } })
    },
    [change],
  )
  const submit = async () => {
    if (!form.isSound() || place === undefined || picked === undefined) return
    const { accountId, uri } = place
    const { mode } = form.values
    const made = await form.wait(
      sync.add({ accountId, uri, token: picked.token, mode, rules: rulesOf(form.values) }),
    )
    if ('failure' in made) return form.fail(made.failure)
    shell.close()
    showPairs(reverie, made.pairId)
  }
  const missing = (name: 'needRemote' | 'needLocal', value: unknown) =>
    form.tried && value === undefined ? words(`sync.form.${name}`) : undefined
  return (
    <AskDialog
      wide
      title={words('sync.form.addTitle')}
      onClose={shell.close}
      actions={
        <FormButtons submit={words('sync.form.submit')} busy={form.busy} onSubmit={() => void submit()} />
      }
    >
      <div className={styles.fields}>
        <RemoteField
          place={place}
          settled={folder !== undefined}
          error={missing('needRemote', place)}
          onChange={choosePlace}
        />
        <LocalField picked={picked} error={missing('needLocal', picked)} onPick={setPicked} />
        <ModeField mode={form.values.mode} onChange={(mode) => form.change({ mode })} />
        {place !== undefined && (
          <RulesFields
            key={`${place.accountId} ${place.uri}`}
            place={place}
            form={form.values}
            troubles={form.troubles}
            onChange={form.change}
          />
        )}
        <Refused failure={form.failure} />
      </div>
    </AskDialog>
  )
}

export function EditPairDialog({ pairId }: { pairId: string }) {
  const { shell, sync } = useReverie()
  const words = useWords()
  const styles = useFormStyles()
  const [pair] = useState(() => sync.find(pairId))
  const form = useForm(formOf(pair ?? { mode: 'mirror', rules: noRules, guard: defaultGuard }))
  if (pair === undefined) return null
  const submit = async () => {
    if (!form.isSound()) return
    const { values } = form
    const request = { pairId, mode: values.mode, rules: rulesOf(values), guard: guardOf(values) }
    const failure = await form.wait(sync.change(request))
    if (failure === undefined) shell.close()
    else form.fail(failure)
  }
  return (
    <AskDialog
      wide
      title={words('sync.form.editTitle', { name: isolateName(pair.label) })}
      onClose={shell.close}
      actions={
        <FormButtons submit={words('sync.form.save')} busy={form.busy} onSubmit={() => void submit()} />
      }
    >
      <div className={styles.fields}>
        <ModeField mode={form.values.mode} onChange={(mode) => form.change({ mode })} />
        <RulesFields place={pair} form={form.values} troubles={form.troubles} onChange={form.change} />
        <Field label={words('sync.form.guard')}>
          <div className={styles.two} role="group" aria-label={words('sync.form.guard')}>
            <TextPart field="guardFiles" form={form.values} troubles={form.troubles} onChange={form.change} />
            <TextPart field="guardShare" form={form.values} troubles={form.troubles} onChange={form.change} />
          </div>
        </Field>
        <Refused failure={form.failure} />
      </div>
    </AskDialog>
  )
}

/** The values, and what is wrong with them once somebody has wanted to go on. */
function useForm(first: PairForm) {
  const [values, setValues] = useState(first)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const troubles: FormTroubles = tried ? troublesOf(values) : {}
  const change = useCallback((part: Partial<PairForm>) => {
    setValues((before) => ({ ...before, ...part }))
    setFailure(undefined)
  }, [])
  return {
    ...{ values, tried, busy, failure, troubles, change, fail: setFailure },
    isSound: () => {
      setTried(true)
      return !busy && Object.keys(troublesOf(values)).length === 0
    },
    wait: async <T,>(work: Promise<T>): Promise<T> => {
      setBusy(true)
      try {
        return await work
      } finally {
        setBusy(false)
      }
    },
  }
}

function FormButtons({ submit, busy, onSubmit }: { submit: string; busy: boolean; onSubmit: () => void }) {
  const { shell } = useReverie()
  const words = useWords()
  return (
    <>
      <Button onClick={shell.close}>{words('shell.cancel')}</Button>
      <Button appearance="primary" disabledFocusable={busy} onClick={onSubmit}>
        {submit}
      </Button>
    </>
  )
}

interface LocalFieldProps {
  picked: PickedFolder | undefined
  error: string | undefined
  onPick: (picked: PickedFolder) => void
}

function LocalField({ picked, error, onPick }: LocalFieldProps) {
  const { host, pickFolder } = useReverie()
  const words = useWords()
  const styles = useFormStyles()
  const isElsewhere = useStore(host.store, (state) => state.host?.face === 'web')
  const label = words(isElsewhere ? 'sync.form.localHost' : 'sync.form.local')
  const choose = async () => {
    const folder = await pickFolder(label)
    if (folder !== undefined) onPick(folder)
  }
  return (
    <div className={styles.row}>
      <Field label={label} hint={words('sync.form.localHint')} className={styles.grow} {...wrongOf(error)}>
        <Input
          readOnly
          dir="auto"
          value={picked === undefined ? '' : visibleName(picked.path)}
          placeholder={words('sync.form.localNone')}
        />
      </Field>
      <Button
        style={{ alignSelf: 'start', marginBlockStart: '26px' }}
        data-first
        onClick={() => void choose()}
      >
        {words('sync.form.choose')}
      </Button>
    </div>
  )
}

function ModeField({ mode, onChange }: { mode: SyncMode; onChange: (mode: SyncMode) => void }) {
  const { host } = useReverie()
  const words = useWords()
  const hasTrash = useStore(host.store, (state) => state.host?.hasTrash === true)
  return (
    <Field label={words('sync.form.mode')}>
      <RadioGroup value={mode} onChange={(_event, { value }) => onChange(value as SyncMode)}>
        <Radio
          value="mirror"
          label={
            <Choice
              name="sync.form.mirror"
              hint={hasTrash ? 'sync.form.mirrorTrash' : 'sync.form.mirrorFolder'}
            />
          }
        />
        <Radio value="copy" label={<Choice name="sync.form.copy" hint="sync.form.copyHint" />} />
      </RadioGroup>
    </Field>
  )
}

/** What cannot be a pair; the details say which rule stands against it. */
function Refused({ failure }: { failure: Failure | undefined }) {
  const words = useWords()
  if (failure === undefined) return null
  if (failure.kind !== 'invalid-request') return <FailureMessage failure={failure} />
  return (
    <div role="alert">
      <Field {...wrongOf(words('sync.form.refused'))} />
      <FailureDetails failure={failure} />
    </div>
  )
}

function firstPlace(
  here: ReturnType<ReturnType<typeof useReverie>['browser']['place']>,
  accounts: readonly { readonly id: string; readonly kind: string }[],
): FolderPlace | undefined {
  const users = accounts.filter(({ kind }) => kind === 'user')
  const user = users.find(({ id }) => here.kind !== 'home' && id === here.accountId) ?? users[0]
  return user === undefined ? undefined : mineOf(user.id)
}
