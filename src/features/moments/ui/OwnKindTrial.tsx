/** What a kind would have caught in the last 90 days: asked a stretch at a time once the typing rests, shown as it comes. */
import { useEffect, useState } from 'react'
import type { OwnKindDefinition, TriedOwnKind } from '#features/moments/contract.ts'
import { useTime } from '#web/clock.ts'
import { MarkedWords } from '#web/components/Evidence.tsx'
import { failureWords } from '#web/failure.ts'
import { whenInLine } from '#web/times.ts'
import { tryStretch } from './noticing-api.ts'

/** Typing rests after so long. */
const REST_MS = 500
const SHOWN = 20

type Look = { count: number; read: number; quotes: TriedOwnKind['quotes']; isDone: boolean }

export function OwnKindTrial({ definition }: { definition: OwnKindDefinition | undefined }) {
  const [look, setLook] = useState<Look | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const now = useTime(60_000)
  const asked = definition ? JSON.stringify(asking(definition)) : null
  useEffect(() => {
    setLook(null)
    setProblem(null)
    if (asked === null) return
    let isOver = false
    const timer = setTimeout(() => {
      lookThrough(
        JSON.parse(asked) as OwnKindDefinition,
        () => isOver,
        (found) => {
          if (!isOver) setLook(found)
        },
      ).catch((failure: unknown) => {
        if (!isOver) setProblem(failureWords(failure))
      })
    }, REST_MS)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [asked])
  if (asked === null) return null
  if (problem !== null)
    return (
      <p className="small second" role="status">
        {problem}
      </p>
    )
  if (look === null)
    return (
      <p className="small third" role="status">
        Looking at the last 90 days …
      </p>
    )
  return (
    <div className="OwnKindTrial">
      <p className="small" role="status">
        {look.isDone ? (
          <>
            In the last 90 days it would have caught <b className="strong">{look.count}</b>.
          </>
        ) : (
          <>
            <b className="strong">{look.count}</b> so far, in {look.read} entries …
          </>
        )}
      </p>
      <ul>
        {look.quotes.map((quote) => (
          <li key={quote.entryId}>
            <span className="small third">
              {quote.customer}, {whenInLine(quote.at, now)}
            </span>
            <div className="voice">
              <MarkedWords text={quote.words} marks={quote.marks} />
            </div>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The name and the life change nothing of what is caught: typing them starts no new look. */
const asking = (definition: OwnKindDefinition): OwnKindDefinition => ({
  ...definition,
  name: 'Tried',
  livesHours: 24,
})

async function lookThrough(
  definition: OwnKindDefinition,
  isOver: () => boolean,
  show: (look: Look) => void,
): Promise<void> {
  let look: Look = { count: 0, read: 0, quotes: [], isDone: false }
  let cursor: string | null = null
  do {
    const part: TriedOwnKind = await tryStretch(definition, cursor)
    cursor = part.next
    const quotes = [...look.quotes, ...part.quotes].sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, SHOWN)
    look = {
      count: look.count + part.count,
      read: look.read + part.read,
      quotes,
      isDone: cursor === null,
    }
    show(look)
  } while (cursor !== null && !isOver())
}
