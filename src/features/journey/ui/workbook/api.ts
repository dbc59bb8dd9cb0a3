/** What the workbook's screen asks of the server and changes there. */
import type { Fix, FixToStart } from '#features/journey/contract/fixes.ts'
import type {
  ChangeExercise,
  Exercise,
  ExerciseId,
  PastText,
  Workbook,
  WorkbookPresence,
  WorkbookSummary,
  WriteField,
  WrittenField,
} from '#features/journey/contract/workbook.ts'
import { asQuery, changing, get, send } from '#web/api.ts'
import type { ListOf } from '#web/api.ts'

const book = (id: string) => `/workbooks/${encodeURIComponent(id)}`
const field = (id: string, key: string) => `${book(id)}/fields/${encodeURIComponent(key)}`

export const read = {
  workbooks: (route: string) => get<ListOf<WorkbookSummary>>(`/workbooks${asQuery({ route })}`),
  workbook: (id: string, signal?: AbortSignal) => get<Workbook>(book(id), signal),
  past: (id: string, key: string) => get<ListOf<PastText>>(`${field(id, key)}/past`),
}

/** Where the Markdown page lies; the browser fetches it by itself. */
export const markdownAddress = (id: string, days: number) => `/api/v1${book(id)}/page.md${asQuery({ days })}`

/** Written at once and not through the outbox: of an answer only the newest text is worth sending. */
export const writeField = async (id: string, key: string, body: WriteField): Promise<WrittenField> =>
  (await send(changing('PUT', field(id, key), 'Answer', body))) as WrittenField

export const beHere = async (id: string, key: string | null): Promise<ListOf<WorkbookPresence>> =>
  (await send(changing('PUT', `${book(id)}/presence`, 'Here', { key }))) as ListOf<WorkbookPresence>
export const leave = (id: string) => send(changing('DELETE', `${book(id)}/presence`, 'Gone'))

export const start = async (route: string): Promise<Workbook> =>
  (await send(changing('POST', '/workbooks', 'A workbook', { route }))) as Workbook

/** Exercise 6 sends one thing to the team's home. */
export const startFix = async (body: FixToStart): Promise<Fix> =>
  (await send(changing('POST', '/fixes', 'This week’s fix', body))) as Fix
export const dropFix = (id: string) =>
  send(changing('DELETE', `/fixes/${encodeURIComponent(id)}`, 'Fix taken back'))

export const change = {
  close: (id: string) => changing('PUT', `${book(id)}/closing`, 'Workbook closed'),
  reopen: (id: string) => changing('DELETE', `${book(id)}/closing`, 'Workbook opened again'),
  done: (id: string, exercise: ExerciseId, isDone: boolean) =>
    changing(isDone ? 'PUT' : 'DELETE', `${book(id)}/done/${exercise}`, 'Exercise'),
  exercise: (id: ExerciseId, body: ChangeExercise) => changing('PUT', `/exercises/${id}`, body.title, body),
  restoreExercise: ({ id, title }: Exercise) => changing('DELETE', `/exercises/${id}`, title),
}
