/** Where friction is most, on the home: the first five, with the words that say it best. */
import { Link } from 'wouter'
import { MarkedWords } from '#web/components/Evidence.tsx'
import { Answered } from '#web/Answered.tsx'
import { LoadingLines } from '#web/components/Faces.tsx'
import { WeekLine } from '../FrictionList.tsx'
import { RankTile } from '../JourneyMap.tsx'
import { useMap } from '../useJourney.ts'
import { some } from './say.ts'
import '../journey.css'
import './fixes.css'

const SHOWN = 5
const PHASES = { before: 'Before', during: 'During', after: 'After' } as const

export function FrictionCard() {
  const { data: map, error, refetch } = useMap({ route: undefined, days: 30 })
  const ranked = (map?.friction ?? []).slice(0, SHOWN)
  return (
    <section className="FrictionCard Paper" aria-labelledby="home-friction">
      <header className="row between" data-gap="12">
        <h2 className="head grow" id="home-friction">
          Where friction is most
        </h2>
        <span className="small third FrictionCard-note">pieces that rub a week, last 8 weeks</span>
        <Link href="/journey?view=friction" className="Link">
          Open the journey
        </Link>
      </header>
      <Answered
        answer={map}
        error={error}
        onRetry={refetch}
        failed="It could not be read."
        loading={<LoadingLines widths={[100, 96, 100, 92]} />}
      >
        {(map) =>
          ranked.length === 0 ? (
            <p className="second">
              {map.waiting > 0
                ? `${map.waiting} customers are being counted.`
                : 'Nothing rubbed in the last 30 days.'}
            </p>
          ) : (
            <ul>
              {ranked.map((one) => (
                <li key={one.touchpoint}>
                  <Link href={`/journey/${encodeURIComponent(one.touchpoint)}`} className="FrictionCard-row">
                    {one.rank === null ? (
                      <span className="third RankTile-none">–</span>
                    ) : (
                      <RankTile rank={one.rank} />
                    )}
                    <span className="FrictionCard-name">
                      <b className="truncate">{one.name}</b>
                      <span className="small third">{PHASES[one.phase]}</span>
                    </span>
                    <span className="voice second truncate">
                      {one.quote && (
                        <>
                          “<MarkedWords text={one.quote.words} marks={one.quote.marks} />”
                        </>
                      )}
                    </span>
                    <WeekLine one={one} />
                    <span className="FrictionCard-count">
                      <b>{some(one.perWeek)}</b> <span className="third">a week</span>
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </section>
  )
}
