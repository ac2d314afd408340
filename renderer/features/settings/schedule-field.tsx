// Hours of the week with another limit, or without transfers: the rules there are, and a small form for one more.

import { Button, Checkbox, Field, Input, makeStyles, Select, Text, tokens } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons'
import { useState, type FormEvent } from 'react'
import type { WeeklyRule } from '../../../core/model/weekly-schedule.ts'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { megabyte, parseMegabytes } from './megabytes-field.tsx'
import { dayName, describeRule, parseClock, weekOrder } from './schedule-words.ts'

const useStyles = makeStyles({
  group: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  rule: { display: 'flex', alignItems: 'center', justifyContent: 'space-between' },
  list: { listStyle: 'none', margin: 0, padding: 0 },
  days: { display: 'flex', flexWrap: 'wrap', border: 'none', padding: 0, margin: 0 },
  line: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM, alignItems: 'end' },
})

export function ScheduleField({ rules }: { rules: readonly WeeklyRule[] }) {
  const { settings } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const [adding, setAdding] = useState(false)
  const save = (schedule: readonly WeeklyRule[]) => void settings.save({ schedule })
  return (
    <div className={styles.group} role="group" aria-label={words('settings.schedule.title')}>
      <Text>{words('settings.schedule.title')}</Text>
      <ul className={styles.list}>
        {rules.map((rule, index) => {
          const sentence = describeRule(rule, words)
          return (
            <li key={`${index} ${sentence}`} className={styles.rule}>
              <Text>{sentence}</Text>
              <IconButton
                name={words('settings.schedule.remove', { rule: sentence })}
                icon={<DismissRegular />}
                onClick={() => save(rules.filter((_, place) => place !== index))}
              />
            </li>
          )
        })}
      </ul>
      {adding ? (
        <RuleForm
          onAdd={(rule) => {
            setAdding(false)
            save([...rules, rule])
          }}
        />
      ) : (
        <div>
          <Button onClick={() => setAdding(true)}>{words('settings.schedule.add')}</Button>
        </div>
      )}
    </div>
  )
}

function RuleForm({ onAdd }: { onAdd: (rule: WeeklyRule) => void }) {
  const words = useWords()
  const styles = useStyles()
  const [days, setDays] = useState<readonly number[]>([1, 2, 3, 4, 5])
  const [from, setFrom] = useState('09:00')
  const [until, setUntil] = useState('17:00')
  const [kind, setKind] = useState<'limit' | 'pause'>('limit')
  const [rate, setRate] = useState('1')
  const rule = toRule({ days, from, until, kind, rate })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (rule !== undefined) onAdd(rule)
  }
  return (
    <form className={styles.group} onSubmit={submit}>
      <fieldset className={styles.days} aria-label={words('settings.schedule.days')}>
        {weekOrder.map((day) => (
          <Checkbox
            key={day}
            label={dayName(day, words.locale)}
            checked={days.includes(day)}
            onChange={(_event, { checked }) =>
              setDays(checked === true ? [...days, day] : days.filter((one) => one !== day))
            }
          />
        ))}
      </fieldset>
      <div className={styles.line}>
        <Field label={words('settings.schedule.from')}>
          <Input type="time" value={from} onChange={(_event, { value }) => setFrom(value)} />
        </Field>
        <Field label={words('settings.schedule.until')}>
          <Input type="time" value={until} onChange={(_event, { value }) => setUntil(value)} />
        </Field>
        <Field label={words('settings.schedule.action')}>
          <Select
            value={kind}
            onChange={(_event, { value }) => setKind(value === 'pause' ? 'pause' : 'limit')}
          >
            <option value="limit">{words('settings.schedule.limit')}</option>
            <option value="pause">{words('settings.schedule.pause')}</option>
          </Select>
        </Field>
        {kind === 'limit' && (
          <Field label={words('settings.limitValue')}>
            <Input value={rate} inputMode="decimal" onChange={(_event, { value }) => setRate(value)} />
          </Field>
        )}
        <Button type="submit" appearance="primary" disabledFocusable={rule === undefined}>
          {words('settings.schedule.save')}
        </Button>
      </div>
    </form>
  )
}

interface RuleDraft {
  readonly days: readonly number[]
  readonly from: string
  readonly until: string
  readonly kind: 'limit' | 'pause'
  readonly rate: string
}

/** Undefined while something is missing or wrong. */
export function toRule({ days, from, until, kind, rate }: RuleDraft): WeeklyRule | undefined {
  const [fromMinute, untilOfDay] = [parseClock(from), parseClock(until)]
  const bytesPerSecond = parseMegabytes(rate)
  if (fromMinute === undefined || untilOfDay === undefined || days.length === 0) return undefined
  const untilMinute = untilOfDay === 0 ? 1_440 : untilOfDay
  const span = { days: [...days].sort(), fromMinute, untilMinute }
  if (kind === 'pause') return { ...span, action: { kind } }
  if (bytesPerSecond === undefined || bytesPerSecond < megabyte / 1000) return undefined
  return { ...span, action: { kind, bytesPerSecond } }
}
