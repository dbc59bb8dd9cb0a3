/** HTTP face of the workbook: begun, written in by several people, taken along; and the questions of its exercises. */
import { z } from 'zod'
import type { Api } from '#platform/http.ts'
import {
  changeExercise,
  closeWorkbook,
  markDone,
  reopenWorkbook,
  restoreExercise,
  showExercises,
  showWorkbook,
  showWorkbooks,
  startWorkbook,
} from '../actions/workbook/lead.ts'
import { workbookMarkdown } from '../actions/workbook/page.ts'
import { beInWorkbook, leaveWorkbook } from '../actions/workbook/presence.ts'
import { showPast, writeField } from '../actions/workbook/write.ts'
import {
  ChangeExercise,
  Exercise,
  ExerciseId,
  FieldKey,
  PastText,
  Workbook,
  WorkbookPresence,
  WorkbookSummary,
  WriteField,
  WrittenField,
} from '../contract/workbook.ts'

const One = z.object({ id: z.string().max(60) })
const OneField = One.extend({ key: FieldKey })
const OneExercise = z.object({ id: ExerciseId })
const Nothing = z.object({})
const mayRead = { permission: 'journey.read' } as const
/** Begins and closes workbooks, and says what they ask. */
const mayLead = { permission: 'journey.write' } as const
const mayThink = { permission: 'ideas.write' } as const

export function workbookRoutes(api: Api): void {
  bookRoutes(api)
  fieldRoutes(api)
  exerciseRoutes(api)
}

function bookRoutes(api: Api): void {
  api.get(
    '/api/v1/workbooks',
    {
      config: mayRead,
      schema: {
        summary: 'Workbooks, the newest first',
        querystring: z.object({ route: z.string().max(60).optional() }),
        response: { 200: z.object({ items: z.array(WorkbookSummary), next: z.null() }) },
      },
    },
    async ({ scope, query }) => ({ items: await showWorkbooks(scope, query.route), next: null }),
  )
  api.post(
    '/api/v1/workbooks',
    {
      config: mayLead,
      schema: {
        summary: 'Begin a workbook over a journey',
        body: z.strictObject({ route: z.string().max(60) }),
        response: { 200: Workbook },
      },
    },
    ({ scope, body }) => startWorkbook(scope, body.route),
  )
  api.get(
    '/api/v1/workbooks/:id',
    {
      config: mayRead,
      schema: {
        summary: 'A workbook: its exercises, answers, and who is in it',
        params: One,
        response: { 200: Workbook },
      },
    },
    ({ scope, params }) => showWorkbook(scope, params.id),
  )
  api.get(
    '/api/v1/workbooks/:id/page.md',
    {
      config: mayRead,
      schema: {
        summary: 'A workbook as a Markdown page, with the evidence of the last days',
        params: One,
        querystring: z.object({ days: z.coerce.number().int().min(7).max(730).default(30) }),
      },
    },
    async ({ scope, params, query }, reply) =>
      reply
        .type('text/markdown; charset=utf-8')
        .header('content-disposition', 'attachment; filename="workbook.md"')
        .send(await workbookMarkdown(scope, params.id, query.days)),
  )
  api.put(
    '/api/v1/workbooks/:id/closing',
    {
      config: mayLead,
      schema: { summary: 'Close a workbook', params: One, response: { 200: Workbook } },
    },
    ({ scope, params }) => closeWorkbook(scope, params.id),
  )
  api.delete(
    '/api/v1/workbooks/:id/closing',
    {
      config: mayLead,
      schema: { summary: 'Open a workbook again', params: One, response: { 200: Workbook } },
    },
    ({ scope, params }) => reopenWorkbook(scope, params.id),
  )
}

function fieldRoutes(api: Api): void {
  api.put(
    '/api/v1/workbooks/:id/fields/:key',
    {
      config: mayThink,
      schema: {
        summary: 'Write an answer; what it takes the place of is kept',
        params: OneField,
        body: WriteField,
        response: { 200: WrittenField },
      },
    },
    ({ scope, params, body }) => writeField(scope, params.id, params.key, body),
  )
  api.get(
    '/api/v1/workbooks/:id/fields/:key/past',
    {
      config: mayRead,
      schema: {
        summary: 'Earlier texts of an answer',
        params: OneField,
        response: { 200: z.object({ items: z.array(PastText), next: z.null() }) },
      },
    },
    async ({ scope, params }) => ({ items: await showPast(scope, params.id, params.key), next: null }),
  )
  api.put(
    '/api/v1/workbooks/:id/presence',
    {
      config: mayThink,
      schema: {
        summary: 'Say that one is in a workbook, and in which field',
        params: One,
        body: z.strictObject({ key: FieldKey.nullable() }),
        response: { 200: z.object({ items: z.array(WorkbookPresence), next: z.null() }) },
      },
    },
    async ({ scope, params, body }) => ({
      items: await beInWorkbook(scope, params.id, body.key),
      next: null,
    }),
  )
  api.delete(
    '/api/v1/workbooks/:id/presence',
    {
      config: mayThink,
      schema: { summary: 'Leave a workbook', params: One, response: { 200: Nothing } },
    },
    async ({ scope, params }) => {
      await leaveWorkbook(scope, params.id)
      return {}
    },
  )
  const OneDone = One.extend({ exercise: ExerciseId })
  api.put(
    '/api/v1/workbooks/:id/done/:exercise',
    {
      config: mayThink,
      schema: { summary: 'Say that an exercise is done', params: OneDone, response: { 200: Workbook } },
    },
    ({ scope, params }) => markDone(scope, params.id, params.exercise, true),
  )
  api.delete(
    '/api/v1/workbooks/:id/done/:exercise',
    {
      config: mayThink,
      schema: { summary: 'Say that an exercise is not done', params: OneDone, response: { 200: Workbook } },
    },
    ({ scope, params }) => markDone(scope, params.id, params.exercise, false),
  )
}

function exerciseRoutes(api: Api): void {
  api.get(
    '/api/v1/exercises',
    {
      config: mayRead,
      schema: {
        summary: 'The six exercises as they are asked here',
        response: { 200: z.object({ items: z.array(Exercise), next: z.null() }) },
      },
    },
    async ({ scope }) => ({ items: await showExercises(scope), next: null }),
  )
  api.put(
    '/api/v1/exercises/:id',
    {
      config: mayLead,
      schema: {
        summary: 'Change what an exercise asks',
        params: OneExercise,
        body: ChangeExercise,
        response: { 200: Exercise },
      },
    },
    ({ scope, params, body }) => changeExercise(scope, params.id, body),
  )
  api.delete(
    '/api/v1/exercises/:id',
    {
      config: mayLead,
      schema: { summary: 'Bring its own questions back', params: OneExercise, response: { 200: Exercise } },
    },
    ({ scope, params }) => restoreExercise(scope, params.id),
  )
}
