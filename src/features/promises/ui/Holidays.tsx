/** Days the team is closed: public holidays of a country, a calendar's days, and its own. */
import { ActionIcon, Button } from '@mantine/core'
import { useId, useState } from 'react'
import type { SyntheticEvent } from 'react'
import type { CalendarSetting } from '#features/promises/contract.ts'
import { currentTime } from '#web/clock.ts'
import { Icon } from '#web/components/Icon.tsx'
import { currentZone, dayOf } from '#web/times.ts'
import { COUNTRIES } from './countries.ts'
import './promise-sheets.css'

type HolidaysProps = {
  calendar: CalendarSetting
  mayWrite: boolean
  onSave: (next: CalendarSetting, told: string) => void
  onCountry: (body: { country: string; region?: string; year: number }, told: string) => void
  onIcal: (text: string) => void
}

export function Holidays(props: HolidaysProps) {
  const { calendar, mayWrite } = props
  const days = [...calendar.holidays].sort((a, b) => sortKey(a.on).localeCompare(sortKey(b.on)))
  return (
    <section className="Paper HoursCard" aria-labelledby="holidays">
      <h2 className="head" id="holidays">
        Closed days <span className="third">{days.length}</span>
      </h2>
      {days.length === 0 ? (
        <p className="second">None yet: a promise over a public holiday would be counted too short.</p>
      ) : (
        <ul className="HolidayList">
          {days.map((day) => (
            <li key={`${day.on} ${day.name ?? ''}`}>
              <span className="HolidayList-day">{dayWords(day.on)}</span>
              <span className="grow truncate">
                {day.name ?? 'Closed'}
                {day.windows && day.windows.length > 0 && (
                  <span className="third">
                    {' '}
                    open {day.windows.map(([from, to]) => `${from} to ${to}`).join(', ')}
                  </span>
                )}
              </span>
              {mayWrite && (
                <ActionIcon
                  aria-label={`Remove ${day.name ?? dayWords(day.on)}`}
                  onClick={() =>
                    props.onSave(
                      { ...calendar, holidays: calendar.holidays.filter((each) => each !== day) },
                      `${day.name ?? dayWords(day.on)} is a day like any other.`,
                    )
                  }
                >
                  <Icon name="x" size="s" />
                </ActionIcon>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayWrite && (
        <>
          <OwnDay {...props} />
          <CountryDays {...props} />
          <IcalDays {...props} />
        </>
      )}
    </section>
  )
}

function OwnDay({ calendar, onSave }: HolidaysProps) {
  const id = useId()
  const [on, setOn] = useState('')
  const [name, setName] = useState('')
  const [until, setUntil] = useState('')
  const opens = hoursOf(calendar, on)?.[0] ?? '09:00'
  function add(event: SyntheticEvent) {
    event.preventDefault()
    if (on === '') return
    const called = name.trim()
    const isHalf = until > opens
    const day = {
      on,
      ...(called === '' ? {} : { name: called }),
      ...(isHalf ? { windows: [[opens, until] as [string, string]] } : {}),
    }
    onSave(
      { ...calendar, holidays: [...calendar.holidays, day] },
      isHalf ? `${dayWords(on)}: open ${opens} to ${until}.` : `Closed on ${dayWords(on)}.`,
    )
    setOn('')
    setUntil('')
    setName('')
  }
  return (
    <form className="HoursForm" onSubmit={add}>
      <label className="strong" htmlFor={id}>
        A day of your own
      </label>
      <input
        id={id}
        type="date"
        className="Input"
        value={on}
        onChange={(event) => setOn(event.currentTarget.value)}
      />
      <input
        className="Input grow"
        aria-label="What the day is called"
        placeholder="Stocktaking"
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <label className="row small third" data-gap="4">
        half day until
        <input
          type="time"
          className="Input"
          aria-label="Half day until; empty where it is closed all day"
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
      </label>
      <Button type="submit" size="xs" disabled={on === ''}>
        Add
      </Button>
    </form>
  )
}

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const

/** The first hours of the weekday a day falls on. */
function hoursOf({ week }: CalendarSetting, on: string): readonly [string, string] | undefined {
  const day = WEEKDAYS[new Date(`${on}T00:00Z`).getUTCDay()]
  return day && week[day]?.[0]
}

const REGIONS = new Intl.DisplayNames('en', { type: 'region' })
const BY_NAME = COUNTRIES.map((code) => ({ code, name: REGIONS.of(code) ?? code })).sort((a, b) =>
  a.name.localeCompare(b.name),
)

function CountryDays({ onCountry }: HolidaysProps) {
  const id = useId()
  const [country, setCountry] = useState(countryOfZone())
  const [region, setRegion] = useState('')
  const thisYear = Number(dayOf(currentTime()).slice(0, 4))
  const [year, setYear] = useState(thisYear)
  function add(event: SyntheticEvent) {
    event.preventDefault()
    const part = region.trim().toUpperCase()
    onCountry(
      { country, year, ...(part === '' ? {} : { region: part }) },
      `Public holidays of ${REGIONS.of(country) ?? country}, ${year}, were added.`,
    )
  }
  return (
    <form className="HoursForm" onSubmit={add}>
      <label className="strong" htmlFor={id}>
        Public holidays of
      </label>
      <select
        id={id}
        className="Input grow"
        value={country}
        onChange={(event) => setCountry(event.currentTarget.value)}
      >
        {BY_NAME.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
      <input
        className="Input HoursForm-short"
        aria-label="Region, such as CA or BY"
        placeholder="Region"
        maxLength={8}
        value={region}
        onChange={(event) => setRegion(event.currentTarget.value)}
      />
      <select
        className="Input HoursForm-short"
        aria-label="Year"
        value={year}
        onChange={(event) => setYear(Number(event.currentTarget.value))}
      >
        {[thisYear, thisYear + 1, thisYear + 2].map((each) => (
          <option key={each}>{each}</option>
        ))}
      </select>
      <Button type="submit" size="xs">
        Add
      </Button>
    </form>
  )
}

function IcalDays({ onIcal }: HolidaysProps) {
  const id = useId()
  const [text, setText] = useState('')
  return (
    <details className="IcalDays">
      <summary>From a calendar file (iCal)</summary>
      <label htmlFor={id} className="small third">
        Open the file, or paste what is in it.
      </label>
      <input
        type="file"
        className="IcalDays-file"
        accept=".ics,text/calendar"
        aria-label="Calendar file"
        onChange={(event) => void event.currentTarget.files?.[0]?.text().then(setText)}
      />
      <textarea
        id={id}
        className="Input PromiseWords"
        rows={4}
        placeholder="BEGIN:VCALENDAR"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button
        size="xs"
        disabled={text.trim() === ''}
        onClick={() => {
          onIcal(text)
          setText('')
        }}
      >
        Add these days
      </Button>
    </details>
  )
}

const DAY = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})
const YEARLY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })

/** "Thu 27 Nov 2025"; "25 Dec, every year" where the year is left open ('*-12-25'). */
function dayWords(on: string): string {
  if (on.startsWith('*')) return `${YEARLY.format(new Date(`2024${on.slice(1)}T00:00Z`))}, every year`
  return DAY.format(new Date(`${on}T00:00Z`)).replace(',', '')
}

function sortKey(on: string): string {
  return on.startsWith('*') ? `9999${on.slice(1)}` : on
}

/** A guess that is only a start: most shops sit in one of these zones. */
function countryOfZone(): string {
  const zone = currentZone()
  if (zone.startsWith('America/')) return 'US'
  if (zone === 'Europe/London') return 'GB'
  if (zone === 'Europe/Paris') return 'FR'
  if (zone.startsWith('Australia/')) return 'AU'
  return zone === 'Europe/Berlin' ? 'DE' : 'US'
}
