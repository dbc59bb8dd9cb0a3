/** HTTP face of the home. */
import { z } from 'zod'
import type { Api } from '#platform/http.ts'
import { showAgentsSay } from './actions/agents-say.ts'
import {
  addFridayLine,
  sayFriday,
  showQuestion,
  showSummary,
  skipFriday,
  takeFridayBack,
} from './actions/friday.ts'
import { keepMoment, letMomentGo, showKept } from './actions/kept.ts'
import {
  answerHindrance,
  logFriction,
  returnAnswer,
  showHindrances,
  showOwnNotes,
  withdrawNote,
} from './actions/notes.ts'
import { showOutcomes, tellOutcome, withdrawOutcome } from './actions/outcomes.ts'
import {
  AddFridayLine,
  AgentsSay,
  AnswerHindrance,
  AskAgentsSay,
  FrictionNote,
  FridayOutcome,
  FridayQuestion,
  FridaySaid,
  FridaySummary,
  Hindrance,
  KeepMoment,
  KeptMoment,
  NewFrictionNote,
  OneOutcome,
  ReturnAnswer,
  SayFriday,
  TakeFridayBack,
  TellOutcome,
} from './contract.ts'

const One = z.object({ id: z.string().max(60) })
const Nothing = z.object({})

export function homeRoutes(api: Api): void {
  keptRoutes(api)
  noteRoutes(api)
  hindranceRoutes(api)
  fridayRoutes(api)
  outcomeRoutes(api)
}

function keptRoutes(api: Api): void {
  api.get(
    '/api/v1/kept-moments',
    {
      config: { permission: 'home.read' },
      schema: {
        summary: 'The moments that who asks keeps for herself',
        response: { 200: z.object({ items: z.array(KeptMoment), next: z.null() }) },
      },
    },
    async ({ scope }) => ({ items: await showKept(scope), next: null }),
  )
  api.put(
    '/api/v1/kept-moments/:id',
    {
      config: { permission: 'home.write' },
      schema: {
        summary: 'Keep a moment for oneself, with a line',
        params: One,
        body: KeepMoment,
        response: { 200: Nothing },
      },
    },
    async ({ scope, params, body }) => {
      await keepMoment(scope, params.id, body.line)
      return {}
    },
  )
  api.delete(
    '/api/v1/kept-moments/:id',
    {
      config: { permission: 'home.write' },
      schema: { summary: 'Let a kept moment go', params: One, response: { 200: Nothing } },
    },
    async ({ scope, params }) => {
      await letMomentGo(scope, params.id)
      return {}
    },
  )
}

function noteRoutes(api: Api): void {
  api.get(
    '/api/v1/friction-notes/mine',
    {
      config: { permission: 'home.read' },
      schema: {
        summary: 'What who asks said got in her way, and what was done about it',
        response: { 200: z.object({ items: z.array(FrictionNote), next: z.null() }) },
      },
    },
    async ({ scope }) => ({ items: await showOwnNotes(scope), next: null }),
  )
  api.post(
    '/api/v1/friction-notes',
    {
      config: { permission: 'home.write' },
      schema: { summary: 'Say what got in the way', body: NewFrictionNote, response: { 200: FrictionNote } },
    },
    ({ scope, body }) => logFriction(scope, body),
  )
  api.delete(
    '/api/v1/friction-notes/:id',
    {
      config: { permission: 'home.write' },
      schema: { summary: 'Take a note of one’s own back', params: One, response: { 200: Nothing } },
    },
    async ({ scope, params }) => {
      await withdrawNote(scope, params.id)
      return {}
    },
  )
}

function hindranceRoutes(api: Api): void {
  api.get(
    '/api/v1/friction-notes',
    {
      config: { permission: 'friction_notes.read' },
      schema: {
        summary: 'What gets in the team’s way, by touchpoint and cause, without names',
        response: { 200: z.object({ items: z.array(Hindrance), next: z.null() }) },
      },
    },
    async ({ scope }) => ({ items: await showHindrances(scope), next: null }),
  )
  api.post(
    '/api/v1/friction-notes/answers',
    {
      config: { permission: 'friction_notes.write' },
      schema: {
        summary: 'Tell those who raised it what was done',
        body: AnswerHindrance,
        response: { 200: z.object({ at: z.string() }) },
      },
    },
    ({ scope, body }) => answerHindrance(scope, body),
  )
  api.post(
    '/api/v1/friction-notes/answers/return',
    {
      config: { permission: 'friction_notes.write' },
      schema: { summary: 'Take such an answer back', body: ReturnAnswer, response: { 200: Nothing } },
    },
    async ({ scope, body }) => {
      await returnAnswer(scope, body)
      return {}
    },
  )
}

