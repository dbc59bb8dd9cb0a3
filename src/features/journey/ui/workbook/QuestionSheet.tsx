/** A supervisor changes what an exercise asks: its words, its questions and their order. Answers to what she takes out are kept. */
import { ActionIcon, Button } from '@mantine/core'
import { useId, useState } from 'react'
import type { SyntheticEvent } from 'react'
import type { ChangeExercise, Exercise } from '#features/journey/contract/workbook.ts'
import { Icon } from '#web/components/Icon.tsx'
import { Sheet } from '#web/components/Sheet.tsx'
import { change } from './api.ts'
import { useBookChange } from './useWorkbook.ts'

type Row = ChangeExercise['questions'][number] & { place: number }

export function QuestionSheet({ exercise, onClose }: { exercise: Exercise; onClose: () => void }) {
  const carry = useBookChange()
  const id = useId()
  const [title, setTitle] = useState(exercise.title)
  const [task, setTask] = useState(exercise.task)
  const [rows, setRows] = useState<readonly Row[]>(() =>
    exercise.questions
      .filter(({ isRemoved }) => !isRemoved)
      .map(({ id, words, help }, place) => ({ id, words, help, place })),
  )
  const questions = rows
    .map(({ place: _place, words, help, ...row }) => ({ ...row, words: words.trim(), help: help.trim() }))
    .filter(({ words }) => words !== '')
  const set = (place: number, over: Partial<Row>) =>
    setRows((former) => former.map((row) => (row.place === place ? { ...row, ...over } : row)))
  async function submit(event: SyntheticEvent) {
    event.preventDefault()
    const wanted = { title: title.trim(), task: task.trim(), questions }
    if (await carry(change.exercise(exercise.id, wanted), 'Its questions are changed.')) onClose()
  }
  return (
    <Sheet title={`What “${exercise.name}” asks`} onClose={onClose} at="end">
      <form className="Sheet-body stack" data-gap="12" onSubmit={(event) => void submit(event)}>
        <p className="small third">
          For open workbooks and those to come. Answers to a question that is taken out are kept and go along
          in the page.
        </p>
        <div className="Field">
          <label htmlFor={`${id}-title`}>Its title</label>
          <input
            id={`${id}-title`}
            className="Input"
            data-first
            value={title}
            maxLength={90}
            onChange={({ target }) => setTitle(target.value)}
          />
        </div>
        <div className="Field">
          <label htmlFor={`${id}-task`}>What is to be done</label>
          <textarea
            id={`${id}-task`}
            className="Input"
            rows={3}
            maxLength={400}
            value={task}
            onChange={({ target }) => setTask(target.value)}
          />
        </div>
        {rows.map((row, index) => (
          <div className="Field" key={row.place}>
            <label htmlFor={`${id}-${row.place}`}>Question {index + 1}</label>
            <div className="row" data-gap="6">
              <input
                id={`${id}-${row.place}`}
                className="Input"
                value={row.words}
                maxLength={160}
                onChange={({ target }) => set(row.place, { words: target.value })}
              />
              <ActionIcon
                aria-label={`Take question ${index + 1} out`}
                disabled={rows.length === 1}
                onClick={() => setRows((former) => former.filter(({ place }) => place !== row.place))}
              >
                <Icon name="x" />
              </ActionIcon>
            </div>
            <input
              className="Input"
              aria-label={`Example for question ${index + 1}`}
              placeholder="An example, shown in the empty field"
              value={row.help}
              maxLength={160}
              onChange={({ target }) => set(row.place, { help: target.value })}
            />
          </div>
        ))}
        {rows.length < 12 && (
          <button
            type="button"
            className="Link"
            onClick={() =>
              setRows((former) => [
                ...former,
                { id: null, words: '', help: '', place: Math.max(...former.map(({ place }) => place)) + 1 },
              ])
            }
          >
            <Icon name="plus" size="s" /> Another question
          </button>
        )}
        <div className="row wrap" data-gap="6">
          <Button type="submit" variant="filled" disabled={title.trim() === '' || questions.length === 0}>
            Ask this
          </Button>
          {exercise.isChanged && (
            <Button
              variant="subtle"
              onClick={() => {
                onClose()
                void carry(change.restoreExercise(exercise), 'It asks what it asked at first.')
              }}
            >
              Bring its first questions back
            </Button>
          )}
        </div>
      </form>
    </Sheet>
  )
}
