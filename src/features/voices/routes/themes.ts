/** HTTP face of what customers say: themes, voices to work through, thanks by name. */
import { z } from 'zod'
import type { Api } from '#platform/http.ts'
import { showCuts } from '../actions/show-cuts.ts'
import { moveIdeas, showIdea, showIdeas } from '../actions/ideas.ts'
import { summarise } from '../actions/summarise.ts'
import { showVoice } from '../actions/show-voice.ts'
import { showTheme, showThemes } from '../actions/themes.ts'
import { showTone } from '../actions/tone.ts'
import { closeVoice, listOpen, reopenVoice, shareThanks, showThanks } from '../actions/voices.ts'
import { writeParagraph } from '../actions/write-paragraph.ts'
import {
  AskCuts,
  AskTheme,
  AskThemes,
  AskVoices,
  CloseVoice,
  CustomerTone,
  CutsAnswer,
  IdeasAnswer,
  MoveIdeas,
  SaidAnswer,
  ShareThanks,
  ThanksAnswer,
  ThemeDetail,
  ThemesAnswer,
  VoiceDetail,
  VoicesAnswer,
  WrittenAnswer,
} from '../contract.ts'

const One = z.object({ id: z.string().min(1).max(60) })
const mayRead = { permission: 'voices.read' } as const
const mayWrite = { permission: 'voices.write' } as const
const done = { 204: z.null() }

export function themeRoutes(api: Api): void {
  api.get(
    '/api/v1/voices/themes',
    {
      config: mayRead,
      schema: {
        summary: 'What customers are saying the most',
        querystring: AskThemes,
        response: { 200: ThemesAnswer },
      },
    },
    ({ scope, query }) => showThemes(scope, query),
  )
  api.get(
    '/api/v1/voices/summary',
    {
      config: mayRead,
      schema: {
        summary: 'What customers are saying the most, in one paragraph of counts and quotes',
        querystring: AskThemes,
        response: { 200: SaidAnswer },
      },
    },
    ({ scope, query }) => summarise(scope, query),
  )
  api.post(
    '/api/v1/voices/paragraphs',
    {
      config: { ...mayWrite, rateLimit: { max: 10, timeWindow: '1 minute' } },
      schema: {
        summary: 'Have the paragraph written by the language model, where one is switched on for it',
        body: AskThemes,
        response: { 200: WrittenAnswer },
      },
    },
    async ({ scope, body, log }) => {
      const { answer, log: told } = await writeParagraph(scope, body)
      if (told) log.info({ told, isShown: answer.parts !== null, workspace: scope.workspace.no }, 'a language model was asked') // prettier-ignore
      return answer
    },
  )
  api.get(
    '/api/v1/voices/themes/:id',
    {
      config: mayRead,
      schema: {
        summary: 'One theme with its words',
        params: One,
        querystring: AskTheme,
        response: { 200: ThemeDetail },
      },
    },
    ({ scope, params, query }) => showTheme(scope, params.id, query),
  )
  api.get(
    '/api/v1/voices/themes/:id/cuts',
    {
      config: mayRead,
      schema: {
        summary: 'Where a theme is said: by product, channel, segment or touchpoint',
        params: One,
        querystring: AskCuts,
        response: { 200: CutsAnswer },
      },
    },
    ({ scope, params, query }) => showCuts(scope, params.id, query),
  )
  api.get(
    '/api/v1/voices',
    {
      config: mayRead,
      schema: {
        summary: 'Negative reviews and posts that nobody answered',
        querystring: AskVoices,
        response: { 200: VoicesAnswer },
      },
    },
    async ({ scope }) => ({ items: await listOpen(scope), next: null }),
  )
  api.get(
    '/api/v1/voices/ideas',
    {
      config: mayRead,
      schema: { summary: 'Ideas, gathered where they say nearly the same', response: { 200: IdeasAnswer } },
    },
    ({ scope }) => showIdeas(scope),
  )
  api.get(
    '/api/v1/voices/ideas/:id',
    {
      config: mayRead,
      schema: {
        summary: 'Everybody who had one idea',
        params: z.object({ id: z.uuid() }),
        response: { 200: VoicesAnswer },
      },
    },
    async ({ scope, params }) => ({ items: await showIdea(scope, params.id), next: null }),
  )
  api.post(
    '/api/v1/voices/ideas/moves',
    {
      config: mayWrite,
      schema: {
        summary: 'Say which idea comments are, or that each is one of its own',
        body: MoveIdeas,
        response: done,
      },
    },
    async ({ scope, body }, reply) => {
      await moveIdeas(scope, body)
      return reply.code(204).send(null)
    },
  )
  api.get(
    '/api/v1/voices/:id',
    {
      config: mayRead,
      schema: {
        summary: 'One voice in its conversation',
        params: One,
        response: { 200: VoiceDetail },
      },
    },
    ({ scope, params }) => showVoice(scope, params.id),
  )
  api.get(
    '/api/v1/customers/:id/tone',
    {
      config: mayRead,
      schema: {
        summary: 'How a customer sounds over time',
        params: One,
        response: { 200: CustomerTone },
      },
    },
    ({ scope, params }) => showTone(scope, params.id),
  )
  api.put(
    '/api/v1/voices/:id/closure',
    { config: mayWrite, schema: { summary: 'Close a voice', params: One, body: CloseVoice, response: done } },
    async ({ scope, params, body }, reply) => {
      await closeVoice(scope, params.id, body.how)
      return reply.code(204).send(null)
    },
  )
  api.delete(
    '/api/v1/voices/:id/closure',
    { config: mayWrite, schema: { summary: 'Open it again', params: One, response: done } },
    async ({ scope, params }, reply) => {
      await reopenVoice(scope, params.id)
      return reply.code(204).send(null)
    },
  )
  api.get(
    '/api/v1/voices/thanks',
    { config: mayRead, schema: { summary: 'Thanks by name', response: { 200: ThanksAnswer } } },
    ({ scope }) => showThanks(scope),
  )
  api.put(
    '/api/v1/voices/thanks/:id',
    {
      config: mayWrite,
      schema: {
        summary: 'Share your thanks with the team, or not',
        params: One,
        body: ShareThanks,
        response: done,
      },
    },
    async ({ scope, params, body }, reply) => {
      await shareThanks(scope, params.id, body.isShared)
      return reply.code(204).send(null)
    },
  )
}
