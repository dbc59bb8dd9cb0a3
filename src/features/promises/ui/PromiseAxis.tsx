/** Promises on a time axis: bar from made to due, solid as far as time has gone, a diamond where it is due, a cross where it broke. */
import { useMemo } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import type { PromiseBoard, PromiseRow } from '#features/promises/contract.ts'
import { Icon } from '#web/components/Icon.tsx'
import { clockTime, dayOf } from '#web/times.ts'
import { layAxis } from './axis.ts'
import type { Axis, AxisDay } from './axis.ts'
import { besideDue, toneOf } from './say.ts'
import type { BoardGroup } from './say.ts'

export type RowGroup = { group: BoardGroup; label: string; count: number; items: readonly PromiseRow[] }

export function PromiseAxis(props: {
  axis: PromiseBoard['axis']
  groups: readonly RowGroup[]
  now: number
  selectedId: string | null
  onSelect: (id: string) => void
  onKeyDown: (event: KeyboardEvent) => void
  /** Stands in the empty corner: what is not shown, and the way to the table. */
  corner: ReactNode
}) {
  const axis = useMemo(() => layAxis(props.axis), [props.axis])
  const isNowInside = props.now >= axis.from && props.now <= axis.to
  return (
    <section className="PromiseAxis Paper" aria-label="Promises on a time axis">
      <div className="PromiseAxis-scroll">
        <div className="PromiseAxis-plot" aria-hidden="true">
          <div className="PromiseAxis-days">
            {axis.days.map((day) => (
              <DayOfAxis key={day.on} day={day} isToday={day.on === dayOf(props.now)} />
            ))}
            {isNowInside && (
              <b className="PromiseAxis-clock" style={{ insetInlineStart: `${axis.placeOf(props.now)}%` }}>
                {clockTime(props.now)}
              </b>
            )}
          </div>
          <div className="PromiseAxis-field">
            {axis.closed.map(({ left, width }) => (
              <i key={left} className="PromiseAxis-closed" style={placed(left, width)} />
            ))}
            {axis.days.map((day) => (
              <i key={day.on} className="PromiseAxis-line" style={{ insetInlineStart: `${day.left}%` }} />
            ))}
            {axis.days
              .filter(({ name }) => name !== null)
              .map((day) => (
                <span key={day.on} className="PromiseAxis-holiday" style={placed(day.left, day.width)}>
                  <span>{day.name}, closed</span>
                </span>
              ))}
            {isNowInside && (
              <i className="PromiseAxis-now" style={{ insetInlineStart: `${axis.placeOf(props.now)}%` }} />
            )}
          </div>
        </div>
        <div className="PromiseAxis-cornered">{props.corner}</div>
        <div
          className="PromiseAxis-rows"
          role="listbox"
          aria-label="Promises by due time"
          tabIndex={0}
          aria-activedescendant={props.selectedId === null ? undefined : `promise-${props.selectedId}`}
          onKeyDown={props.onKeyDown}
        >
          {props.groups.map(({ group, label, count, items }) => (
            <div key={group} role="group" aria-labelledby={`promises-${group}`}>
              <div className="PromiseAxis-group" id={`promises-${group}`}>
                <b>{label}</b> <span className="third">{count}</span>
              </div>
              {items.map((row) => (
                <AxisRow
                  key={row.id}
                  row={row}
                  group={group}
                  axis={axis}
                  now={props.now}
                  isSelected={row.id === props.selectedId}
                  onSelect={props.onSelect}
                />
              ))}
            </div>
          ))}
        </div>
      </div>
    </section>
  )
}

function AxisRow(props: {
  row: PromiseRow
  group: BoardGroup
  axis: Axis
  now: number
  isSelected: boolean
  onSelect: (id: string) => void
}) {
  const { row, group, axis, now } = props
  return (
    <div
      id={`promise-${row.id}`}
      role="option"
      aria-selected={props.isSelected}
      className="AxisRow"
      onClick={() => props.onSelect(row.id)}
    >
      <span className="AxisRow-who">
        <Owner row={row} />
        <span className="truncate">
          <b className="strong">{row.customer.name}</b> <span className="second">{row.about}</span>
        </span>
      </span>
      <span className="AxisRow-bar" data-tone={toneOf(row, group)}>
        <Bar row={row} group={group} axis={axis} now={now} />
      </span>
    </div>
  )
}

