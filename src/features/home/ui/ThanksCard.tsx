/** Thanked by name: the team's as far as people share theirs, or her own. */
import { Link } from 'wouter'
import { useTime } from '#web/clock.ts'
import { Avatar } from '#web/components/Avatar.tsx'
import { MarkedWords } from '#web/components/Evidence.tsx'
import { Answered } from '#web/Answered.tsx'
import { whenShort } from '#web/times.ts'
import { useThanks } from './api.ts'

const SOURCES = {
  survey: 'Survey',
  message: 'Message',
  review: 'Review',
  community: 'Community',
  call: 'Call',
}
const SHOWN = 4

export function ThanksCard({ of }: { of: 'team' | 'mine' }) {
  const { data, error, refetch } = useThanks()
  const now = useTime(60_000)
  const isMine = of === 'mine'
  const items = (data?.items ?? []).filter((one) => !isMine || one.isMine).slice(0, SHOWN)
  return (
    <section className="HomeCard Paper" aria-labelledby="home-thanks">
      <header className="row between">
        <h2 className="head" id="home-thanks">
          {isMine ? 'Thanks to you' : 'Thanked by name'}
        </h2>
        {data && !isMine && <span className="small third">{data.thisMonth} this month</span>}
      </header>
      <Answered answer={data} error={error} onRetry={refetch} failed="They could not be read.">
        {() =>
          items.length === 0 ? (
            <p className="second">
              {isMine
                ? 'Nobody has named you yet. What customers say of you comes to you first.'
                : 'Nothing is shared. Thanks go to the person first, to the team only if they like.'}
            </p>
          ) : (
            <ul>
              {items.map(({ voiceId, memberId, name, isShared, voice }) => (
                <li key={`${voiceId} ${memberId}`} className="HomeThanks">
                  <Avatar name={name} size="s" />
                  <div>
                    <p className="voice">
                      “<MarkedWords text={voice.text} marks={voice.mark ? [voice.mark] : []} />”
                    </p>
                    <p className="small third">
                      {SOURCES[voice.source]}
                      {voice.rating === null ? '' : `, ${voice.rating}`} · {voice.customer ?? 'a customer'} ·{' '}
                      {whenShort(voice.at, now)}
                      {isMine && (isShared ? ' · the team sees it' : ' · only you see it')}
                    </p>
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
      {isMine && items.length > 0 && (
        <Link href="/voices" className="Link small">
          Share one with the team
        </Link>
      )}
    </section>
  )
}
