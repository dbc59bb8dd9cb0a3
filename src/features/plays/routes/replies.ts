/** HTTP face of replies and what stands around them: drafts, presence, tasks, asks. */
import { z } from 'zod'
import type { Api } from '#platform/http.ts'
import { settleReply, tryAgain } from '../actions/again.ts'
import { answerAsk, askColleague, askIdFrom, showAsks } from '../actions/asks.ts'
import { replyIdFrom, sendReply, undoReply } from '../actions/send.ts'
import { presentReply, showReplies } from '../actions/show.ts'
import { completeTask, exportTasks, ownTask, reopenTask, showTasks, taskIdFrom } from '../actions/tasks.ts'
import { photoRoutes } from './photos.ts'
import { bePresent, dropDraft, leaveMoment, saveDraft } from '../actions/writing.ts'
import {
  AnswerAsk,
  Ask,
  AskColleague,
  BePresent,
  CompleteTask,
  DraftFields,
  ListAsks,
  ListReplies,
  ListTasks,
  OwnTask,
  Presence,
  Reply,
  SavedDraft,
  SendReply,
  SettleReply,
  Task,
  TryAgain,
} from '../contract.ts'

const One = z.object({ id: z.string().max(60) })
const Listing = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) })

const mayRead = { permission: 'plays.read' } as const
const mayWrite = { permission: 'plays.write' } as const

export function replyRoutes(api: Api): void {
  sendRoutes(api)
  writingRoutes(api)
  taskRoutes(api)
  photoRoutes(api)
  askRoutes(api)
}

function sendRoutes(api: Api): void {
  api.post(
    '/api/v1/replies',
    {
      config: mayWrite,
      schema: {
        summary: 'Send: held for ten seconds, then the acts are done and the words go out',
        body: SendReply,
        response: { 201: Reply },
      },
    },
    async ({ scope, body }, reply) => reply.code(201).send(await sendReply(scope, body)),
  )

  api.get(
    '/api/v1/replies',
    {
      config: mayRead,
      schema: {
        summary: 'Replies, newest first; those that are stuck with of=stuck',
        querystring: ListReplies,
        response: { 200: Listing(Reply) },
      },
    },
    async ({ scope, query }) => ({ items: await showReplies(scope, query) }),
  )

  api.get(
    '/api/v1/replies/:id',
    {
      config: mayRead,
      schema: { summary: 'One reply with its acts', params: One, response: { 200: Reply } },
    },
    ({ scope, params }) => presentReply(scope, replyIdFrom(params.id)),
  )

  api.delete(
    '/api/v1/replies/:id',
    {
      config: mayWrite,
      schema: { summary: 'Take it back while it is held', params: One, response: { 200: Reply } },
    },
    ({ scope, params }) => undoReply(scope, replyIdFrom(params.id)),
  )

  api.post(
    '/api/v1/replies/:id/attempts',
    {
      config: mayWrite,
      schema: {
        summary: 'Try a failed reply again, perhaps without some acts or with other words',
        params: One,
        body: TryAgain,
        response: { 200: Reply },
      },
    },
    ({ scope, params, body }) => tryAgain(scope, replyIdFrom(params.id), body),
  )

  api.put(
    '/api/v1/replies/:id/settlement',
    {
      config: mayWrite,
      schema: {
        summary: 'Say whether an unsure reply went out',
        params: One,
        body: SettleReply,
        response: { 200: Reply },
      },
    },
    ({ scope, params, body }) => settleReply(scope, replyIdFrom(params.id), body),
  )
}

function writingRoutes(api: Api): void {
  api.put(
    '/api/v1/moments/:id/draft',
    {
      config: mayWrite,
      schema: {
        summary: 'Keep a half-written reply',
        params: One,
        body: DraftFields,
        response: { 200: SavedDraft },
      },
    },
    ({ scope, params, body }) => saveDraft(scope, params.id, body),
  )

  api.delete(
    '/api/v1/moments/:id/draft',
    { config: mayWrite, schema: { summary: 'Throw your draft away', params: One } },
    async ({ scope, params }, reply) => {
      await dropDraft(scope, params.id)
      return reply.code(204).send()
    },
  )

  api.put(
    '/api/v1/moments/:id/presence',
    {
      config: mayWrite,
      schema: {
        summary: 'Say that you have it open; answers who else has',
        params: One,
        body: BePresent,
        response: { 200: Listing(Presence) },
      },
    },
    async ({ scope, params, body }) => ({ items: await bePresent(scope, params.id, body.isWriting) }),
  )

  api.delete(
    '/api/v1/moments/:id/presence',
    { config: mayWrite, schema: { summary: 'Say that you left it', params: One } },
    async ({ scope, params }, reply) => {
      await leaveMoment(scope, params.id)
      return reply.code(204).send()
    },
  )
}

function taskRoutes(api: Api): void {
  api.get(
    '/api/v1/tasks',
    {
      config: mayRead,
      schema: {
        summary: 'What somebody has to do with her hands',
        querystring: ListTasks,
        response: { 200: Listing(Task) },
      },
    },
    async ({ scope, query }) => ({ items: await showTasks(scope, query) }),
  )

  api.get(
    '/api/v1/tasks.csv',
    {
      config: mayRead,
      schema: { summary: 'The open tasks as a file: a hand-off list for a shop without an interface' },
    },
    async ({ scope }, reply) =>
      reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="tasks.csv"')
        .send(await exportTasks(scope)),
  )

  api.put(
    '/api/v1/tasks/:id/completion',
    {
      config: mayWrite,
      schema: { summary: 'Tick it off', params: One, body: CompleteTask, response: { 200: Task } },
    },
    ({ scope, params, body }) => completeTask(scope, taskIdFrom(params.id), body.words),
  )

  api.delete(
    '/api/v1/tasks/:id/completion',
    { config: mayWrite, schema: { summary: 'Open it again', params: One, response: { 200: Task } } },
    ({ scope, params }) => reopenTask(scope, taskIdFrom(params.id)),
  )

  api.put(
    '/api/v1/tasks/:id/owner',
    {
      config: mayWrite,
      schema: { summary: 'Hand it over', params: One, body: OwnTask, response: { 200: Task } },
    },
    ({ scope, params, body }) => ownTask(scope, taskIdFrom(params.id), body.memberId),
  )
}

function askRoutes(api: Api): void {
  api.post(
    '/api/v1/asks',
    {
      config: mayWrite,
      schema: {
        summary: 'Ask a colleague for what the policy does not leave to you alone',
        body: AskColleague,
        response: { 201: Ask },
      },
    },
    async ({ scope, body }, reply) => reply.code(201).send(await askColleague(scope, body)),
  )

  api.get(
    '/api/v1/asks',
    {
      config: mayRead,
      schema: { summary: 'Asks, newest first', querystring: ListAsks, response: { 200: Listing(Ask) } },
    },
    async ({ scope, query }) => ({ items: await showAsks(scope, query) }),
  )

  api.put(
    '/api/v1/asks/:id/answer',
    {
      config: mayWrite,
      schema: {
        summary: 'Yes or no; never to oneself',
        params: One,
        body: AnswerAsk,
        response: { 200: Ask },
      },
    },
    ({ scope, params, body }) => answerAsk(scope, askIdFrom(params.id), body),
  )
}
