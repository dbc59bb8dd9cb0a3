/** HTTP face of the say people have in noticing: hints, switches, kinds of the workspace's own, examples. */
import { z } from 'zod'
import { customerIdFrom } from '#features/timeline/index.ts'
import type { Api } from '#platform/http.ts'
import { consentsOfCustomer, recordConsent, revokeConsent } from './actions/consents.ts'
import { hintsOfCustomer, judgeHint } from './actions/hints.ts'
import {
  deleteOwnKind,
  exportExamples,
  saveOwnKind,
  showNoticing,
  switchNoticing,
} from './actions/noticing.ts'
import { tryOwnKind } from './actions/try-own-kind.ts'
import {
  Consent,
  Hint,
  JudgeHint,
  NoticingAnswer,
  OwnKind,
  RecordConsent,
  SaveOwnKind,
  SwitchNoticing,
  TriedOwnKind,
  TryOwnKind,
} from './contract.ts'

const One = z.object({ id: z.string().max(60) })
const Target = z.object({ target: z.string().max(120) })

const mayRead = { permission: 'noticing.read' } as const
const mayWrite = { permission: 'noticing.write' } as const

export function noticingRoutes(api: Api): void {
  hintRoutes(api)
  switchRoutes(api)
  ownKindRoutes(api)
  consentRoutes(api)
}

function consentRoutes(api: Api): void {
  api.get(
    '/api/v1/customers/:id/consents',
    {
      config: { permission: 'customers.read' },
      schema: {
        summary: 'What a customer agreed may be remembered of what is delicate',
        params: One,
        response: { 200: z.object({ items: z.array(Consent), next: z.null() }) },
      },
    },
    async ({ scope, params }) => ({
      items: await consentsOfCustomer(scope, customerIdFrom(params.id)),
      next: null,
    }),
  )

  api.post(
    '/api/v1/customers/:id/consents',
    {
      config: { permission: 'facts.write' },
      schema: {
        summary: 'Record her consent: about what, and what for',
        params: One,
        body: RecordConsent,
        response: { 201: Consent },
      },
    },
    async ({ scope, params, body }, reply) =>
      reply.code(201).send(await recordConsent(scope, customerIdFrom(params.id), body)),
  )

  api.delete(
    '/api/v1/consents/:id',
    {
      config: { permission: 'facts.write' },
      schema: { summary: 'Take a consent back; what was remembered under it is deleted', params: One },
    },
    async ({ scope, params }, reply) => {
      await revokeConsent(scope, params.id)
      return reply.code(204).send()
    },
  )
}

function hintRoutes(api: Api): void {
  api.get(
    '/api/v1/customers/:id/hints',
    {
      config: { permission: 'customers.read' },
      schema: {
        summary: 'What may be in a customer’s last words, not sure enough for the queue',
        params: One,
        response: { 200: z.object({ items: z.array(Hint), next: z.null() }) },
      },
    },
    async ({ scope, params }) => ({
      items: await hintsOfCustomer(scope, customerIdFrom(params.id)),
      next: null,
    }),
  )

  api.put(
    '/api/v1/hints',
    {
      config: { permission: 'moments.write' },
      schema: { summary: 'Say that a hint is right or wrong, or take that back', body: JudgeHint },
    },
    async ({ scope, body }, reply) => {
      await judgeHint(scope, body)
      return reply.code(204).send()
    },
  )
}

function switchRoutes(api: Api): void {
  api.get(
    '/api/v1/noticing',
    {
      config: mayRead,
      schema: {
        summary: 'Every kind and rule: on or off, and how often it was accepted and dismissed',
        response: { 200: NoticingAnswer },
      },
    },
    ({ scope }) => showNoticing(scope),
  )

  api.put(
    '/api/v1/noticing/switches/:target',
    {
      config: mayWrite,
      schema: {
        summary: 'Switch a kind ("kind:pet") or a rule ("rule:pet.named") on or off',
        params: Target,
        body: SwitchNoticing,
      },
    },
    async ({ scope, params, body }, reply) => {
      await switchNoticing(scope, params.target, body.isOn)
      return reply.code(204).send()
    },
  )

  api.get(
    '/api/v1/noticing/examples.jsonl',
    { config: mayWrite, schema: { summary: 'What people said about findings, a line of JSON each' } },
    async ({ scope }, reply) =>
      reply
        .type('application/jsonl; charset=utf-8')
        .header('content-disposition', 'attachment; filename="examples.jsonl"')
        .send(await exportExamples(scope)),
  )
}

function ownKindRoutes(api: Api): void {
  api.post(
    '/api/v1/noticing/trials',
    {
      config: mayWrite,
      schema: {
        summary: 'What a kind would have caught in the last 90 days, a stretch at a time',
        body: TryOwnKind,
        response: { 200: TriedOwnKind },
      },
    },
    ({ scope, body }) => tryOwnKind(scope, body),
  )

  api.put(
    '/api/v1/noticing/own-kinds/:id',
    {
      config: mayWrite,
      schema: {
        summary: 'Write or change a kind of the workspace’s own',
        params: One,
        body: SaveOwnKind,
        response: { 200: OwnKind },
      },
    },
    ({ scope, params, body }) => saveOwnKind(scope, params.id, body),
  )

  api.delete(
    '/api/v1/noticing/own-kinds/:id',
    { config: mayWrite, schema: { summary: 'Delete a kind; writing it again brings it back', params: One } },
    async ({ scope, params }, reply) => {
      await deleteOwnKind(scope, params.id)
      return reply.code(204).send()
    },
  )
}
