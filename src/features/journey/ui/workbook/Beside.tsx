/** What stands beside an exercise: the evidence of the touchpoint one is writing about, where it rubs, what was thought of. */
import { counted } from '#kit/counted.ts'
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Friction, Idea, MapColumn } from '#features/journey/contract.ts'
import type { Exercise } from '#features/journey/contract/workbook.ts'
import { keyOf } from '#features/journey/rules/workbook/fields.ts'
import { currentTime } from '#web/clock.ts'
import { MarkedWords } from '#web/components/Evidence.tsx'
import { LoadingLines } from '#web/components/Faces.tsx'
import { Icon } from '#web/components/Icon.tsx'
import { failureWords } from '#web/failure.ts'
import { useSession } from '#web/session.ts'
import { dayOf } from '#web/times.ts'
import { tell, tellFailure } from '#web/toasts.ts'
import { EvidenceSheet } from '../EvidenceSheet.tsx'
import { PieceWords } from '../PieceWords.tsx'
import { Seen } from '../Seen.tsx'
import { piecesOf } from '../say.ts'
import { usePage } from '../useJourney.ts'
import { dropFix, startFix, writeField } from './api.ts'
import { useBook } from './book.ts'
import { bookKey } from './useWorkbook.ts'

export function Beside(props: {
  exercise: Exercise
  touchpoint: string | undefined
  days: number
  agentsSay: ((touchpoint: string | undefined) => ReactNode) | undefined
  onPage: () => void
}) {
  const { exercise, touchpoint, days, agentsSay, onPage } = props
  const { map } = useBook()
  const column = map?.columns.find((one) => one.touchpoint === touchpoint)
  return (
    <aside className="Beside" aria-label="Beside the exercise">
      {exercise.of === 'touchpoint' && column && <TouchpointEvidence column={column} days={days} />}
      {(exercise.id === 'purpose' || exercise.id === 'act') && <WhereItRubs friction={map?.friction ?? []} />}
      {exercise.id === 'people' && map && <AtHand columns={map.columns} days={days} />}
      {exercise.id === 'act' && <Thought />}
      {agentsSay && (exercise.of === 'touchpoint' || exercise.id === 'people') && (
        <section className="Paper Beside-part">
          <h3 className="head">What agents say</h3>
          {agentsSay(exercise.of === 'touchpoint' ? touchpoint : undefined)}
        </section>
      )}
      <section className="Paper Beside-part">
        <h3 className="head">Leave with</h3>
        <p className="second">
          A workbook on paper (PDF) or as Markdown, and ideas on the map. Nothing is lost if you stop here.
        </p>
        <Button size="xs" variant="default" onClick={onPage}>
          <Icon name="clipboard-text" size="s" />
          Preview the page
        </Button>
      </section>
    </aside>
  )
}

function TouchpointEvidence({ column, days }: { column: MapColumn; days: number }) {
  const { book } = useBook()
  const asked = { route: book.route, days }
  const { data } = usePage(column.touchpoint, asked)
  const [isAll, setAll] = useState(false)
  return (
    <section className="Paper Beside-part">
      <h3 className="head">Evidence for “{column.name}”</h3>
      {!data && <LoadingLines />}
      {data?.best.slice(0, 3).map((piece) => (
        <PieceWords key={piece.entryId} piece={piece} />
      ))}
      {data?.best.length === 0 && <p className="second">Nobody said in words how it felt here.</p>}
      {piecesOf(column) > 0 && (
        <button type="button" className="Link" onClick={() => setAll(true)}>
          All {counted(piecesOf(column))}
        </button>
      )}
      {data && <Seen place={data.touchpoint} notes={data.notes} />}
      {isAll && (
        <EvidenceSheet
          touchpoint={column.touchpoint}
          name={column.name}
          asked={asked}
          onClose={() => setAll(false)}
        />
      )}
    </section>
  )
}

