/** Single days with other hours: a late evening, a Saturday in December, a morning that is closed for a meeting. */
import { ActionIcon, Button } from '@mantine/core'
import { useId, useState } from 'react'
import type { SyntheticEvent } from 'react'
import type { CalendarSetting } from '#features/promises/contract.ts'
import { Icon } from '#web/components/Icon.tsx'

type TimeWindow = [string, string]
type Days = Record<string, TimeWindow[]>

export function SingleDays(props: {
  calendar: CalendarSetting
  mayWrite: boolean
  onSave: (next: CalendarSetting, told: string) => void
}) {
  const { calendar, mayWrite, onSave } = props
  const shifts = (calendar.shifts ?? {}) as Days
  const breaks = (calendar.breaks ?? {}) as Days
  const lines = [
    ...Object.entries(shifts).map(([on, windows]) => ({ on, windows, field: 'shifts' as const })),
    ...Object.entries(breaks).map(([on, windows]) => ({ on, windows, field: 'breaks' as const })),
  ].sort((a, b) => a.on.localeCompare(b.on))
  return (
    <section className="Paper HoursCard" aria-labelledby="single-days">
      <h2 className="head" id="single-days">
        Single days with other hours <span className="third">{lines.length}</span>
      </h2>
      {lines.length === 0 ? (
        <p className="second">None: every open day has the hours of its weekday.</p>
      ) : (
        <ul className="HolidayList" aria-label="Single days with other hours">
          {lines.map(({ on, windows, field }) => (
            <li key={`${field} ${on}`}>
              <span className="HolidayList-day">{dayWords(on)}</span>
              <span className="grow truncate">
                {field === 'shifts' ? 'Open only ' : 'Closed '}
                {windows.map(([from, to]) => `${from} to ${to}`).join(', ')}
              </span>
              {mayWrite && (
                <ActionIcon
                  aria-label={`Remove ${dayWords(on)}`}
                  onClick={() => {
                    const { [on]: _gone, ...rest } = field === 'shifts' ? shifts : breaks
                    onSave({ ...calendar, [field]: rest }, `${dayWords(on)} has its usual hours.`)
                  }}
                >
                  <Icon name="x" size="s" />
                </ActionIcon>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayWrite && <DayForm {...props} shifts={shifts} breaks={breaks} />}
    </section>
  )
}

function DayForm(props: {
  calendar: CalendarSetting
  shifts: Days
  breaks: Days
  onSave: (next: CalendarSetting, told: string) => void
}) {
  const id = useId()
  const [on, setOn] = useState('')
  const [field, setField] = useState<'shifts' | 'breaks'>('shifts')
  const [from, setFrom] = useState('09:00')
  const [to, setTo] = useState('12:00')
  const isReady = on !== '' && from < to
  function add(event: SyntheticEvent) {
    event.preventDefault()
    if (!isReady) return
    const before = props[field]
    const windows = [...(before[on] ?? []), [from, to] as TimeWindow]
    const word = field === 'shifts' ? 'open only' : 'closed'
    props.onSave(
      { ...props.calendar, [field]: { ...before, [on]: windows } },
      `${dayWords(on)}: ${word} ${from} to ${to}.`,
    )
    setOn('')
  }
  return (
    <form className="HoursForm" onSubmit={add}>
      <label className="strong" htmlFor={id}>
        One day
      </label>
      <input
        id={id}
        type="date"
        className="Input"
        value={on}
        onChange={(event) => setOn(event.currentTarget.value)}
      />
      <select
        className="Input"
        aria-label="Open only, or closed"
        value={field}
        onChange={(event) => setField(event.currentTarget.value === 'breaks' ? 'breaks' : 'shifts')}
      >
        <option value="shifts">open only</option>
        <option value="breaks">closed</option>
      </select>
      <input
        type="time"
        className="Input"
        aria-label="From"
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      to
      <input
        type="time"
        className="Input"
        aria-label="To"
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <Button type="submit" size="xs" disabled={!isReady}>
        Add
      </Button>
    </form>
  )
}

const DAY = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})
const dayWords = (on: string) => DAY.format(new Date(`${on}T00:00Z`)).replace(',', '')
