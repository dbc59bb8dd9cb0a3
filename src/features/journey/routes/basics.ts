/** HTTP face of the basics: the audit run, answered, compared, and the words behind an item. */
import { z } from 'zod'
import type { Api } from '#platform/http.ts'
import { answerBasic, listBasicPieces, runBasics, showBasics } from '../actions/basics.ts'
import { AnswerBasic, BasicId, BasicPiece, Basics } from '../contract/basics.ts'

const mayRead = { permission: 'journey.read' } as const
/** Everybody who works here may look and answer. */
const mayThink = { permission: 'ideas.write' } as const

export function basicsRoutes(api: Api): void {
  api.get(
    '/api/v1/basics',
    {
      config: mayRead,
      schema: {
        summary: 'The audit of the basics: a run, the newest unless told, against the one before it',
        querystring: z.object({ run: z.string().max(60).optional() }),
        response: { 200: Basics },
      },
    },
    ({ scope, query }) => showBasics(scope, query.run),
  )
  api.post(
    '/api/v1/basics/runs',
    {
      config: mayThink,
      schema: { summary: 'Run the audit of the basics on the last 90 days', response: { 200: Basics } },
    },
    ({ scope }) => runBasics(scope),
  )
  api.put(
    '/api/v1/basics/runs/:id/answers/:item',
    {
      config: mayThink,
      schema: {
        summary: 'Answer an item; without a verdict the data answers again',
        params: z.object({ id: z.string().max(60), item: BasicId }),
        body: AnswerBasic,
        response: { 200: Basics },
      },
    },
    ({ scope, params, body }) => answerBasic(scope, params.id, params.item, body),
  )
  api.get(
    '/api/v1/basics/:item/evidence',
    {
      config: mayRead,
      schema: {
        summary: 'The newest words in which an item shows',
        params: z.object({ item: BasicId }),
        response: { 200: z.object({ items: z.array(BasicPiece), next: z.null() }) },
      },
    },
    async ({ scope, params }) => ({ items: await listBasicPieces(scope, params.item), next: null }),
  )
}
