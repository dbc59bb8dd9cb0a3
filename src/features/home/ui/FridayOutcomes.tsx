/** What became of Friday's answers: told by who leads, cause by cause; read by everybody who may read the answers. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import { CAUSE_WORDS, CAUSES, type Cause, type FridayOutcome } from '#features/home/contract.ts'
import { changing } from '#web/api.ts'
import { fridayWords } from './say.ts'
import { useFridayOutcomes, useFridaySummary, useSaying } from './useVoice.ts'

/** The newest Friday of which something was told; nothing where nothing was. */
export function FridayOutcomes() {
  const items = useFridayOutcomes().data?.items ?? []
  const [newest] = items
  if (!newest) return null
  return (
    <Card fridayOn={newest.fridayOn}>
      {items
        .filter(({ fridayOn }) => fridayOn === newest.fridayOn)
        .map((outcome) => (
          <li key={outcome.cause} className="HomeHindrance">
            <b>{CAUSE_WORDS[outcome.cause]}</b>
            <Told outcome={outcome} />
          </li>
        ))}
    </Card>
  )
}

/** The causes of the last Friday that is shown, each with what became of it or a way to tell. */
export function FridayToTell() {
  const { data } = useFridaySummary()
  const told = useFridayOutcomes().data
  if (!data?.said || !told) return null
  const { fridayOn, said } = data
  const causes = said.causes.filter(({ cause }) => cause !== 'nothing')
  if (causes.length === 0) return null
  return (
    <Card fridayOn={fridayOn}>
      {CAUSES.flatMap((cause) => {
        const count = causes.find((one) => one.cause === cause)?.count
        const outcome = told.items.find((one) => one.fridayOn === fridayOn && one.cause === cause)
        return count === undefined
          ? []
          : [<ToTell key={cause} of={{ fridayOn, cause }} count={count} outcome={outcome} />]
      })}
    </Card>
  )
}

function Card({ fridayOn, children }: { fridayOn: string; children: React.ReactNode }) {
  return (
    <section className="HomeCard Paper" aria-labelledby="home-friday-outcomes">
      <header className="row between">
        <h2 className="head" id="home-friday-outcomes">
          What became of Friday’s answers
        </h2>
        <span className="small third">{fridayWords(fridayOn)}</span>
      </header>
      <ul>{children}</ul>
    </section>
  )
}

function ToTell(props: {
  of: { fridayOn: string; cause: Cause }
  count: number
  outcome: FridayOutcome | undefined
}) {
  const { of, count, outcome } = props
  const say = useSaying()
  const [words, setWords] = useState<string | null>(null)
  const path = `/friday/outcomes/${of.fridayOn}/${of.cause}`
  async function tellThem(event: SyntheticEvent) {
    event.preventDefault()
    if (words === null || words.trim().length < 3) return
    const done = await say(
      changing('PUT', path, 'Told back', { words: words.trim() }),
      'Told to the team.',
      () =>
        outcome
          ? changing('PUT', path, 'Told as before', { words: outcome.words })
          : changing('DELETE', path, 'Not told after all'),
    )
    if (done) setWords(null)
  }
  return (
    <li className="HomeHindrance">
      <p className="row between" data-gap="12">
        <b>{CAUSE_WORDS[of.cause]}</b>
        <span className="small third">{count === 1 ? 'one answer' : `${count} answers`}</span>
      </p>
      {outcome && <Told outcome={outcome} />}
      {words === null ? (
        <button type="button" className="Link small" onClick={() => setWords(outcome?.words ?? '')}>
          {outcome ? 'Say it otherwise' : 'Tell the team what became of it'}
        </button>
      ) : (
        <form className="row wrap" data-gap="6" onSubmit={(event) => void tellThem(event)}>
          <input
            className="Input grow"
            autoFocus
            aria-label={`What became of it: ${CAUSE_WORDS[of.cause].toLowerCase()}`}
            placeholder="What became of it"
            maxLength={500}
            value={words}
            onChange={(event) => setWords(event.target.value)}
            onKeyDown={(event) => event.key === 'Escape' && setWords(null)}
          />
          <Button type="submit" size="xs" variant="filled" disabled={words.trim().length < 3}>
            Tell the team
          </Button>
        </form>
      )}
    </li>
  )
}

const Told = ({ outcome: { words, by } }: { outcome: FridayOutcome }) => (
  <p className="small">
    {words} <span className="third">· {by}</span>
  </p>
)