function fridayRoutes(api: Api): void {
  api.get(
    '/api/v1/agents-say',
    {
      // For whoever fills in a workbook.
      config: { permission: 'ideas.write' },
      schema: {
        summary: 'What agents noted at a touchpoint and said on Friday, without names, from five people on',
        querystring: AskAgentsSay,
        response: { 200: AgentsSay },
      },
    },
    ({ scope, query }) => showAgentsSay(scope, query.touchpoint ?? null),
  )
  api.get(
    '/api/v1/friday',
    {
      config: { permission: 'home.read' },
      schema: {
        summary: 'Whether Friday’s question is asked of who asks',
        response: { 200: FridayQuestion },
      },
    },
    ({ scope }) => showQuestion(scope),
  )
  api.get(
    '/api/v1/friday/answers',
    {
      config: { permission: 'friction_notes.read' },
      schema: {
        summary: 'What was said on the last Friday, from five answers on',
        response: { 200: FridaySummary },
      },
    },
    ({ scope }) => showSummary(scope),
  )
  api.post(
    '/api/v1/friday/answers',
    {
      // Kept under a key, the answer would stand beside her name.
      config: { permission: 'home.write', holdsSecret: true },
      schema: { summary: 'Answer Friday’s question', body: SayFriday, response: { 200: FridaySaid } },
    },
    ({ scope, body }) => sayFriday(scope, body),
  )
  api.post(
    '/api/v1/friday/answers/line',
    {
      config: { permission: 'home.write', holdsSecret: true },
      schema: { summary: 'Add a line to one’s answer', body: AddFridayLine, response: { 200: Nothing } },
    },
    async ({ scope, body }) => {
      await addFridayLine(scope, body)
      return {}
    },
  )
  api.post(
    '/api/v1/friday/answers/return',
    {
      config: { permission: 'home.write', holdsSecret: true },
      schema: { summary: 'Take one’s answer back', body: TakeFridayBack, response: { 200: Nothing } },
    },
    async ({ scope, body }) => {
      await takeFridayBack(scope, body.id)
      return {}
    },
  )
  api.post(
    '/api/v1/friday/skip',
    {
      config: { permission: 'home.write' },
      schema: { summary: 'Not this Friday', response: { 200: Nothing } },
    },
    async ({ scope }) => {
      await skipFriday(scope)
      return {}
    },
  )
}

function outcomeRoutes(api: Api): void {
  api.get(
    '/api/v1/friday/outcomes',
    {
      // Everybody who may read the answers, as beside the workbook.
      config: { permission: 'ideas.write' },
      schema: {
        summary: 'What became of what was said on the last Fridays',
        response: { 200: z.object({ items: z.array(FridayOutcome), next: z.null() }) },
      },
    },
    async ({ scope }) => ({ items: await showOutcomes(scope), next: null }),
  )
  api.put(
    '/api/v1/friday/outcomes/:fridayOn/:cause',
    {
      config: { permission: 'friction_notes.write' },
      schema: {
        summary: 'Tell the team what became of a cause that was said on a Friday',
        params: OneOutcome,
        body: TellOutcome,
        response: { 200: Nothing },
      },
    },
    async ({ scope, params, body }) => {
      await tellOutcome(scope, { ...params, ...body })
      return {}
    },
  )
  api.delete(
    '/api/v1/friday/outcomes/:fridayOn/:cause',
    {
      config: { permission: 'friction_notes.write' },
      schema: { summary: 'Take such a sentence back', params: OneOutcome, response: { 200: Nothing } },
    },
    async ({ scope, params }) => {
      await withdrawOutcome(scope, params)
      return {}
    },
  )
}
