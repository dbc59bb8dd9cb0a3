/** A workbook as a Markdown page: the questions, the answers, and what was measured when it was taken along. Pure. */
import type { JourneyMap, MapColumn } from '../../contract.ts'
import type { Exercise, Workbook } from '../../contract/workbook.ts'
import { keyOf } from './fields.ts'

const PHASE_WORDS = { before: 'Before', during: 'During', after: 'After' } as const

/** `nameOf` gives the name of a member by her id; `day` how a day is written. */
export function markdownOf(
  book: Workbook,
  map: JourneyMap,
  nameOf: (memberId: string) => string,
  day: (at: string) => string,
): string {
  const answers = new Map(book.fields.map(({ key, text }) => [key, text.trim()]))
  const lines = [
    `# Workbook: ${inline(book.routeName)}`,
    '',
    `Begun on ${day(book.startedAt)} by ${inline(book.startedBy)}${book.closedAt ? `, closed on ${day(book.closedAt)}` : ''}. Evidence: ${map.pieces} pieces of ${map.days} days, until ${map.to}.`,
    ...book.exercises.flatMap((exercise, index) => [
      '',
      `## ${index + 1}. ${inline(exercise.title)}`,
      '',
      `*${PHASE_WORDS[exercise.phase]}*${doneWords(book, exercise, day)}`,
      ...(exercise.of === 'workbook'
        ? asked(exercise).flatMap(({ id, words, kind }) => {
            const text = answers.get(keyOf(exercise.id, id)) ?? ''
            return [
              '',
              `**${inline(words)}**`,
              '',
              ...quoted(kind === 'member' && text !== '' ? nameOf(text) : text),
            ]
          })
        : columnsOf(map, exercise).flatMap((column) => touchpointLines(exercise, column, answers))),
    ]),
    ...formerLines(formerAnswers(book, map)),
    '',
  ]
  return lines.join('\n')
}

/** In the order in which they are worked through: the two questions begin where friction is most. */
export function columnsOf(
  { columns }: Pick<JourneyMap, 'columns'>,
  { id }: Pick<Exercise, 'id'>,
): MapColumn[] {
  if (id !== 'choose') return [...columns]
  return [...columns].sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity))
}

function touchpointLines(
  exercise: Exercise,
  column: MapColumn,
  answers: ReadonlyMap<string, string>,
): string[] {
  const written = asked(exercise).flatMap(({ id, words, kind }) => {
    const text = answers.get(keyOf(exercise.id, id, column.touchpoint)) ?? ''
    if (text === '') return []
    return ['', `**${inline(words)}**`, '', ...quoted(kind === 'feeling' ? signed(text) : text)]
  })
  if (written.length === 0) return []
  return ['', `### ${inline(column.name)}`, '', measuredWords(column), ...written]
}

/** "412 happened; felt −0.42 (95% −0.51 to −0.33, 84 pieces); friction rank 1." */
export function measuredWords({ counts, feeling, rank }: MapColumn): string {
  const parts = [`${counts.met} happened`]
  if (feeling)
    parts.push(
      `felt ${feeling.mean.toFixed(2)} (95% ${feeling.low.toFixed(2)} to ${feeling.high.toFixed(2)}, ${feeling.pieces} ${feeling.pieces === 1 ? 'piece' : 'pieces'})`,
    )
  if (rank !== null) parts.push(`friction rank ${rank}`)
  return `${parts.join('; ')}.`.replaceAll('-', '−')
}

/** A feeling as it is read: "+2", "−1". */
export const signed = (text: string) => (Number(text) > 0 ? `+${text}` : text.replace('-', '−'))

/** Answers whose question is not asked any more, or whose touchpoint is off the map: with the question’s words, as far as they are known. */
export function formerAnswers(
  { exercises, fields }: Pick<Workbook, 'exercises' | 'fields'>,
  { columns }: Pick<JourneyMap, 'columns'>,
): { key: string; words: string; text: string }[] {
  const shown = new Set(columns.map(({ touchpoint }) => touchpoint))
  return fields.flatMap(({ key, text }) => {
    const [asked = '', touchpoint] = key.split('@')
    const [exerciseId, questionId] = asked.split('.')
    const question = exercises
      .find(({ id }) => id === exerciseId)
      ?.questions.find(({ id }) => id === questionId)
    const isAsked = question?.isRemoved === false && (touchpoint === undefined || shown.has(touchpoint))
    return text.trim() === '' || isAsked ? [] : [{ key, words: question?.words ?? key, text: text.trim() }]
  })
}

function doneWords({ done }: Workbook, { id }: Exercise, day: (at: string) => string): string {
  const mark = done.find(({ exercise }) => exercise === id)
  return mark ? `, done on ${day(mark.at)} by ${inline(mark.by)}` : ''
}

function formerLines(former: ReturnType<typeof formerAnswers>): string[] {
  if (former.length === 0) return []
  return [
    '',
    '## Answers to former questions',
    ...former.flatMap(({ words, text }) => ['', `**${inline(words)}**`, '', ...quoted(text)]),
  ]
}

const asked = ({ questions }: Exercise) => questions.filter(({ isRemoved }) => !isRemoved)
/** What people wrote cannot become a heading, a list or a tag. */
const inline = (text: string) =>
  text.replaceAll(/[\\`*_[\]<>#|]/g, (sign) => `\\${sign}`).replaceAll(/\s+/g, ' ')
const quoted = (text: string) =>
  text === '' ? ['*not answered*'] : text.split(/\r?\n/).map((line) => `> ${inline(line)}`.trimEnd())
