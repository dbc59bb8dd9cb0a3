/** Which time the journey is of: one of three up to today, or from any day to any other. */
import { addDays, dayNumberOf } from '#kit/time.ts'
import { ASKED_DAYS } from '#features/journey/contract.ts'
import { currentTime } from '#web/clock.ts'
import { Segments } from '#web/components/Segments.tsx'
import { dayOf } from '#web/times.ts'

const PERIODS = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'A year' },
  { value: 'other', label: 'Other' },
] as const

/** `to` is the last day 'YYYY-MM-DD', undefined for today. */
export type Time = { days: number; to: string | undefined }

export function TimeChoice({ time, onChange }: { time: Time; onChange: (next: Time) => void }) {
  const today = dayOf(currentTime())
  const { days } = time
  const to = time.to ?? today
  const known = PERIODS.find(({ value }) => time.to === undefined && value === String(days))
  const from = addDays(to, 1 - days)
  return (
    <>
      <Segments
        label="Time"
        value={known?.value ?? 'other'}
        choices={[...PERIODS]}
        onChange={(next) => onChange(next === 'other' ? { days, to } : { days: Number(next), to: undefined })}
      />
      {!known && (
        <span className="row small" data-gap="6">
          <input
            // Where the last day moves, the first moves with it.
            key={to}
            className="Input"
            type="date"
            aria-label="From"
            defaultValue={from}
            min={addDays(to, 1 - ASKED_DAYS.max)}
            max={addDays(to, 1 - ASKED_DAYS.min)}
            onChange={({ target }) => isWhole(target) && onChange({ days: daysTo(target.value, to), to })}
          />
          to
          <input
            className="Input"
            type="date"
            aria-label="To"
            defaultValue={to}
            min="2000-01-01"
            max={today}
            onChange={({ target }) => isWhole(target) && onChange({ days, to: target.value })}
          />
        </span>
      )}
    </>
  )
}

/** A day that is typed half is none yet. */
const isWhole = ({ value, validity }: HTMLInputElement) => value !== '' && validity.valid

const daysTo = (from: string, to: string) => dayNumberOf(to) - dayNumberOf(from) + 1

/** What an address asks for; 30 days up to today where it asks for nothing that can be shown. */
export function timeIn(params: URLSearchParams): Time {
  const days = Number(params.get('days') ?? 30)
  const to = params.get('to')
  return {
    days: Number.isInteger(days) && days >= ASKED_DAYS.min && days <= ASKED_DAYS.max ? days : 30,
    to: to !== null && /^\d{4}-\d\d-\d\d$/.test(to) && !Number.isNaN(Date.parse(to)) ? to : undefined,
  }
}
