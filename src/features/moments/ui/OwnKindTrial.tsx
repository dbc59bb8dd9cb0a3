/** What a kind would have caught in the last 90 days: asked a stretch at a time once the typing rests, shown as it comes. */
import type { OwnKindDefinition, TriedOwnKind } from '#features/moments/contract.ts'
import { useTime } from '#web/clock.ts'
import { MarkedWords } from '#web/components/Evidence.tsx'
import { useLookBack } from '#web/look-back.ts'
import { whenInLine } from '#web/times.ts'
import { tryStretch } from './noticing-api.ts'

const SHOWN = 20

type Look = { count: number; read: number; quotes: TriedOwnKind['quotes']; isDone: boolean }

export function OwnKindTrial({ definition }: { definition: OwnKindDefinition | undefined }) {
  const { look, problem } = useLookBack(definition ? asking(definition) : null, tryStretch, together)
  const now = useTime(60_000)
  if (!definition) return null
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

/** What the stretches say together, the newest words first. */
function together(look: Look | null, { next, ...part }: TriedOwnKind): Look {
  const before = look ?? { count: 0, read: 0, quotes: [] }
  return {
    count: before.count + part.count,
    read: before.read + part.read,
    quotes: [...before.quotes, ...part.quotes].sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, SHOWN),
    isDone: next === null,
  }
}
