/** The map itself: touchpoints in before, during and after, how each felt, and their numbers in rows. */
import { counted } from '#kit/counted.ts'
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { JourneyMap as Journey, MapColumn, Phase } from '#features/journey/contract.ts'
import { PHASES } from '#features/journey/contract.ts'
import { Icon } from '#web/components/Icon.tsx'
import { FeelingCurve } from './FeelingCurve.tsx'
import { healthTone, percent, piecesOf, SOLID } from './say.ts'

const PHASE_WORDS: Readonly<Record<Phase, [string, string]>> = {
  before: ['Before', 'finding and choosing'],
  during: ['During', 'buying and waiting'],
  after: ['After', 'living with it'],
}
const HEAD_PX = 108
/** Narrower a column's name would not fit; the map scrolls sideways instead. */
const COLUMN_PX = 60

type MapProps = { map: Journey; selectedId: string | null; onSelect: (id: string) => void }

export function JourneyMap({ map, selectedId, onSelect }: MapProps) {
  const columns = PHASES.flatMap((phase) => map.columns.filter((column) => column.phase === phase))
  const ref = useRef<HTMLDivElement>(null)
  const [room, setRoom] = useState(1000)
  useEffect(() => {
    const watcher = new ResizeObserver(([seen]) => seen && setRoom(seen.contentRect.width))
    if (ref.current) watcher.observe(ref.current)
    return () => watcher.disconnect()
  }, [])
  const width = Math.max(COLUMN_PX * columns.length, room - HEAD_PX)
  const at = columns.findIndex(({ touchpoint }) => touchpoint === selectedId)

  function onKeyDown(event: KeyboardEvent) {
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: columns.length - 1 }[event.key]
    const next = to === undefined ? undefined : columns[to]
    if (!next || event.metaKey || event.ctrlKey) return
    event.preventDefault()
    onSelect(next.touchpoint)
    ref.current?.querySelector<HTMLElement>(`[data-touchpoint="${CSS.escape(next.touchpoint)}"]`)?.focus()
  }

  return (
    <section className="JourneyMap Paper" aria-label="Journey map" ref={ref}>
      <div className="JourneyMap-scroll" tabIndex={-1}>
        <table style={{ width: width + HEAD_PX }} onKeyDown={onKeyDown}>
          <colgroup>
            <col style={{ width: HEAD_PX }} />
            {columns.map(({ touchpoint }) => (
              <col key={touchpoint} />
            ))}
          </colgroup>
          <thead>
            <tr className="JourneyMap-phases">
              <td />
              {PHASES.map((phase) => {
                const span = columns.filter((column) => column.phase === phase).length
                return span === 0 ? null : (
                  <th key={phase} scope="colgroup" colSpan={span}>
                    <span>
                      <b>{PHASE_WORDS[phase][0]}</b> <span className="second">{PHASE_WORDS[phase][1]}</span>
                    </span>
                  </th>
                )
              })}
            </tr>
            <tr className="JourneyMap-names">
              <td />
              {columns.map((column, index) => (
                <th
                  key={column.touchpoint}
                  scope="col"
                  data-here={column.touchpoint === selectedId || undefined}
                >
                  <button
                    type="button"
                    data-touchpoint={column.touchpoint}
                    aria-pressed={column.touchpoint === selectedId}
                    tabIndex={column.touchpoint === selectedId || (at < 0 && index === 0) ? 0 : -1}
                    onClick={() => onSelect(column.touchpoint)}
                  >
                    <Icon name={column.icon} />
                    <span>{column.name}</span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {columns.some(({ feeling }) => feeling !== null) && (
              <tr className="JourneyMap-curve">
                <td />
                <td colSpan={columns.length}>
                  <FeelingCurve columns={columns} width={width} />
                </td>
              </tr>
            )}
            <Row word="Health" columns={columns} selectedId={selectedId} of={health} />
            <Row word="Friction rank" columns={columns} selectedId={selectedId} of={rank} />
            <Row word="Promise kept" columns={columns} selectedId={selectedId} of={kept} />
            <Row
              word="Happened"
              columns={columns}
              selectedId={selectedId}
              of={({ counts }) => counted(counts.met)}
            />
            <Row
              word="Evidence"
              columns={columns}
              selectedId={selectedId}
              of={(column) => counted(piecesOf(column))}
            />
            <Row
              word="Easier?"
              columns={columns}
              selectedId={selectedId}
              of={({ easier }) => ideas(easier, 'easier')}
            />
            <Row
              word="More memorable?"
              columns={columns}
              selectedId={selectedId}
              of={({ memorable }) => ideas(memorable, 'memorable')}
            />
          </tbody>
        </table>
      </div>
      <p className="small third JourneyMap-note">
        Hollow dots: fewer than {SOLID} pieces of evidence, read with care. Bands are 95% intervals.{' '}
        {map.unplaced > 0 && `${counted(map.unplaced)} happenings meet no touchpoint.`}
      </p>
    </section>
  )
}

function Row(props: {
  word: string
  columns: readonly MapColumn[]
  selectedId: string | null
  of: (column: MapColumn) => React.ReactNode
}) {
  return (
    <tr>
      <th scope="row">{props.word}</th>
      {props.columns.map((column) => (
        <td key={column.touchpoint} data-here={column.touchpoint === props.selectedId || undefined}>
          {props.of(column)}
        </td>
      ))}
    </tr>
  )
}

function health({ health, parts }: MapColumn) {
  const words = parts.map(({ part, value, words }) => `${part} ${Math.round(value)}: ${words}`).join('; ')
  if (health === null)
    return (
      <span className="third" title="Too little to say">
        –
      </span>
    )
  return (
    <span className="Health" data-tone={healthTone(health)} title={`Mean of ${words}`}>
      <b>{health}</b>
      <i>
        <i style={{ width: `${health}%` }} />
      </i>
    </span>
  )
}

function rank({ rank }: MapColumn) {
  return rank === null ? <span className="third">·</span> : <RankTile rank={rank} />
}

export function RankTile({ rank }: { rank: number }) {
  return (
    <span className="RankTile" data-weight={rank <= 3 ? 'high' : rank <= 5 ? 'some' : 'low'}>
      {rank}
    </span>
  )
}

function kept({ promise }: MapColumn) {
  if (!promise) return <span className="third small">none</span>
  return (
    <span
      data-tone={promise.high < 0.9 ? 'bad' : undefined}
      className="JourneyMap-kept"
      title={`${promise.kept} of ${promise.settled}; likely ${percent(promise.low)} to ${percent(promise.high)}`}
    >
      {percent(promise.rate)}
    </span>
  )
}

const ideas = (n: number, question: string) =>
  n === 0 ? (
    <span className="third">·</span>
  ) : (
    <span className="IdeaCount" data-question={question}>
      {n}
    </span>
  )
