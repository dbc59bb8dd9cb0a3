/** One exercise with its questions: asked once, or of every touchpoint in rows beside what was measured there. */
import { counted } from '#kit/counted.ts'
import { ActionIcon, Button } from '@mantine/core'
import type { MapColumn } from '#features/journey/contract.ts'
import type { Exercise } from '#features/journey/contract/workbook.ts'
import { keyOf } from '#features/journey/rules/workbook/fields.ts'
import { columnsOf } from '#features/journey/rules/workbook/markdown.ts'
import { progressOf } from '#features/journey/rules/workbook/progress.ts'
import { Avatar } from '#web/components/Avatar.tsx'
import { Icon } from '#web/components/Icon.tsx'
import { LoadingLines } from '#web/components/Faces.tsx'
import { RankTile } from '../JourneyMap.tsx'

import { Answer } from './Answer.tsx'
import { useBook } from './book.ts'

const ICONS: Readonly<Record<string, string>> = { easier: 'leaf', memorable: 'heart' }

export function ExercisePaper(props: {
  exercise: Exercise
  index: number
  onBack: (() => void) | undefined
  onEdit: (() => void) | undefined
  onDone: (isDone: boolean) => void
  onNext: (() => void) | undefined
}) {
  const { exercise, index, onBack, onEdit, onDone, onNext } = props
  const { book, map, mayWrite } = useBook()
  const touchpoints = (map?.columns ?? []).map(({ touchpoint }) => touchpoint)
  const { answered, of } = progressOf(exercise, book, touchpoints)
  const isDone = book.done.some(({ exercise: id }) => id === exercise.id)
  return (
    <section className="ExercisePaper Paper" aria-labelledby="exercise-title">
      <header className="row between">
        <div className="grow">
          <p className="row small third strong" data-gap="6">
            {onBack && (
              <ActionIcon aria-label="Back to the six exercises" onClick={onBack}>
                <Icon name="chevron-left" size="l" />
              </ActionIcon>
            )}
            Exercise {index + 1} of 6
            {onEdit && (
              <ActionIcon aria-label="Change its questions" onClick={onEdit}>
                <Icon name="pencil" size="s" />
              </ActionIcon>
            )}
          </p>
          <h2 className="ExercisePaper-title" id="exercise-title">
            {exercise.title}
          </h2>
          <p className="second ExercisePaper-task">{exercise.task}</p>
        </div>
        <HereNow />
      </header>
      <div className="row ExercisePaper-progress" data-gap="10">
        <progress className="grow" value={answered} max={Math.max(1, of)} aria-label="Answered" />
        <b>
          {answered} of {of}
        </b>
      </div>
      {exercise.of === 'workbook' ? (
        <div className="stack" data-gap="12">
          {asked(exercise).map((question) => (
            <div className="Field" key={question.id}>
              <span className="strong">{question.words}</span>
              <Answer fieldKey={keyOf(exercise.id, question.id)} question={question} label={question.words} />
            </div>
          ))}
        </div>
      ) : map ? (
        <TouchpointRows exercise={exercise} columns={columnsOf(map, exercise)} />
      ) : (
        <LoadingLines widths={[100, 92, 100, 88]} />
      )}
      {mayWrite && (
        <div className="row ExercisePaper-foot" data-gap="6">
          <Button size="xs" variant={isDone ? 'default' : 'filled'} onClick={() => onDone(!isDone)}>
            {isDone ? 'Not done after all' : 'This exercise is done'}
          </Button>
          {onNext && (
            <Button size="xs" variant="subtle" onClick={onNext}>
              Next exercise
            </Button>
          )}
        </div>
      )}
    </section>
  )
}

function HereNow() {
  const { book } = useBook()
  if (book.present.length === 0) return null
  return (
    <span className="row fixed" data-gap="6" role="status">
      {book.present.slice(0, 5).map(({ memberId, name, initials }) => (
        <Avatar key={memberId} name={name} initials={initials} />
      ))}
      <span className="small third" title={book.present.map(({ name }) => name).join(', ')}>
        {book.present.length} here now
      </span>
    </span>
  )
}

function TouchpointRows({ exercise, columns }: { exercise: Exercise; columns: readonly MapColumn[] }) {
  const questions = asked(exercise)
  const style = { '--questions': questions.length } as React.CSSProperties
  return (
    <div className="TouchpointRows" style={style}>
      <div className="TouchpointRows-head small second strong" aria-hidden="true">
        <span>Touchpoint</span>
        {questions.map(({ id, words }) => (
          <span className="row" data-gap="6" key={id}>
            {ICONS[id] && <Icon name={ICONS[id]} size="s" />}
            {words}
          </span>
        ))}
      </div>
      {columns.map((column) => (
        <section className="TouchpointRow" key={column.touchpoint} aria-label={column.name}>
          <TouchpointWords column={column} exercise={exercise} />
          {questions.map((question) => (
            <div className="TouchpointRow-answer" key={question.id}>
              <span className="TouchpointRow-words small second strong">{question.words}</span>
              <Answer
                fieldKey={keyOf(exercise.id, question.id, column.touchpoint)}
                question={question}
                label={`${column.name}: ${question.words}`}
              />
            </div>
          ))}
        </section>
      ))}
    </div>
  )
}

function TouchpointWords({ column, exercise }: { column: MapColumn; exercise: Exercise }) {
  const { book, map } = useBook()
  const { feeling, rank, counts, quote } = column
  const friction = map?.friction.find(({ touchpoint }) => touchpoint === column.touchpoint)
  const written = book.fields.flatMap(({ ideaId }) => ideaId ?? [])
  const onMap = book.ideas.filter(
    ({ id, touchpoint }) => touchpoint === column.touchpoint && !written.includes(id),
  )
  return (
    <div className="TouchpointWords">
      <p className="row strong" data-gap="6">
        {rank !== null && <RankTile rank={rank} />}
        {column.name}
      </p>
      <p className="small third">
        {counted(counts.met)} {map?.days === 30 ? 'a month' : `in ${map?.days ?? 30} days`}
      </p>
      {exercise.id === 'choose' && friction && friction.rank !== null && (
        <p className="small third">
          {friction.perWeek.toFixed(1)} a week rub (95% {friction.interval.low.toFixed(1)} to{' '}
          {friction.interval.high.toFixed(1)})
        </p>
      )}
      {exercise.id === 'feel' && (
        <p className="small third">
          {feeling
            ? `Measured ${signed(feeling.mean)} (95% ${signed(feeling.low)} to ${signed(feeling.high)}, ${counted(feeling.pieces)} ${feeling.pieces === 1 ? 'piece' : 'pieces'})`
            : 'Nobody said how it felt'}
        </p>
      )}
      {quote && <p className="voice TouchpointWords-quote">“{quote}”</p>}
      {exercise.id === 'choose' && onMap.length > 0 && (
        <details className="small second">
          <summary>
            {onMap.length} {onMap.length === 1 ? 'idea' : 'ideas'} on the map already
          </summary>
          <ul>
            {onMap.map(({ id, words, by }) => (
              <li key={id}>
                {words} <span className="third">{by}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

const asked = ({ questions }: Exercise) => questions.filter(({ isRemoved }) => !isRemoved)
const signed = (n: number) => `${n > 0 ? '+' : n < 0 ? '−' : ''}${Math.abs(n).toFixed(2)}`
