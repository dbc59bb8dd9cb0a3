/** Where friction is most: pieces that rub, a week, with the words that say it best. */
import type { Friction, JourneyMap } from '#features/journey/contract.ts'
import { MarkedWords } from '#web/components/Evidence.tsx'
import { RankTile } from './JourneyMap.tsx'
import { TREND_WORDS } from './say.ts'

type Props = { map: JourneyMap; selectedId: string | null; onSelect: (id: string) => void }

export function FrictionList({ map, selectedId, onSelect }: Props) {
  return (
    <section className="FrictionList Paper" aria-labelledby="friction-most">
      <div className="row between">
        <h2 className="head" id="friction-most">
          Where friction is most
        </h2>
        <span className="small third">a week, with 95% intervals; the line shows the last 8 weeks</span>
      </div>
      {map.friction.length === 0 ? (
        <p className="second">Nothing rubbed in this time.</p>
      ) : (
        <ul>
          {map.friction.map((one) => (
            <li key={one.touchpoint}>
              <button
                type="button"
                className="plain"
                aria-current={one.touchpoint === selectedId || undefined}
                onClick={() => onSelect(one.touchpoint)}
              >
                {one.rank === null ? (
                  <span className="third RankTile-none">–</span>
                ) : (
                  <RankTile rank={one.rank} />
                )}
                <span className="FrictionList-name">
                  <b>{one.name}</b>
                  <span className="small third">{one.phase}</span>
                </span>
                <span className="voice truncate grow">
                  {one.quote && <MarkedWords text={one.quote.words} marks={one.quote.marks} />}
                </span>
                <WeekLine one={one} />
                <span className="FrictionList-count">
                  <b>{perWeek(one.perWeek)}</b> <span className="small third">a week</span>
                  <span className="small third">
                    {one.rank === null
                      ? 'too few to say'
                      : `${perWeek(one.interval.low)} to ${perWeek(one.interval.high)}, ${TREND_WORDS[one.trend]}`}
                  </span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** From zero: a line that begins elsewhere makes much of little. */
export function WeekLine({ one }: { one: Friction }) {
  const most = Math.max(1, ...one.weeks)
  const points = one.weeks.map(
    (rubs, index) => `${(index / Math.max(1, one.weeks.length - 1)) * 70 + 2},${22 - (rubs / most) * 18}`,
  )
  const last = points.at(-1)?.split(',')
  return (
    <svg
      className="WeekLine"
      data-trend={one.trend}
      width="74"
      height="24"
      role="img"
      aria-label={`By week: ${one.weeks.join(', ')}`}
    >
      <polyline points={points.join(' ')} />
      {last && <circle cx={last[0]} cy={last[1]} r="2.5" />}
    </svg>
  )
}

const perWeek = (n: number) => (n < 10 ? n.toFixed(1).replace(/\.0$/, '') : String(Math.round(n)))