/** Pieces that rub, a week, with their interval. */
function WhereItRubs({ friction }: { friction: readonly Friction[] }) {
  const ranked = friction.filter(({ rank }) => rank !== null).slice(0, 3)
  return (
    <section className="Paper Beside-part">
      <h3 className="head">Where it rubs most</h3>
      {ranked.length === 0 && (
        <p className="second">Too few to say: no touchpoint has five pieces that rub.</p>
      )}
      {ranked.map(({ touchpoint, name, perWeek, interval, quote }) => (
        <figure key={touchpoint}>
          <figcaption>
            <b>{name}</b>{' '}
            <span className="small third">
              {perWeek.toFixed(1)} a week (95% {interval.low.toFixed(1)} to {interval.high.toFixed(1)})
            </span>
          </figcaption>
          {quote && (
            <blockquote className="voice Beside-quote">
              “<MarkedWords text={quote.words} marks={quote.marks} />”
            </blockquote>
          )}
        </figure>
      ))}
    </section>
  )
}

function AtHand({ columns, days }: { columns: readonly MapColumn[]; days: number }) {
  const spoken = [...columns].filter((one) => piecesOf(one) > 0).sort((a, b) => piecesOf(b) - piecesOf(a))
  const silent = columns.filter((one) => piecesOf(one) === 0 && one.counts.met > 0)
  const total = spoken.reduce((sum, one) => sum + piecesOf(one), 0)
  return (
    <section className="Paper Beside-part">
      <h3 className="head">Evidence at hand</h3>
      <p className="second">
        <b>{counted(total)}</b> pieces in {days} days say how it felt.
      </p>
      <ul className="small second">
        {spoken.slice(0, 6).map((one) => (
          <li key={one.touchpoint} className="row between">
            {one.name} <span>{counted(piecesOf(one))}</span>
          </li>
        ))}
      </ul>
      {silent.length > 0 && (
        <p className="small third">
          Met, and nobody said how it felt: {silent.map(({ name }) => name).join(', ')}.
        </p>
      )}
    </section>
  )
}

/** The ideas of all touchpoints; one of them becomes what the team does this week, and the answer of this exercise. */
function Thought() {
  const { book, mayWrite } = useBook()
  const client = useQueryClient()
  const mayFix = useSession().permissions.includes('fixes.write')
  const wanted = book.ideas
    .filter(({ standing }) => standing === 'idea' || standing === 'testing')
    .slice(0, 6)
  const written = (key: string) => book.fields.find((field) => field.key === key)
  async function choose(idea: Idea) {
    const thing = written(keyOf('act', 'thing'))
    try {
      const fix = await startFix({
        touchpoint: idea.touchpoint,
        ideaId: idea.id,
        words: idea.words,
        ownerId: written(keyOf('act', 'owner'))?.text || (idea.owner?.id ?? null),
        startsOn: dayOf(currentTime()),
      })
      if ((thing?.text ?? '') === '')
        await writeField(book.id, keyOf('act', 'thing'), { text: idea.words, base: thing?.version ?? 0 })
      tell(`This week’s fix: ${idea.words}`, () => void dropFix(fix.id).catch(() => undefined))
    } catch (failure) {
      tellFailure(failureWords(failure))
    }
    await client.invalidateQueries({ queryKey: bookKey(book.id) })
  }
  return (
    <section className="Paper Beside-part">
      <h3 className="head">Ideas, the most wanted first</h3>
      {wanted.length === 0 && <p className="second">None yet: the two questions come first.</p>}
      <ul className="stack" data-gap="12">
        {wanted.map((idea) => (
          <li key={idea.id}>
            <p>
              {idea.words}{' '}
              <span className="small third">
                {idea.by}, {idea.votes} {idea.votes === 1 ? 'vote' : 'votes'}
              </span>
            </p>
            {mayWrite && mayFix && (
              <button type="button" className="Link" onClick={() => void choose(idea)}>
                Make it this week’s fix
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
