/** One of the basics: what the data says with its interval, what people answered, and how it was before. */
import { useId, useRef, useState } from 'react'
import { Link } from 'wouter'
import type { AnswerBasic, BasicAnswer, BasicId } from '#features/journey/contract/basics.ts'
import { Icon } from '#web/components/Icon.tsx'
import { dayWords, percent } from '../say.ts'
import { BasicEvidence } from './BasicEvidence.tsx'
import { CHANGE_WORDS, VERDICT_WORDS, VERDICTS } from './words.ts'

/** What has no moments of its own is looked at on the map. */
const ON_THE_MAP: Partial<Record<BasicId, { readonly path: string; readonly words: string }>> = {
  payment: { path: '/journey/checkout', words: 'What was said at checkout' },
  content: { path: '/journey', words: 'Look at them on the map' },
}
const ICONS = { yes: 'circle-check', partly: 'circle-dashed', no: 'circle-x', none: 'circle-dashed' } as const

export function BasicCard(props: {
  answer: BasicAnswer
  /** Left out where she may not answer, or the run is an earlier one. */
  onAnswer: ((body: AnswerBasic) => Promise<boolean>) | undefined
}) {
  const { answer, onAnswer } = props
  const { name, question, how, reading, verdict, before, change } = answer
  const [isEvidence, setEvidence] = useState(false)
  const id = useId()
  const standing = verdict ?? 'none'
  return (
    <article className="BasicCard Paper" id={`basic-${answer.item}`} aria-labelledby={id}>
      <div className="BasicCard-what stack" data-gap="6">
        <h2 className="head" id={id}>
          {name}
        </h2>
        <p>{question}</p>
        <p className="BasicCard-verdict strong row" data-gap="6" data-verdict={standing}>
          <Icon name={ICONS[standing]} />
          {VERDICT_WORDS[standing]}
        </p>
        {change && (
          <p className="small" data-change={change}>
            {CHANGE_WORDS[change]}
            {before?.verdict && `, then “${VERDICT_WORDS[before.verdict].toLowerCase()}”`}
          </p>
        )}
      </div>
      <div className="BasicCard-data stack" data-gap="6">
        {reading ? (
          <>
            <p>{reading.words}</p>
            {reading.interval && (
              <ShareBar share={reading.good / reading.of} interval={reading.interval} of={reading.of} />
            )}
            {before?.reading && (
              <p className="small third">
                Before: {before.reading.good} of {before.reading.of}
                {before.reading.of > 0 && ` (${percent(before.reading.good / before.reading.of)})`}.
              </p>
            )}
            {reading.more.map((words) => (
              <p className="small second" key={words}>
                {words}
              </p>
            ))}
          </>
        ) : (
          <p className="second">Nothing of this comes in; a person answers.</p>
        )}
        <p className="small third">{how}</p>
        {ON_THE_MAP[answer.item] && (
          <Link className="Link" href={ON_THE_MAP[answer.item]?.path ?? '/journey'}>
            {ON_THE_MAP[answer.item]?.words}
          </Link>
        )}
        {answer.hasEvidence && (
          <button type="button" className="Link" onClick={() => setEvidence(true)}>
            Read what was said
          </button>
        )}
      </div>
      <PersonAnswer answer={answer} onAnswer={onAnswer} />
      {isEvidence && <BasicEvidence answer={answer} onClose={() => setEvidence(false)} />}
    </article>
  )
}

function PersonAnswer({ answer, onAnswer }: Parameters<typeof BasicCard>[0]) {
  // Hers while she writes it; what is saved shows again once it is.
  const [written, setWritten] = useState<string | null>(null)
  const note = written ?? answer.note
  // One after the other: leaving the note and pressing an answer are two, and the later must win.
  const last = useRef<Promise<unknown>>(Promise.resolve())
  const say = (body: AnswerBasic) => {
    const done = last.current.then(() => onAnswer?.(body) ?? false)
    last.current = done
    return done
  }
  const id = useId()
  const own = answer.by === null ? null : answer.verdict
  const said = answer.by !== null && `${answer.by}, ${dayWords(answer.at)}`
  async function keepNote() {
    if (note.trim() === answer.note) return setWritten(null)
    if (await say({ verdict: own, note: note.trim() })) setWritten(null)
  }
  if (!onAnswer)
    return (
      <div className="BasicCard-person stack" data-gap="6">
        {answer.note !== '' && <p>{answer.note}</p>}
        {said && <p className="small third">{said}</p>}
      </div>
    )
  return (
    <div className="BasicCard-person stack" data-gap="6">
      <div className="row wrap" data-gap="6" role="group" aria-label={`What we say: ${answer.name}`}>
        {VERDICTS.map(({ value, label }) => (
          <button
            key={value}
            type="button"
            className="Chip"
            aria-pressed={own === value}
            // A second press takes the answer back: the data says again what it says.
            onClick={() => void say({ verdict: own === value ? null : value, note: note.trim() })}
          >
            {label}
          </button>
        ))}
      </div>
      <label className="visually-hidden" htmlFor={id}>
        Note: {answer.name}
      </label>
      <textarea
        id={id}
        className="Input"
        rows={2}
        maxLength={1000}
        placeholder={answer.isByData ? 'What the figure does not say' : 'What you saw'}
        value={note}
        onChange={({ target }) => setWritten(target.value)}
        onBlur={() => void keepNote()}
      />
      <p className="small third">
        {said || (answer.isByData ? 'The data answers until somebody does.' : 'A person answers this.')}
      </p>
    </div>
  )
}

/** The share as a dot in its interval, from 0 to 100 %. */
function ShareBar(props: { share: number; interval: { low: number; high: number }; of: number }) {
  const { share, interval, of } = props
  const words = `${percent(share)}, likely ${percent(interval.low)} to ${percent(interval.high)}, of ${of}`
  return (
    <div className="row" data-gap="10">
      <svg className="ShareBar" viewBox="0 0 100 12" preserveAspectRatio="none" role="img" aria-label={words}>
        <line className="ShareBar-rule" x1="0" x2="100" y1="6" y2="6" />
        <line className="ShareBar-reach" x1={100 * interval.low} x2={100 * interval.high} y1="6" y2="6" />
        <line className="ShareBar-at" x1={100 * share} x2={100 * share} y1="1" y2="11" />
      </svg>
      <span className="small second fixed" aria-hidden="true">
        {percent(share)} ({percent(interval.low)} to {percent(interval.high)})
      </span>
    </div>
  )
}
