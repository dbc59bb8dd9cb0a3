/** HTTP face of the journey: the map, touchpoints and their rules, journeys, evidence, ideas. */
import { z } from 'zod'
import type { Api } from '#platform/http.ts'
import { fixRoutes } from './routes/fixes.ts'
import { addIdea, changeIdea, voteForIdea } from './actions/ideas.ts'
import { listEvidence } from './actions/evidence.ts'
import { showMap, showTouchpointPage } from './actions/show.ts'
import {
  addRoute,
  addTouchpoint,
  changeTouchpoint,
  removeRoute,
  removeTouchpoint,
  restoreTouchpoint,
  reviewTouchpoint,
  showCategories,
  showRoutes,
  showTouchpoints,
  tryRule,
} from './actions/touchpoints.ts'
import {
  AskJourney,
  BoughtCategory,
  ChangeIdea,
  Idea,
  JourneyMap,
  JourneyRoute,
  ListEvidence,
  NewIdea,
  Piece,
  RouteFields,
  Rule,
  RuleTrial,
  Touchpoint,
  TouchpointFields,
  TouchpointPage,
} from './contract.ts'
import { basicsRoutes } from './routes/basics.ts'
import { noteRoutes } from './routes/notes.ts'
import { workbookRoutes } from './routes/workbook.ts'

const One = z.object({ id: z.string().max(60) })
const Nothing = z.object({})
const mayRead = { permission: 'journey.read' } as const
const mayWrite = { permission: 'journey.write' } as const
/** Ideas are everybody's who works here. */
const mayThink = { permission: 'ideas.write' } as const

export function journeyRoutes(api: Api): void {
  mapRoutes(api)
  touchpointRoutes(api)
  routeRoutes(api)
  ideaRoutes(api)
  noteRoutes(api)
  fixRoutes(api)
  workbookRoutes(api)
  basicsRoutes(api)
}

function mapRoutes(api: Api): void {
  api.get(
    '/api/v1/journey',
    {
      config: mayRead,
      schema: {
        summary: 'The journey map: feeling, health, friction, promises and ideas of each touchpoint',
        querystring: AskJourney,
        response: { 200: JourneyMap },
      },
    },
    ({ scope, query }) => showMap(scope, query),
  )
  api.get(
    '/api/v1/touchpoints/:id/page',
    {
      config: mayRead,
      schema: {
        summary: 'One touchpoint with its ideas, telling evidence and who meets it',
        params: One,
        querystring: AskJourney,
        response: { 200: TouchpointPage },
      },
    },
    ({ scope, params, query }) => showTouchpointPage(scope, params.id, query),
  )
  api.get(
    '/api/v1/touchpoints/:id/evidence',
    {
      config: mayRead,
      schema: {
        summary: 'The felt pieces behind a touchpoint’s numbers, newest first',
        params: One,
        querystring: ListEvidence,
        response: { 200: z.object({ items: z.array(Piece), next: z.string().nullable() }) },
      },
    },
    ({ scope, params, query }) => listEvidence(scope, params.id, query),
  )
}

