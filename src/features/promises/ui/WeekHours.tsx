/** The week's opening hours and their zone: several windows a day, none on closed days. */
import { ActionIcon } from '@mantine/core'
import { useId } from 'react'
import type { CalendarSetting } from '#features/promises/contract.ts'
import { Icon } from '#web/components/Icon.tsx'
import { SpanFields, spanWords } from './SpanFields.tsx'
import { useField } from './useField.ts'

type SaveCalendar = (next: CalendarSetting, told: string) => void
type Day = keyof CalendarSetting['week']
type TimeWindow = [string, string]

const DAYS: readonly { day: Day; word: string }[] = [
  { day: 'mon', word: 'Monday' },
  { day: 'tue', word: 'Tuesday' },
  { day: 'wed', word: 'Wednesday' },
  { day: 'thu', word: 'Thursday' },
  { day: 'fri', word: 'Friday' },
  { day: 'sat', word: 'Saturday' },
  { day: 'sun', word: 'Sunday' },
]
const USUAL: TimeWindow = ['09:00', '17:00']
const EVENING: TimeWindow = ['18:00', '20:00']

export function WeekHours(props: { calendar: CalendarSetting; mayWrite: boolean; onSave: SaveCalendar }) {
  const { calendar, mayWrite } = props
  const save = (day: Day, word: string, windows: TimeWindow[]) => {
    const week = { ...calendar.week, [day]: windows }
    if (windows.length === 0) delete week[day]
    props.onSave({ ...calendar, week }, `${word}: ${wordsOf(windows)}.`)
  }
  return (
    <section className="Paper HoursCard" aria-labelledby="week-hours">
      <div className="row between wrap">
        <h2 className="head" id="week-hours">
          Opening hours
        </h2>
        <ZoneField
          zone={calendar.zone}
          mayWrite={mayWrite}
          onSave={(zone) => props.onSave({ ...calendar, zone }, `Hours are now in ${zone}.`)}
        />
      </div>
      <p className="small third">
        Business days and hours are counted in these. A change moves open promises only, and keeps what a
        customer was told.
      </p>
      <ul className="WeekHours">
        {DAYS.map(({ day, word }) => {
          const windows = (calendar.week[day] ?? []) as TimeWindow[]
          return (
            <li key={day}>
              <span className="strong">{word}</span>
              <span className="row wrap grow" data-gap="6">
                {windows.length === 0 && <span className="third">Closed</span>}
                {windows.map((window, i) => (
                  <WindowFields
                    key={`${i} ${window.join(' ')}`}
                    word={word}
                    window={window}
                    mayWrite={mayWrite}
                    onSave={(next) =>
                      save(
                        day,
                        word,
                        windows.map((each, j) => (j === i ? next : each)),
                      )
                    }
                    onRemove={() => save(day, word, windows.toSpliced(i, 1))}
                  />
                ))}
                {mayWrite && windows.length < 8 && (
                  <button
                    type="button"
                    className="Link"
                    onClick={() => save(day, word, [...windows, windows.length === 0 ? USUAL : EVENING])}
                  >
                    {windows.length === 0 ? 'Open' : 'One more'}
                    <span className="visually-hidden"> on {word}</span>
                  </button>
                )}
              </span>
            </li>
          )
        })}
      </ul>
      {calendar.undated && (
        <div className="row wrap WeekHours-undated" data-gap="6">
          <span className="second">A promise without a time counts as</span>
          <SpanFields
            label="A promise without a time"
            span={calendar.undated}
            mayWrite={mayWrite}
            onSave={(undated) =>
              props.onSave({ ...calendar, undated }, `Without a time: ${spanWords(undated)}.`)
            }
          />
        </div>
      )}
    </section>
  )
}

function WindowFields(props: {
  word: string
  window: TimeWindow
  mayWrite: boolean
  onSave: (window: TimeWindow) => void
  onRemove: () => void
}) {
  const [from, to] = props.window
  const opens = useField(from, (value) => value !== '' && props.onSave([value, to]))
  const closes = useField(to, (value) => value !== '' && props.onSave([from, value]))
  return (
    <span className="row WindowFields" data-gap="4">
      <input
        className="Input"
        aria-label={`${props.word} opens`}
        placeholder="09:00"
        pattern="[0-2]?[0-9]:[0-5][0-9]"
        disabled={!props.mayWrite}
        {...opens}
      />
      to
      <input
        className="Input"
        aria-label={`${props.word} closes`}
        placeholder="17:00"
        pattern="[0-2]?[0-9]:[0-5][0-9]"
        disabled={!props.mayWrite}
        {...closes}
      />
      {props.mayWrite && (
        <ActionIcon aria-label={`Remove ${from} to ${to} on ${props.word}`} onClick={props.onRemove}>
          <Icon name="x" size="s" />
        </ActionIcon>
      )}
    </span>
  )
}

function ZoneField(props: { zone: string; mayWrite: boolean; onSave: (zone: string) => void }) {
  const id = useId()
  const field = useField(props.zone, (zone) => zone !== '' && props.onSave(zone))
  return (
    <span className="row" data-gap="6">
      <label className="small third" htmlFor={id}>
        Zone
      </label>
      <input id={id} className="Input ZoneField" list={`${id}-zones`} disabled={!props.mayWrite} {...field} />
      <datalist id={`${id}-zones`}>
        {Intl.supportedValuesOf('timeZone').map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </span>
  )
}

function wordsOf(windows: readonly TimeWindow[]): string {
  return windows.length === 0 ? 'closed' : windows.map(([from, to]) => `${from} to ${to}`).join(', ')
}
