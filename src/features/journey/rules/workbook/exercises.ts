/** The six exercises as every workspace begins with them, and as its supervisors changed them. Our own words (S2.2). Pure. */
import type { Phase } from '../../contract.ts'
import type { ChangeExercise, Exercise, ExerciseId, WorkbookQuestion } from '../../contract/workbook.ts'

type Question = [id: string, words: string, help: string, kind?: WorkbookQuestion['kind']]
type Row = {
  id: ExerciseId
  phase: Phase
  name: string
  title: string
  task: string
  of: Exercise['of']
  questions: Question[]
}

const ROWS: readonly Row[] = [
  {
    id: 'purpose',
    phase: 'before',
    name: 'Choose one customer and one journey',
    title: 'Say why you walk this journey',
    task: 'One journey, one goal. If the answer would change nothing you do, choose another journey.',
    of: 'workbook',
    questions: [
      ['goal', 'What do we want to find out?', 'Why first orders end in a question'],
      [
        'decision',
        'Which decision will this inform?',
        'Whether the dispatch mail is written anew before spring',
      ],
      ['success', 'How will we know that it worked?', 'Half as many chases in the eight weeks after'],
      [
        'journey',
        'Where does this journey begin, and where does it end?',
        'From the first visit to the second order',
      ],
    ],
  },
  {
    id: 'people',
    phase: 'before',
    name: 'Gather what you already know',
    title: 'Say who walks, and what you know already',
    task: 'One kind of customer; colleagues from every desk she meets, and always somebody who talks with customers each day.',
    of: 'workbook',
    questions: [
      [
        'customer',
        'Who is the customer? What is her day like?',
        'Buys her first dress with us, for a date that will not move',
      ],
      [
        'roster',
        'Who walks with us, and from which team?',
        'Jo and Marcus from care, Ana from the warehouse',
      ],
      [
        'evidence',
        'What do we know already, and from where?',
        'Chases in the inbox, answers to the delivery survey',
      ],
      ['missing', 'What do we not know yet?', 'What people do who never write to us'],
    ],
  },
  {
    id: 'walk',
    phase: 'during',
    name: 'Walk it yourselves',
    title: 'Walk it yourselves, step by step',
    task: 'Order, wait, open, ask, send back. Write what the customer does and what she expects, before you look at numbers.',
    of: 'touchpoint',
    questions: [
      ['does', 'What does the customer do?', 'What she does …'],
      ['expects', 'What does she expect?', 'What she expects …'],
    ],
  },
  {
    id: 'feel',
    phase: 'during',
    name: 'Mark how it feels, and where it rubs',
    title: 'Mark how it feels, and where it rubs',
    task: 'From −2, let down, to +2, delighted, as you felt it yourselves. What was measured stands beside.',
    of: 'touchpoint',
    questions: [
      ['feeling', 'How does it feel?', '', 'feeling'],
      [
        'moment',
        'Which micro-moment is here: an opportunity, a threat?',
        'The little thing that sets the tone …',
      ],
    ],
  },
  {
    id: 'choose',
    phase: 'after',
    name: 'Ask the two questions',
    title: 'Ask the two questions of every touchpoint',
    task: 'Start where friction is most. One honest sentence each is enough; the evidence is beside you.',
    of: 'touchpoint',
    questions: [
      ['easier', 'How could we make it easier?', 'One sentence…', 'idea'],
      ['memorable', 'How could we make it more memorable?', 'One sentence…', 'idea'],
    ],
  },
  {
    id: 'act',
    phase: 'after',
    name: 'Pick one thing, give it an owner',
    title: 'Pick one thing, give it an owner',
    task: 'Start small: much friction, met by many, little effort. One thing with a name and a day beats ten without.',
    of: 'workbook',
    questions: [
      ['thing', 'The one thing we do', 'Send the dispatch mail only after the first carrier scan'],
      ['owner', 'Who owns it?', '', 'member'],
      ['promise', 'By when?', '', 'date'],
      [
        'measure',
        'What will be different, and where will we see it?',
        'Chases a week at “Chases order”, eight weeks before and after',
      ],
      ['share', 'Whom do we tell, and how?', 'The warehouse on Monday; everybody who gave an idea'],
      ['rewalk', 'When do we walk it again?', '', 'date'],
    ],
  },
]

export const STARTER_EXERCISES: readonly Exercise[] = ROWS.map(({ questions, ...row }) => ({
  ...row,
  isChanged: false,
  questions: questions.map(([id, words, help, kind = 'text']) => ({
    id,
    words,
    help,
    kind,
    isRemoved: false,
  })),
}))

/** What is kept of an exercise that was changed. */
export type ChangedExercise = Pick<Exercise, 'title' | 'task' | 'questions'>

/** The six in their order, as this workspace asks them. */
export function exercisesOf(changed: ReadonlyMap<string, ChangedExercise>): Exercise[] {
  return STARTER_EXERCISES.map((starter) => {
    const over = changed.get(starter.id)
    return over ? { ...starter, ...over, isChanged: true } : starter
  })
}

/**
 * An exercise after a supervisor's change. What she left out is kept as taken out, so that its answers stay readable; a new
 * question gets the id `nameNew` gives it. A question keeps its kind: a date does not become words.
 */
export function changedExercise(
  before: Exercise,
  wanted: ChangeExercise,
  nameNew: () => string,
): ChangedExercise {
  const known = new Map(before.questions.map((question) => [question.id, question]))
  const kept = wanted.questions.map(({ id, words, help }): WorkbookQuestion => {
    const question = id === null ? undefined : known.get(id)
    return { id: question?.id ?? nameNew(), words, help, kind: question?.kind ?? 'text', isRemoved: false }
  })
  const still = new Set(kept.map(({ id }) => id))
  const gone = before.questions.filter(({ id }) => !still.has(id))
  return {
    title: wanted.title,
    task: wanted.task,
    questions: [...kept, ...gone.map((question) => ({ ...question, isRemoved: true }))],
  }
}

/** The product's own questions again; those a supervisor wrote are kept as taken out. Undefined where nothing of hers is left. */
export function restoredExercise(before: Exercise): ChangedExercise | undefined {
  const starter = STARTER_EXERCISES.find(({ id }) => id === before.id)
  if (!starter) return undefined
  const own = before.questions.filter(({ id }) => !starter.questions.some((one) => one.id === id))
  if (own.length === 0) return undefined
  const { title, task } = starter
  return {
    title,
    task,
    questions: [...starter.questions, ...own.map((question) => ({ ...question, isRemoved: true }))],
  }
}
