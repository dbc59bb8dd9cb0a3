/** The workbook on paper: every answer with what was measured; printed, or saved as PDF by the browser. */
import { Button } from '@mantine/core'
import type { MapColumn } from '#features/journey/contract.ts'
import type { Exercise } from '#features/journey/contract/workbook.ts'
import { keyOf } from '#features/journey/rules/workbook/fields.ts'
import { columnsOf, formerAnswers, measuredWords, signed } from '#features/journey/rules/workbook/markdown.ts'
import { Icon } from '#web/components/Icon.tsx'
import { dayWords } from '../say.ts'
import { markdownAddress } from './api.ts'
import { useBook } from './book.ts'

export function WorkbookPage({ days, onBack }: { days: number; onBack: () => void }) {
  const { book, map } = useBook()
  return (
    <div className="WorkbookPage">
      <div className="row wrap WorkbookPage-ways" data-gap="6">
        <Button size="xs" variant="subtle" onClick={onBack}>
          <Icon name="chevron-left" size="s" /> Back to the exercises
        </Button>
        <Button size="xs" variant="filled" onClick={() => print()}>
          <Icon name="clipboard-text" size="s" /> Print or save as PDF
        </Button>
        <Button size="xs" variant="default" component="a" href={markdownAddress(book.id, days)} download>
          <Icon name="note" size="s" /> Markdown
        </Button>
      </div>
      <article className="Paper WorkbookPage-paper">
        <h2 className="display">Workbook: {book.routeName}</h2>
        <p className="second">
          Begun on {dayWords(book.startedAt)} by {book.startedBy}
          {book.closedAt && `, closed on ${dayWords(book.closedAt)}`}.
          {map && ` Evidence: ${map.pieces} pieces of ${map.days} days.`}
        </p>
        {book.exercises.map((exercise, index) => (
          <section key={exercise.id}>
            <h3 className="title">
              {index + 1}. {exercise.title}
            </h3>
            {exercise.of === 'workbook' ? (
              <Answers exercise={exercise} touchpoint={null} isWhole />
            ) : (
              map &&
              columnsOf(map, exercise).map((column) => (
                <TouchpointAnswers key={column.touchpoint} exercise={exercise} column={column} />
              ))
            )}
          </section>
        ))}
        {map && <Former answers={formerAnswers(book, map)} />}
      </article>
    </div>
  )
}

function Former({ answers }: { answers: ReturnType<typeof formerAnswers> }) {
  if (answers.length === 0) return null
  return (
    <section>
      <h3 className="title">Answers to former questions</h3>
      <dl>
        {answers.map(({ key, words, text }) => (
          <div key={key}>
            <dt className="small second">{words}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function TouchpointAnswers({ exercise, column }: { exercise: Exercise; column: MapColumn }) {
  const { book } = useBook()
  const isAnswered = asked(exercise).some(({ id }) =>
    book.fields.some(({ key, text }) => key === keyOf(exercise.id, id, column.touchpoint) && text !== ''),
  )
  if (!isAnswered) return null
  return (
    <div className="WorkbookPage-touchpoint">
      <h4 className="head">{column.name}</h4>
      <p className="small third">{measuredWords(column)}</p>
      {column.quote && <p className="voice">“{column.quote}”</p>}
      <Answers exercise={exercise} touchpoint={column.touchpoint} />
    </div>
  )
}

/** `isWhole` shows what was left open too. */
function Answers(props: { exercise: Exercise; touchpoint: string | null; isWhole?: boolean }) {
  const { book, members } = useBook()
  return (
    <dl>
      {asked(props.exercise).map(({ id, words, kind }) => {
        const field = book.fields.find(({ key }) => key === keyOf(props.exercise.id, id, props.touchpoint))
        const text = field?.text ?? ''
        if (text === '' && !props.isWhole) return null
        const shown =
          kind === 'member'
            ? (members.find((one) => one.id === text)?.name ?? text)
            : kind === 'feeling'
              ? signed(text)
              : text
        return (
          <div key={id}>
            <dt className="small second">{words}</dt>
            <dd>{shown === '' ? <span className="third">not answered</span> : shown}</dd>
          </div>
        )
      })}
    </dl>
  )
}

const asked = ({ questions }: Exercise) => questions.filter(({ isRemoved }) => !isRemoved)
