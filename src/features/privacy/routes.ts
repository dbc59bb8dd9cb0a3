/** HTTP face of the privacy desk: find, see, ask, answer; what is stored; the audit log. */
import { z } from 'zod'
import { customerIdFrom } from '#features/timeline/index.ts'
import type { Api } from '#platform/http.ts'
import { checkAudit, exportAudit, showAudit } from './actions/account.ts'
import { copyAsCsv } from './actions/held.ts'
import { showMine } from './actions/mine.ts'
import {
  checkRequest,
  copyForRequest,
  fulfilRequest,
  liftHold,
  openRequest,
  refuseRequest,
  showDesk,
  showRequests,
} from './actions/requests.ts'
import { changeStored, showStored } from './actions/retention.ts'
import {
  AuditCheck,
  AuditRow,
  ChangeStored,
  CheckRequest,
  DeskAnswer,
  FulfilRequest,
  ListAudit,
  ListRequests,
  MineAnswer,
  OpenRequest,
  PersonExport,
  PrivacyRequest,
  RefuseRequest,
  StoredAnswer,
} from './contract.ts'

const One = z.object({ id: z.string().max(60) })
const Page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() })
const mayRead = { permission: 'privacy.read' } as const
const mayAnswer = { permission: 'privacy.write' } as const

export function privacyRoutes(api: Api): void {
  deskRoutes(api)
  requestRoutes(api)
  storedRoutes(api)
  auditRoutes(api)
}

function deskRoutes(api: Api): void {
  api.get(
    '/api/v1/privacy/customers/:id',
    {
      config: mayRead,
      schema: { summary: 'What is held of a customer, by kind', params: One, response: { 200: DeskAnswer } },
    },
    ({ scope, params }) => showDesk(scope, customerIdFrom(params.id)),
  )
  api.post(
    '/api/v1/privacy/customers/:id/requests',
    {
      config: mayAnswer,
      schema: {
        summary: 'Write down what she asks for',
        params: One,
        body: OpenRequest,
        response: { 201: PrivacyRequest },
      },
    },
    async ({ scope, params, body }, reply) =>
      reply.code(201).send(await openRequest(scope, customerIdFrom(params.id), body.kind)),
  )
  api.delete(
    '/api/v1/privacy/customers/:id/holds/:kind',
    {
      config: mayAnswer,
      schema: {
        summary: 'Let her data be used again',
        params: One.extend({ kind: z.enum(['restriction', 'objection']) }),
      },
    },
    async ({ scope, params }, reply) => {
      await liftHold(scope, customerIdFrom(params.id), params.kind)
      return reply.code(204).send()
    },
  )
}

function requestRoutes(api: Api): void {
  api.get(
    '/api/v1/privacy/requests',
    {
      config: mayRead,
      schema: {
        summary: 'Requests by due date, then those answered',
        querystring: ListRequests,
        response: { 200: Page(PrivacyRequest) },
      },
    },
    async ({ scope, query }) => ({ items: await showRequests(scope, query), next: null }),
  )
  api.put(
    '/api/v1/privacy/requests/:id/check',
    {
      config: mayAnswer,
      schema: {
        summary: 'How it was made sure that it is she',
        params: One,
        body: CheckRequest,
        response: { 200: PrivacyRequest },
      },
    },
    ({ scope, params, body }) => checkRequest(scope, params.id, body.how),
  )
  api.post(
    '/api/v1/privacy/requests/:id/fulfilment',
    {
      config: mayAnswer,
      schema: {
        summary: 'Carry it out; an erasure can’t be undone',
        params: One,
        body: FulfilRequest,
        response: { 200: PrivacyRequest },
      },
    },
    ({ scope, params, body }) => fulfilRequest(scope, params.id, { fields: body.fields }),
  )
  api.post(
    '/api/v1/privacy/requests/:id/refusal',
    {
      config: mayAnswer,
      schema: {
        summary: 'Refuse it, and why',
        params: One,
        body: RefuseRequest,
        response: { 200: PrivacyRequest },
      },
    },
    ({ scope, params, body }) => refuseRequest(scope, params.id, body.reason),
  )
  api.get(
    '/api/v1/privacy/requests/:id/copy',
    {
      config: mayAnswer,
      schema: { summary: 'The copy she asked for, as JSON', params: One, response: { 200: PersonExport } },
    },
    async ({ scope, params }, reply) =>
      reply
        .header('content-disposition', 'attachment; filename="copy.json"')
        .send(await copyForRequest(scope, params.id)),
  )
  api.get(
    '/api/v1/privacy/requests/:id/copy.csv',
    { config: mayAnswer, schema: { summary: 'The copy she asked for, as a table', params: One } },
    async ({ scope, params }, reply) =>
      reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="copy.csv"')
        .send(copyAsCsv(await copyForRequest(scope, params.id))),
  )
}

function storedRoutes(api: Api): void {
  api.get(
    '/api/v1/privacy/stored',
    {
      config: mayRead,
      schema: { summary: 'What is stored, and for how long', response: { 200: StoredAnswer } },
    },
    ({ scope }) => showStored(scope),
  )
  api.patch(
    '/api/v1/privacy/stored',
    {
      config: { permission: 'retention.write' },
      schema: {
        summary: 'Change how long a kind is kept, or the law',
        body: ChangeStored,
        response: { 200: StoredAnswer },
      },
    },
    ({ scope, body }) => changeStored(scope, body),
  )
  api.get(
    '/api/v1/mine',
    {
      config: { permission: 'session.read' },
      schema: { summary: 'What is kept about me, who asks', response: { 200: MineAnswer } },
    },
    ({ scope }) => showMine(scope),
  )
}

function auditRoutes(api: Api): void {
  api.get(
    '/api/v1/audit',
    {
      config: { permission: 'audit.read' },
      schema: {
        summary: 'The audit log, newest first',
        querystring: ListAudit,
        response: { 200: Page(AuditRow) },
      },
    },
    ({ scope, query }) => showAudit(scope, query),
  )
  api.get(
    '/api/v1/audit/check',
    {
      config: { permission: 'audit.read' },
      schema: { summary: 'Whether the chain of the audit log holds', response: { 200: AuditCheck } },
    },
    ({ scope }) => checkAudit(scope),
  )
  api.get(
    '/api/v1/audit.csv',
    { config: { permission: 'audit.read' }, schema: { summary: 'The audit log as a file' } },
    async ({ scope }, reply) =>
      reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="audit.csv"')
        .send(await exportAudit(scope)),
  )
}