function touchpointRoutes(api: Api): void {
  api.get(
    '/api/v1/touchpoints',
    {
      config: mayRead,
      schema: {
        summary: 'The list of micro-moments, in the order of the map',
        response: { 200: z.object({ items: z.array(Touchpoint), next: z.null() }) },
      },
    },
    async ({ scope }) => ({ items: await showTouchpoints(scope), next: null }),
  )
  api.post(
    '/api/v1/touchpoints',
    {
      config: mayWrite,
      schema: { summary: 'Add a touchpoint', body: TouchpointFields, response: { 200: Touchpoint } },
    },
    ({ scope, body }) => addTouchpoint(scope, body),
  )
  api.post(
    '/api/v1/touchpoints/trial',
    {
      config: mayWrite,
      schema: {
        summary: 'Try a rule on the last 90 days',
        body: z.strictObject({ id: z.string().max(60).nullable(), rule: Rule, place: z.number() }),
        response: { 200: RuleTrial },
      },
    },
    ({ scope, body }) => tryRule(scope, body.id, body.rule, body.place),
  )
  api.put(
    '/api/v1/touchpoints/:id',
    {
      config: mayWrite,
      schema: {
        summary: 'Change a touchpoint',
        params: One,
        body: TouchpointFields,
        response: { 200: Touchpoint },
      },
    },
    ({ scope, params, body }) => changeTouchpoint(scope, params.id, body),
  )
  api.delete(
    '/api/v1/touchpoints/:id',
    {
      config: mayWrite,
      schema: { summary: 'Take a touchpoint off the map', params: One, response: { 200: Nothing } },
    },
    async ({ scope, params }) => {
      await removeTouchpoint(scope, params.id)
      return {}
    },
  )
  api.post(
    '/api/v1/touchpoints/:id/return',
    {
      config: mayWrite,
      schema: { summary: 'Bring a touchpoint back', params: One, response: { 200: Touchpoint } },
    },
    ({ scope, params }) => restoreTouchpoint(scope, params.id),
  )
  api.post(
    '/api/v1/touchpoints/:id/reviews',
    {
      config: mayThink,
      schema: {
        summary: 'Say that somebody looked at it',
        params: One,
        body: z.strictObject({ words: z.string().trim().max(1_000).nullable() }),
        response: { 200: Touchpoint },
      },
    },
    ({ scope, params, body }) => reviewTouchpoint(scope, params.id, body.words),
  )
}

function routeRoutes(api: Api): void {
  api.get(
    '/api/v1/journeys',
    {
      config: mayRead,
      schema: {
        summary: 'Whose journey can be shown',
        response: { 200: z.object({ items: z.array(JourneyRoute), next: z.null() }) },
      },
    },
    async ({ scope }) => ({ items: await showRoutes(scope), next: null }),
  )
  api.get(
    '/api/v1/journeys/categories',
    {
      config: mayRead,
      schema: {
        summary: 'Categories of which a journey can be, of the last 90 days',
        response: { 200: z.object({ items: z.array(BoughtCategory), next: z.null() }) },
      },
    },
    async ({ scope }) => ({ items: await showCategories(scope), next: null }),
  )
  api.post(
    '/api/v1/journeys',
    {
      config: mayWrite,
      schema: { summary: 'Name a journey of your own', body: RouteFields, response: { 200: JourneyRoute } },
    },
    ({ scope, body }) => addRoute(scope, body),
  )
  api.delete(
    '/api/v1/journeys/:id',
    {
      config: mayWrite,
      schema: { summary: 'Forget a journey', params: One, response: { 200: Nothing } },
    },
    async ({ scope, params }) => {
      await removeRoute(scope, params.id)
      return {}
    },
  )
}

function ideaRoutes(api: Api): void {
  api.post(
    '/api/v1/touchpoints/:id/ideas',
    {
      config: mayThink,
      schema: {
        summary: 'Answer one of the two questions',
        params: One,
        body: NewIdea,
        response: { 200: Idea },
      },
    },
    ({ scope, params, body }) => addIdea(scope, params.id, body),
  )
  api.patch(
    '/api/v1/ideas/:id',
    {
      config: mayThink,
      schema: {
        summary: 'Change an idea, where it stands or who owns it',
        params: One,
        body: ChangeIdea,
        response: { 200: Idea },
      },
    },
    ({ scope, params, body }) => changeIdea(scope, params.id, body),
  )
  api.put(
    '/api/v1/ideas/:id/vote',
    {
      config: mayThink,
      schema: { summary: 'Vote for an idea', params: One, response: { 200: Idea } },
    },
    ({ scope, params }) => voteForIdea(scope, params.id, true),
  )
  api.delete(
    '/api/v1/ideas/:id/vote',
    {
      config: mayThink,
      schema: { summary: 'Take a vote back', params: One, response: { 200: Idea } },
    },
    ({ scope, params }) => voteForIdea(scope, params.id, false),
  )
}
