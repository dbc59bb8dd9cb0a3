/** What customers are saying the most (S0.50), in three lines. */
import { Link } from 'wouter'
import { Answered } from '#web/Answered.tsx'
import { LoadingLines } from '#web/components/Faces.tsx'
import { useThemes } from './api.ts'

const SHOWN = 3

export function VoicesCard() {
  const { data, error, refetch } = useThemes()
  const most = (data?.themes ?? []).filter(({ count, isHidden }) => count > 0 && !isHidden).slice(0, SHOWN)
  return (
    <section className="HomeCard Paper" aria-labelledby="home-voices">
      <header className="row between">
        <h2 className="head" id="home-voices">
          What customers say the most
        </h2>
        <Link href="/voices" className="Link">
          Open voices
        </Link>
      </header>
      <Answered
        answer={data}
        error={error}
        onRetry={refetch}
        failed="It could not be read."
        loading={<LoadingLines widths={[92, 84, 88]} />}
      >
        {() =>
          most.length === 0 ? (
            <p className="second">Nothing said in the last 30 days belongs to a theme.</p>
          ) : (
            <ul>
              {most.map(({ id, name, count, change }) => (
                <li key={id} className="HomeTheme">
                  <Link href={`/voices/${encodeURIComponent(id)}`} className="truncate strong">
                    {name}
                  </Link>
                  <span>
                    <b>{count}</b>{' '}
                    <span className="third">
                      {change.isSteady || change.percent === null
                        ? 'steady'
                        : `${change.percent > 0 ? '+' : '−'}${Math.abs(Math.round(change.percent))}%`}
                    </span>
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
      {data && data.openNegatives > 0 && (
        <p className="small third">{data.openNegatives} said in public still want an answer.</p>
      )}
    </section>
  )
}
