/** HTTP face of moments: the queue, one moment, what is done with it, facts, the catalogue, search. */
import { z } from 'zod'
import { customerIdFrom } from '#features/timeline/index.ts'
import type { Api } from '#platform/http.ts'
import { addFact, factsOfCustomer, standFact } from './actions/facts.ts'
import {
  assignMoment,
  momentIdFrom,
  reopenMoment,
  settleMoment,
  snoozeMoment,
  unassignMoment,
  unsnoozeMoment,
} from './actions/handle.ts'
import { search } from './actions/search.ts'
import { listMoments, showMoment, showQueue } from './actions/show.ts'
import { undoAct, writeLine, writeNote } from './actions/write.ts'
import { showKinds } from './actions/noticing.ts'
import { noticingRoutes } from './routes-noticing.ts'
import {
  AddFact,
  AssignMoment,
  DoneAct,
  Fact,
  ListMoments,
  ListQueue,
  MomentDetail,
  MomentKindInfo,
  MomentRow,
  QueueAnswer,
  SearchAnswer,
  SettleMoment,
  SnoozeMoment,
  StandFact,
  WriteLine,
  WriteNote,
} from './contract.ts'

const One = z.object({ id: z.string().max(60) })
const Query = z.object({ q: z.string().max(200).default('') })
const Listing = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) })
const Page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() })

const mayRead = { permission: 'moments.read' } as const
const mayWrite = { permission: 'moments.write' } as const

export function momentRoutes(api: Api): void {
  readRoutes(api)
  handleRoutes(api)
  actRoutes(api)
  factRoutes(api)
  noticingRoutes(api)
}

function readRoutes(api: Api): void {
  api.get(
    '/api/v1/queue',
    {
      config: mayRead,
      schema: {
        summary: 'Open moments by expiry, with counts and the first one whole',
        querystring: ListQueue,
        response: { 200: QueueAnswer },
      },
    },
    ({ scope, query }) => showQueue(scope, query),
  )

  api.get(
    '/api/v1/moments',
    {
      config: mayRead,
      schema: {
        summary: 'Moments of any state, newest first',
        querystring: ListMoments,
        response: { 200: Page(MomentRow) },
      },
    },
    ({ scope, query }) =>
      listMoments(scope, {
        ...query,
        customer: query.customer === undefined ? undefined : customerIdFrom(query.customer),
      }),
  )

  api.get(
    '/api/v1/moments/:id',
    {
      config: mayRead,
      schema: {
        summary: 'One moment with its evidence, customer and conversation',
        params: One,
        response: { 200: MomentDetail },
      },
    },
    ({ scope, params }) => showMoment(scope, momentIdFrom(params.id)),
  )

  api.get(
    '/api/v1/catalogue',
    {
      config: mayRead,
      schema: { summary: 'Every kind of moment', response: { 200: Listing(MomentKindInfo) } },
    },
    async ({ scope }) => ({ items: await showKinds(scope) }),
  )

  api.get(
    '/api/v1/search',
    {
      config: mayRead,
      schema: {
        summary: 'Customers and moments by the beginnings of words',
        querystring: Query,
        response: { 200: SearchAnswer },
      },
    },
    ({ scope, query }) => search(scope, query.q),
  )
}

function handleRoutes(api: Api): void {
  api.put(
    '/api/v1/moments/:id/settlement',
    { config: mayWrite, schema: { summary: 'Done, or not a moment', params: One, body: SettleMoment } },
    async ({ scope, params, body }, reply) => {
      await settleMoment(scope, momentIdFrom(params.id), body)
      return reply.code(204).send()
    },
  )

  api.delete(
    '/api/v1/moments/:id/settlement',
    { config: mayWrite, schema: { summary: 'Open it again', params: One } },
    async ({ scope, params }, reply) => {
      await reopenMoment(scope, momentIdFrom(params.id))
      return reply.code(204).send()
    },
  )

  api.put(
    '/api/v1/moments/:id/snooze',
    { config: mayWrite, schema: { summary: 'Put it off', params: One, body: SnoozeMoment } },
    async ({ scope, params, body }, reply) => {
      await snoozeMoment(scope, momentIdFrom(params.id), body)
      return reply.code(204).send()
    },
  )

  api.delete(
    '/api/v1/moments/:id/snooze',
    { config: mayWrite, schema: { summary: 'Bring it back now', params: One } },
    async ({ scope, params }, reply) => {
      await unsnoozeMoment(scope, momentIdFrom(params.id))
      return reply.code(204).send()
    },
  )

  api.put(
    '/api/v1/moments/:id/assignment',
    { config: mayWrite, schema: { summary: 'Take it or hand it over', params: One, body: AssignMoment } },
    async ({ scope, params, body }, reply) => {
      await assignMoment(scope, momentIdFrom(params.id), body)
      return reply.code(204).send()
    },
  )

  api.delete(
    '/api/v1/moments/:id/assignment',
    { config: mayWrite, schema: { summary: 'Let go of it', params: One } },
    async ({ scope, params }, reply) => {
      await unassignMoment(scope, momentIdFrom(params.id))
      return reply.code(204).send()
    },
  )
}

function actRoutes(api: Api): void {
  api.post(
    '/api/v1/moments/:id/lines',
    {
      config: mayWrite,
      schema: {
        summary: 'A personal line was copied or logged',
        params: One,
        body: WriteLine,
        response: { 201: DoneAct },
      },
    },
    async ({ scope, params, body }, reply) =>
      reply.code(201).send(await writeLine(scope, momentIdFrom(params.id), body)),
  )

  api.post(
    '/api/v1/moments/:id/notes',
    {
      config: mayWrite,
      schema: {
        summary: 'A note for whoever comes next',
        params: One,
        body: WriteNote,
        response: { 201: DoneAct },
      },
    },
    async ({ scope, params, body }, reply) =>
      reply.code(201).send(await writeNote(scope, momentIdFrom(params.id), body.text)),
  )

  api.delete(
    '/api/v1/acts/:id',
    { config: mayWrite, schema: { summary: 'Take a line or a note back', params: One } },
    async ({ scope, params }, reply) => {
      await undoAct(scope, params.id)
      return reply.code(204).send()
    },
  )
}

function factRoutes(api: Api): void {
  api.get(
    '/api/v1/customers/:id/facts',
    {
      config: { permission: 'customers.read' },
      schema: {
        summary: 'What is known of a customer, with its sources',
        params: One,
        response: { 200: Page(Fact) },
      },
    },
    async ({ scope, params }) => ({
      items: await factsOfCustomer(scope, customerIdFrom(params.id)),
      next: null,
    }),
  )

  api.post(
    '/api/v1/customers/:id/facts',
    {
      config: { permission: 'facts.write' },
      schema: {
        summary: 'Write down what you know of her',
        params: One,
        body: AddFact,
        response: { 201: Fact },
      },
    },
    async ({ scope, params, body }, reply) =>
      reply.code(201).send(await addFact(scope, customerIdFrom(params.id), body)),
  )

  api.put(
    '/api/v1/facts/:id/standing',
    {
      config: { permission: 'facts.write' },
      schema: { summary: 'Confirm or forget a fact', params: One, body: StandFact, response: { 200: Fact } },
    },
    ({ scope, params, body }) => standFact(scope, params.id, body.standing),
  )
}