/** About how wide a letter beside a mark is, in per cent of the axis. */
const LETTER = 0.95

function Bar({ row, group, axis, now }: { row: PromiseRow; group: BoardGroup; axis: Axis; now: number }) {
  const made = axis.placeOf(Date.parse(row.madeAt))
  const gone = axis.placeOf(now)
  const words = besideDue(row, group, now)
  if (row.dueAt === null)
    return (
      <>
        <i className="AxisRow-rest" data-open style={placed(made, Math.max(0.4, gone - made))} />
        <Words at={gone} words={words} />
      </>
    )
  const dueAt = Date.parse(row.dueAt)
  const due = axis.placeOf(dueAt)
  const solid = Math.max(made, Math.min(gone, due))
  const isBeyond = dueAt > axis.to
  if (row.standing === 'broken') {
    const end = row.keptAt === null ? gone : axis.placeOf(Date.parse(row.keptAt))
    return (
      <>
        <i className="AxisRow-gone" style={placed(made, Math.max(0.2, due - made))} />
        <i className="AxisRow-late" style={placed(due, Math.max(0, end - due))} />
        <Cross at={due} />
        <Words at={Math.max(due, end)} words={words} />
      </>
    )
  }
  return (
    <>
      <i className="AxisRow-gone" style={placed(made, Math.max(0.2, solid - made))} />
      <i className="AxisRow-rest" style={placed(solid, Math.max(0, due - solid))} />
      {isBeyond ? <Onward /> : <i className="AxisRow-due" style={{ insetInlineStart: `${due}%` }} />}
      <Words at={due} words={words} />
    </>
  )
}

function Words({ at, words }: { at: number; words: string }) {
  // Words that would leave the axis stand before the mark.
  const isBefore = at + 2 + words.length * LETTER > 101
  return (
    <span
      className="AxisRow-words"
      data-before={isBefore || undefined}
      style={isBefore ? { insetInlineEnd: `${100 - at}%` } : { insetInlineStart: `${at}%` }}
    >
      {words}
    </span>
  )
}

function Cross({ at }: { at: number }) {
  return (
    <svg
      className="AxisRow-cross"
      viewBox="-8 -8 16 16"
      style={{ insetInlineStart: `${at}%` }}
      aria-hidden="true"
    >
      <circle r="8" />
      <path d="M-3-3 3 3M3-3-3 3" />
    </svg>
  )
}

/** The bar goes on beyond the axis. */
function Onward() {
  return (
    <span className="AxisRow-onward">
      <Icon name="arrow-right" size="s" />
    </span>
  )
}

export function Owner({ row }: { row: PromiseRow }) {
  // Nobody has to own a carrier's date; where it is missed, somebody has to.
  const isMissing = row.owner === null && (row.standing === 'broken' || row.risk === 'nobody owns it')
  return (
    <span
      className="Owner"
      data-nobody={row.owner === null && !row.delay ? (isMissing ? 'alarm' : 'quiet') : undefined}
      title={row.delay ? 'All of them together' : (row.owner?.name ?? 'Nobody owns it')}
    >
      <span aria-hidden="true">{row.delay ? 'all' : (row.owner?.initials ?? '?')}</span>
      <span className="visually-hidden">
        {row.delay ? 'Together:' : row.owner ? `${row.owner.name}:` : 'Nobody owns it:'}
      </span>
    </span>
  )
}

function DayOfAxis({ day, isToday }: { day: AxisDay; isToday: boolean }) {
  const [, , date] = day.on.split('-')
  const weekday = WEEKDAY.format(new Date(`${day.on}T12:00:00Z`))
  const isNarrow = day.isClosed && day.name === null
  return (
    <span
      className="PromiseAxis-day"
      data-today={isToday || undefined}
      data-narrow={isNarrow || undefined}
      style={placed(day.left, day.width)}
    >
      {isToday && isNarrow ? 'Today' : `${isToday ? 'Today, ' : ''}${weekday}`}
      {isNarrow ? '' : ` ${Number(date)}`}
    </span>
  )
}

const WEEKDAY = new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'UTC' })

function placed(left: number, width: number) {
  return { insetInlineStart: `${left}%`, width: `${width}%` }
}
