/** What a theme would catch and lose, said before it is saved: with the very words, and whose they are today. */
import { counted, countOf } from '#kit/counted.ts'
import { useTime } from '#web/clock.ts'
import { Icon } from '#web/components/Icon.tsx'
import { judgePhrase } from '../rules/phrase-share.ts'
import type { Look } from './theme-fields.ts'
import type { Tried } from './useThemeTrial.ts'
import { VoiceQuote } from './VoiceQuote.tsx'

export function ThemeTrial({ tried, isAsked }: { tried: Tried; isAsked: boolean }) {
  const { look, problem } = tried
  return (
    <section className="Paper ThemeTrial stack" data-gap="10" aria-label="Tried on the last 90 days">
      <h2 className="head">Tried on the last 90 days</h2>
      {problem !== null ? (
        <p className="Notice" data-tone="warn" role="alert">
          <Icon name="alert-triangle" /> <span>{problem}</span>
        </p>
      ) : !isAsked ? (
        <p className="second">Add a phrase, and see at once what it would have caught.</p>
      ) : look === null ? (
        <p className="small third" role="status">
          Looking at the last 90 days …
        </p>
      ) : (
        <Found look={look} />
      )}
    </section>
  )
}

function Found({ look }: { look: Look }) {
  const now = useTime(60_000)
  const { read, count, isDone } = look
  const judged = isDone ? judgePhrase(count, read) : 'fine'
  return (
    <>
      <p role="status">
        {!isDone ? (
          <>
            <b className="strong">{counted(count)}</b> so far, in {countOf(read, 'comment')} …
          </>
        ) : judged === 'nothing' ? (
          <>It would catch nothing: nobody said this in {countOf(read, 'comment')}.</>
        ) : (
          <>
            It would have <b className="strong">{countOf(count, 'comment')}</b> of {counted(read)}.
          </>
        )}
      </p>
      {judged === 'too_much' && (
        <p className="Notice" data-tone="warn">
          <Icon name="alert-triangle" />
          <span>
            That is {Math.round((count / read) * 100)}% of everything that was said. So wide a theme tells
            little apart; make its phrases longer, or rule something out.
          </span>
        </p>
      )}
      <Whose look={look} />
      <Gone look={look} now={now} />
      <div className="ThemeTrial-voices">
        {look.quotes.map((voice) => (
          <VoiceQuote key={voice.id} voice={voice} now={now} />
        ))}
      </div>
    </>
  )
}

/** Where the comments are today. */
function Whose({ look: { stay, come } }: { look: Look }) {
  const taken = come.filter(({ id, leave }) => leave && id !== '-')
  const others = come.filter((one) => !taken.includes(one))
  return (
    <>
      {taken.length > 0 && (
        <div className="Notice" data-tone="warn">
          <Icon name="alert-triangle" />
          <span>
            {taken.map(({ id, name, count }) => (
              <span key={id} className="ThemeTrial-line">
                {countOf(count, 'comment')} would leave “{name}”, which holds only what no phrase claims.
              </span>
            ))}
          </span>
        </div>
      )}
      <ul className="small second ThemeTrial-whose">
        {stay > 0 && <li>{countOf(stay, 'comment')} of it today would stay.</li>}
        {others.map(({ id, name, count, leave }) => (
          <li key={id}>
            {leave
              ? `${countOf(count, 'comment')} had no theme until now.`
              : `${countOf(count, 'comment')} of “${name}” would stay there, too.`}
          </li>
        ))}
      </ul>
    </>
  )
}

function Gone({ look: { go, bare, gone }, now }: { look: Look; now: number }) {
  if (go === 0) return null
  return (
    <details className="Notice ThemeTrial-gone" data-tone="warn">
      <summary>
        {countOf(go, 'comment')} would leave this theme
        {bare > 0 ? `; ${counted(bare)} of them would have none` : ''}.
      </summary>
      {gone.map((voice) => (
        <VoiceQuote key={voice.id} voice={voice} now={now} />
      ))}
    </details>
  )
}
