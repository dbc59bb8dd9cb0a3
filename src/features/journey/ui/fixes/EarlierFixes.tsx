/** Earlier fixes and what became of what rubbed: as many days before as after, with intervals, and never a cause. */
import { Link } from 'wouter'
import type { Fix } from '#features/journey/contract.ts'
import { Answered } from '#web/Answered.tsx'
import { useState } from 'react'
import { dayWords } from '../say.ts'
import { rangeWords, sidesWords, signed, verdictWords } from './say.ts'
import { useFixActions, useFixes } from './useFixes.ts'
import './fixes.css'

const SHOWN = 3

export function EarlierFixes() {
  const { data, error, refetch } = useFixes()
  const [isAll, setAll] = useState(false)
  const earlier = data?.earlier ?? []
  return (
    <section className="EarlierFixes Paper" aria-labelledby="earlier-fixes">
      <header className="row between">
        <h2 className="head" id="earlier-fixes">
          Earlier fixes, and what they did
        </h2>
        <span className="small third">95% intervals, same length before and after</span>
      </header>
      <Answered answer={data} error={error} onRetry={refetch} failed="They could not be read.">
        {() =>
          earlier.length === 0 ? (
            <p className="second">None yet. What is finished or dropped stays here, with what came after.</p>
          ) : (
            <ul>
              {(isAll ? earlier : earlier.slice(0, SHOWN)).map((fix) => (
                <Row key={fix.id} fix={fix} />
              ))}
            </ul>
          )
        }
      </Answered>
      {earlier.length > SHOWN && (
        <button type="button" className="Link" onClick={() => setAll(!isAll)}>
          {isAll ? 'Show fewer' : `All ${earlier.length}`}
        </button>
      )}
    </section>
  )
}

function Row({ fix }: { fix: Fix }) {
  const { change, words } = fix.effect
  const { word, tone } = verdictWords(fix)
  const sides = sidesWords(fix)
  return (
    <li className="EarlierFixes-row">
      <span className="EarlierFixes-what">
        <Link href={placeOf(fix)} className="truncate strong">
          {fix.words}
        </Link>
        <span className="small third">
          {dayWords(`${fix.endedOn ?? fix.startsOn}T12:00:00Z`)} · {fix.owner?.name ?? fix.by}
        </span>
      </span>
      <span className="second">{fix.theme?.name ?? fix.name}</span>
      {change ? (
        <b className="EarlierFixes-change">{signed(change.ratio)}</b>
      ) : (
        <span className="third">–</span>
      )}
      <span className="small third">{change ? rangeWords(change) : ''}</span>
      <span className="EarlierFixes-verdict">
        <span className="Badge" data-tone={tone} title={words}>
          {word}
        </span>
      </span>
      <span className="small third EarlierFixes-words">{[words, sides].filter(Boolean).join(' ')}</span>
      <TakeUpAgain fix={fix} />
    </li>
  )
}

/** Where what it is about is read: what is said, or the touchpoint. */
const placeOf = ({ theme, touchpoint }: Fix) =>
  theme || touchpoint === null
    ? `/voices/${encodeURIComponent(theme?.id ?? '*')}`
    : `/journey/${encodeURIComponent(touchpoint)}`

/** What was dropped by mistake, or not done after all. */
function TakeUpAgain({ fix }: { fix: Fix }) {
  const { again } = useFixActions()
  const { data } = useFixes()
  if (fix.standing !== 'dropped' || data?.running) return null
  return (
    <button type="button" className="Link small" onClick={() => void again(fix)}>
      Take it up again
    </button>
  )
}
