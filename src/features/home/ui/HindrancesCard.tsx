/** What gets in the team's way, by touchpoint and cause, for who leads: words without names, and a way to tell what was done. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import { CAUSE_WORDS, type Hindrance } from '#features/home/contract.ts'
import { changing } from '#web/api.ts'
import { Answered } from '#web/Answered.tsx'
import { LoadingLines } from '#web/components/Faces.tsx'
import { fridayWords } from './say.ts'
import { useFridaySummary, useHindrances, useSaying } from './useVoice.ts'

const SHOWN = 5
const LINES = 3

export function HindrancesCard() {
  const { data, error, refetch } = useHindrances()
  const items = data?.items ?? []
  return (
    <section className="HomeCard Paper" aria-labelledby="home-hindrances">
      <header className="row between">
        <h2 className="head" id="home-hindrances">
          What gets in the team’s way
        </h2>
        <span className="small third">logged with B, without names</span>
      </header>
      <Answered
        answer={data}
        error={error}
        onRetry={refetch}
        failed="It could not be read."
        loading={<LoadingLines widths={[92, 84]} />}
      >
        {() =>
          items.length === 0 ? (
            <p className="second">
              Nothing waits for an answer. Agents log what gets in their way with B and a number.
            </p>
          ) : (
            <ul>
              {items.slice(0, SHOWN).map((one) => (
                <Row key={`${one.touchpoint} ${one.cause}`} one={one} />
              ))}
            </ul>
          )
        }
      </Answered>
    </section>
  )
}

function Row({ one }: { one: Hindrance }) {
  const say = useSaying()
  const [words, setWords] = useState<string | null>(null)
  const group = { touchpoint: one.touchpoint, cause: one.cause }
  async function tellThem(event: SyntheticEvent) {
    event.preventDefault()
    if (words === null || words.trim().length < 3) return
    const done = await say<{ at: string }>(
      changing('POST', '/friction-notes/answers', 'Told back', { ...group, words: words.trim() }),
      'Told to those who raised it.',
      ({ at }) => changing('POST', '/friction-notes/answers/return', 'Not told after all', { ...group, at }),
    )
    if (done) setWords(null)
  }
  return (
    <li className="HomeHindrance">
      <p className="row between" data-gap="12">
        <span>
          <b>{CAUSE_WORDS[one.cause]}</b> {one.name !== null && <span className="second">at {one.name}</span>}
        </span>
        <span className="small third">
          {one.people === null ? 'fewer than five people' : `${one.people} people`}
        </span>
      </p>
      {one.lines.slice(0, LINES).map((line) => (
        <p key={line} className="voice">
          “{line}”
        </p>
      ))}
      {words === null ? (
        <button type="button" className="Link small" onClick={() => setWords('')}>
          Tell them what was done
        </button>
      ) : (
        <form className="row wrap" data-gap="6" onSubmit={(event) => void tellThem(event)}>
          <input
            className="Input grow"
            autoFocus
            aria-label="What was done about it"
            placeholder="What was done about it"
            maxLength={500}
            value={words}
            onChange={(event) => setWords(event.target.value)}
            onKeyDown={(event) => event.key === 'Escape' && setWords(null)}
          />
          <Button type="submit" size="xs" variant="filled" disabled={words.trim().length < 3}>
            Tell them
          </Button>
        </form>
      )}
    </li>
  )
}

/** Friday's answers in the team's card: nothing under five. */
export function FridayWords() {
  const { data, error } = useFridaySummary()
  if (!data) return <p className="second">{error ? 'It could not be read.' : '…'}</p>
  if (!data.said)
    return <p className="second">Fewer than five answered on the last Fridays, so nothing is shown.</p>
  const { answered, causes, lines } = data.said
  return (
    <>
      {lines.slice(0, 2).map((line) => (
        <p key={line} className="voice">
          “{line}”
        </p>
      ))}
      {lines.length === 0 && (
        <p>
          {causes
            .slice(0, 3)
            .map(({ cause, count }) => `${CAUSE_WORDS[cause]} ${count}`)
            .join(', ')}
        </p>
      )}
      <p className="small third">
        {answered} of {data.team} answered, {fridayWords(data.fridayOn)}
      </p>
    </>
  )
}
