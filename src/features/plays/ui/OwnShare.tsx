/** How much of what the team sends is its own, and the seconds it took. Of the team, never of a person. */
import { useQuery } from '@tanstack/react-query'
import { LoadingLines } from '#web/components/Faces.tsx'
import { read } from './api.ts'

export function OwnShare() {
  const { data } = useQuery({ queryKey: ['own-words'], queryFn: read.ownWords })
  return (
    <section className="Paper SettingsCard" aria-labelledby="own-share">
      <h2 className="head" id="own-share">
        Own words in the team
      </h2>
      {!data ? (
        <LoadingLines widths={[70]} />
      ) : data.share === null || data.low === null || data.high === null ? (
        <p className="small second">
          Too early to say: {data.sent} {data.sent === 1 ? 'reply' : 'replies'} in {data.days} days, and a
          share is told from 20 on.
        </p>
      ) : (
        <>
          <p>
            <b className="strong">
              {Math.round(100 * data.low)} to {Math.round(100 * data.high)}%
            </b>{' '}
            <span className="second">
              of replies have a line of one’s own: {data.personal} of {data.sent} in {data.days} days
            </span>
          </p>
          {data.seconds?.personal != null && data.seconds.plain != null && (
            <p className="small second">
              Half of them took under {Math.round(data.seconds.personal)} s with one, and under{' '}
              {Math.round(data.seconds.plain)} s without.
            </p>
          )}
        </>
      )}
      <p className="small third">Of the whole team; nobody sees a figure of one person.</p>
    </section>
  )
}
