/** HTTP face of money: the policy, what was given, the ledger. */
import { z } from 'zod'
import type { Api } from '#platform/http.ts'
import { grantIdFrom } from '../actions/grant.ts'
import {
  exportGrants,
  replayPolicy,
  showFairness,
  showGrants,
  showLater,
  showUse,
  takeBackGrant,
} from '../actions/money.ts'
import { savePolicy, showPolicy } from '../actions/policy.ts'
import {
  AutonomyAnswer,
  ChangeAutonomy,
  FairnessAnswer,
  GrantRow,
  LaterAnswer,
  ListGrants,
  ReplayAnswer,
  ReverseGrant,
  UseAnswer,
} from '../contract.ts'

const One = z.object({ id: z.string().max(60) })
const OfMonth = z.object({
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .optional(),
})
const Page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() })

const mayRead = { permission: 'plays.read' } as const
const mayWrite = { permission: 'plays.write' } as const
const mayRule = { permission: 'autonomy.write' } as const

export function moneyRoutes(api: Api): void {
  autonomyRoutes(api)
  grantRoutes(api)
}

function autonomyRoutes(api: Api): void {
  api.get(
    '/api/v1/autonomy',
    {
      config: mayRead,
      schema: { summary: 'What agents may give without asking', response: { 200: AutonomyAnswer } },
    },
    ({ scope }) => showPolicy(scope),
  )

  api.patch(
    '/api/v1/autonomy',
    {
      config: mayRule,
      schema: {
        summary: 'Change a field of it; the rest stays',
        body: ChangeAutonomy,
        response: { 200: AutonomyAnswer },
      },
    },
    ({ scope, body }) => savePolicy(scope, body),
  )

  api.post(
    '/api/v1/autonomy/replay',
    {
      config: mayRule,
      schema: {
        summary: 'What changed limits would have meant in the last 90 days',
        body: ChangeAutonomy,
        response: { 200: ReplayAnswer },
      },
    },
    ({ scope, body }) => replayPolicy(scope, body),
  )

  api.get(
    '/api/v1/autonomy/use',
    {
      config: mayRead,
      schema: { summary: 'What was given in a month', querystring: OfMonth, response: { 200: UseAnswer } },
    },
    ({ scope, query }) => showUse(scope, query.month),
  )

  api.get(
    '/api/v1/autonomy/fairness',
    {
      config: mayRead,
      schema: { summary: 'Whom small acts reach, by segment', response: { 200: FairnessAnswer } },
    },
    ({ scope }) => showFairness(scope),
  )

  api.get(
    '/api/v1/autonomy/later',
    {
      config: mayRead,
      schema: {
        summary: 'What acts cost beside what those customers bought later; no cause is claimed',
        response: { 200: LaterAnswer },
      },
    },
    ({ scope }) => showLater(scope),
  )
}

function grantRoutes(api: Api): void {
  api.get(
    '/api/v1/grants',
    {
      config: mayRead,
      schema: {
        summary: 'The ledger of what was given, newest first',
        querystring: ListGrants,
        response: { 200: Page(GrantRow) },
      },
    },
    ({ scope, query }) => showGrants(scope, query),
  )

  api.get(
    '/api/v1/grants.csv',
    {
      config: mayRead,
      schema: { summary: 'The ledger of a month as a file for finance', querystring: OfMonth },
    },
    async ({ scope, query }, reply) =>
      reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="grants.csv"')
        .send(await exportGrants(scope, query.month)),
  )

  api.post(
    '/api/v1/grants/:id/reversal',
    {
      config: mayWrite,
      schema: {
        summary: 'Take a grant back, by a row of its own',
        params: One,
        body: ReverseGrant,
        response: { 200: GrantRow },
      },
    },
    ({ scope, params, body }) => takeBackGrant(scope, grantIdFrom(params.id), body.because),
  )
}
