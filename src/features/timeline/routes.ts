/** HTTP face of the timeline: customers, their entries, joining and taking apart. */
import { z } from 'zod'
import { Refusal } from '#kit/refusal.ts'
import type { Api } from '#platform/http.ts'
import { read } from '#platform/scope.ts'
import { customerIdFrom, findCustomerDetail, listCustomers, listTimelinePage } from './actions.ts'
import {
  CustomerDetail,
  CustomerSummary,
  ENTRY_KINDS,
  ListCustomers,
  ListRefusals,
  ListTimeline,
  RefusalCount,
  RefusedItem,
  TimelineEntry,
} from './contract.ts'
import { mergeCustomers, separateCustomers } from './persons.ts'
import { countRefusals, showRefusals } from './refusals.ts'

const One = z.object({ id: z.string().max(60) })
const Pair = z.object({ id: z.string().max(60), other: z.string().max(60) })
const Page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() })

export function timelineRoutes(api: Api): void {
  api.get(
    '/api/v1/customers',
    {
      config: { permission: 'customers.read' },
      schema: {
        summary: 'Customers by identity, by words, or all by last happening',
        querystring: ListCustomers,
        response: { 200: Page(CustomerSummary) },
      },
    },
    (request) => listCustomers(request.scope, request.query),
  )

  api.get(
    '/api/v1/customers/:id',
    {
      config: { permission: 'customers.read' },
      schema: {
        summary: 'One customer with figures and identities',
        params: One,
        response: { 200: CustomerDetail },
      },
    },
    ({ scope, params }) => read(scope, (scope) => detail(scope, params.id)),
  )

  api.get(
    '/api/v1/customers/:id/timeline',
    {
      config: { permission: 'customers.read' },
      schema: {
        summary: 'What she said and did, newest first',
        params: One,
        querystring: ListTimeline,
        response: { 200: Page(TimelineEntry) },
      },
    },
    ({ scope, params, query }) => {
      const known: readonly string[] = ENTRY_KINDS
      const kinds = query.kinds?.split(',').filter((kind) => known.includes(kind))
      return read(scope, (scope) =>
        listTimelinePage(scope, customerIdFrom(params.id), {
          limit: query.limit,
          cursor: query.cursor,
          kinds,
        }),
      )
    },
  )

  api.get(
    '/api/v1/refusals',
    {
      config: { permission: 'refusals.read' },
      schema: {
        summary: 'What senders sent and could not be stored in the last thirty days, the newest first',
        querystring: ListRefusals,
        response: { 200: Page(RefusedItem) },
      },
    },
    ({ scope, query }) => showRefusals(scope, query),
  )

  api.get(
    '/api/v1/refusals/counts',
    {
      config: { permission: 'refusals.read' },
      schema: {
        summary: 'How much was refused, by sender and reason',
        response: { 200: Page(RefusalCount) },
      },
    },
    async ({ scope }) => ({ items: await countRefusals(scope), next: null }),
  )

  api.put(
    '/api/v1/customers/:id/merges/:other',
    {
      config: { permission: 'customers.write' },
      schema: { summary: 'These two are one person', params: Pair, response: { 200: CustomerDetail } },
    },
    async ({ scope, params }) => {
      await mergeCustomers(scope, customerIdFrom(params.id), customerIdFrom(params.other))
      return read(scope, (scope) => detail(scope, params.id))
    },
  )

  api.delete(
    '/api/v1/customers/:id/merges/:other',
    {
      config: { permission: 'customers.write' },
      schema: { summary: 'Take them apart again', params: Pair, response: { 200: CustomerDetail } },
    },
    async ({ scope, params }) => {
      await separateCustomers(scope, customerIdFrom(params.id), customerIdFrom(params.other))
      return read(scope, (scope) => detail(scope, params.id))
    },
  )
}

async function detail(scope: Parameters<typeof findCustomerDetail>[0], id: string) {
  const customer = await findCustomerDetail(scope, customerIdFrom(id))
  if (!customer) throw new Refusal('customer_not_found', 'No such customer here.')
  return customer
}
