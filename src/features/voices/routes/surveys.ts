/** HTTP face of surveys: what is asked, its switch, what came of it, a look before it is on, a link by hand. */
import { z } from 'zod'
import type { Api } from '#platform/http.ts'
import { inviteCustomer } from '../actions/ask.ts'
import { obstacleOf, previewSurvey } from '../actions/look.ts'
import { saveSurvey, showResults, showSurveys, switchSurvey } from '../actions/surveys.ts'
import { trySurvey } from '../actions/try-survey.ts'
import {
  AskResults,
  InviteCustomer,
  InvitedAnswer,
  PreviewSurvey,
  ResultsAnswer,
  SaveSurvey,
  SurveysAnswer,
  SurveyTrial,
  SwitchSurvey,
} from '../contract.ts'

const One = z.object({ id: z.string().max(60) })
const mayRead = { permission: 'voices.read' } as const
const mayWrite = { permission: 'surveys.write' } as const

export function surveyRoutes(api: Api, { baseUrl }: { readonly baseUrl: () => string }): void {
  api.get(
    '/api/v1/surveys',
    {
      config: mayRead,
      schema: { summary: 'Surveys with what came of them', response: { 200: SurveysAnswer } },
    },
    async ({ scope }) => showSurveys(scope, await obstacleOf(scope, baseUrl())),
  )

  api.get(
    '/api/v1/surveys/results',
    {
      config: mayRead,
      schema: {
        summary: 'Scores with their intervals and how many answered, by survey, trigger, channel or month',
        querystring: AskResults,
        response: { 200: ResultsAnswer },
      },
    },
    ({ scope, query }) => showResults(scope, query),
  )

  api.put(
    '/api/v1/surveys/:id',
    {
      config: mayWrite,
      schema: {
        summary: 'Write a survey; a new one is off',
        params: One,
        body: SaveSurvey,
        response: { 204: z.null() },
      },
    },
    async ({ scope, params, body }, reply) => {
      await saveSurvey(scope, params.id, body.definition)
      return reply.code(204).send(null)
    },
  )

  api.put(
    '/api/v1/surveys/:id/switch',
    {
      config: mayWrite,
      schema: {
        summary: 'Switch a survey on or off',
        params: One,
        body: SwitchSurvey,
        response: { 204: z.null() },
      },
    },
    async ({ scope, params, body }, reply) => {
      await switchSurvey(scope, params.id, body.isOn)
      return reply.code(204).send(null)
    },
  )

  api.post(
    '/api/v1/surveys/trials',
    {
      config: mayWrite,
      schema: {
        summary: 'Whom a survey would have asked in the last 90 days; nothing is written or sent',
        body: SaveSurvey,
        response: { 200: SurveyTrial },
      },
    },
    ({ scope, body }) => trySurvey(scope, body.definition),
  )

  api.post(
    '/api/v1/surveys/previews',
    {
      config: mayRead,
      schema: {
        summary: 'The page as a customer would see it',
        body: PreviewSurvey,
        response: { 200: z.object({ html: z.string() }) },
      },
    },
    ({ scope, body }) => ({ html: previewSurvey(scope, body) }),
  )

  api.post(
    '/api/v1/surveys/:id/invitations',
    {
      config: { permission: 'surveys.send' },
      schema: {
        summary: 'A link for one customer, shown once',
        params: One,
        body: InviteCustomer,
        response: { 200: InvitedAnswer },
      },
    },
    async ({ scope, params, body }) => {
      const { path, expiresAt } = await inviteCustomer(scope, params.id, body)
      return { url: `${baseUrl()}${path}`, expiresAt: expiresAt.toISOString() }
    },
  )
}
