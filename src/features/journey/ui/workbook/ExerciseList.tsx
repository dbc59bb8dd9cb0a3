/** The six exercises at the side: which is done, how far the others are. */
import type { Exercise, Workbook } from '#features/journey/contract/workbook.ts'
import { progressOf } from '#features/journey/rules/workbook/progress.ts'
import { Icon } from '#web/components/Icon.tsx'
import { dayWords } from '../say.ts'

const PHASE_WORDS = { before: 'Before', during: 'During', after: 'After' } as const

export function ExerciseList(props: {
  book: Workbook
  touchpoints: readonly string[]
  chosen: string | null
  onChoose: (id: string) => void
}) {
  const { book, touchpoints, chosen, onChoose } = props
  return (
    <nav className="ExerciseList" aria-label="Six exercises">
      <h2 className="head">Six exercises</h2>
      <p className="third">Two before you map, two while, two after. About 3 hours in all.</p>
      <ol>
        {book.exercises.map((exercise, index) => (
          <li key={exercise.id}>
            {exercise.phase !== book.exercises[index - 1]?.phase && (
              <p className="ExerciseList-phase small second">{PHASE_WORDS[exercise.phase]}</p>
            )}
            <button
              type="button"
              aria-current={exercise.id === chosen ? 'step' : undefined}
              onClick={() => onChoose(exercise.id)}
            >
              <ExerciseNumber book={book} exercise={exercise} index={index} isHere={exercise.id === chosen} />
              <span>
                <b>{exercise.name}</b>
                <span className="small third">{standingWords(book, exercise, touchpoints)}</span>
              </span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function ExerciseNumber(props: { book: Workbook; exercise: Exercise; index: number; isHere: boolean }) {
  const isDone = props.book.done.some(({ exercise }) => exercise === props.exercise.id)
  return (
    <span className="ExerciseNumber" data-is={isDone ? 'done' : props.isHere ? 'here' : undefined}>
      {isDone ? <Icon name="check" size="s" label="Done" /> : props.index + 1}
    </span>
  )
}

/** "Done by Alice, 3 Nov", "9 of 16 touchpoints", "Not started". */
export function standingWords(book: Workbook, exercise: Exercise, touchpoints: readonly string[]): string {
  const mark = book.done.find(({ exercise: id }) => id === exercise.id)
  if (mark) return `Done by ${mark.by.split(' ')[0] ?? mark.by}, ${dayWords(mark.at)}`
  const { answered, of } = progressOf(exercise, book, touchpoints)
  if (answered === 0) return 'Not started'
  return `${answered} of ${of} ${exercise.of === 'touchpoint' ? 'touchpoints' : 'questions'}`
}
