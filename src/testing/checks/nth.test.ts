/** SAFETY.md G3: each call to the database of each way of writing fails once. Afterwards all of it stands or none of it, and doing it again does it once. */
import { describe, expect, test } from 'vitest'
import { addFact, listMoments, settleMoment } from '#features/moments/index.ts'
import { grantCourtesy } from '#features/plays/actions/grant.ts'
import { sendReply } from '#features/plays/actions/send.ts'
import { SendReply } from '#features/plays/contract.ts'
import { MakePromise } from '#features/promises/contract.ts'
import { makePromise } from '#features/promises/index.ts'
import { customerIdOf, recordEntries } from '#features/timeline/index.ts'
import { Refusal } from '#kit/refusal.ts'
import type { MomentId } from '#kit/id.ts'
import type { Scope } from '#platform/scope.ts'
import { distributed } from '#platform/tables.ts'
import { testDatabase } from '#testing/database.ts'
import { asked } from '#testing/side-database.ts'
import { record, takeIn } from '#testing/take-in.ts'
import { noticeRecorded } from '#features/moments/index.ts'
import { anEntry, aWorkspace } from '#testing/workspace.ts'
import { sized, tally } from './run.ts'
import { countCalls, tearing } from './torn.ts'

type Way = {
  readonly name: string
  /** Brings a fresh workspace so far; answers what is then done, and done again. */
  readonly ready: (scope: Scope) => Promise<() => Promise<unknown>>
  /** Done in several transactions, each of which stands by itself until the last one: only the end is compared. */
  readonly inSteps?: boolean
  /** Doing it again makes another one: a sender who is not sure repeats it under its Idempotency-Key (R9), which is checked there. */
  readonly needsKey?: boolean
}

const maren = (scope: Scope) =>
  customerIdOf(scope.workspace.id, { kind: 'email', value: 'maren@example.com' })
const entries = [
  anEntry({ messageId: 'n-1', text: 'My wedding is on Saturday, where is my order?' }),
  anEntry({ messageId: 'n-2', identities: [{ kind: 'email', value: 'maren@example.com', verified: true }, { kind: 'phone', value: '+15550100', verified: true }] }), // prettier-ignore
]
const momentOf = async (scope: Scope) => (await listMoments(scope, { limit: 1 })).items[0]?.id as MomentId

const WAYS: readonly Way[] = [
  { name: 'taking words in', inSteps: true, ready: async (scope) => () => recordEntries(scope, entries) },
  {
    name: 'noticing',
    inSteps: true,
    ready: async (scope) => {
      const body = await record(scope, entries)
      return () => noticeRecorded(scope, [body])
    },
  },
  {
    name: 'promising',
    ready: async (scope) => {
      await recordEntries(scope, entries)
      const wanted = MakePromise.parse({ customerId: maren(scope), wording: 'Check back', when: 'in 2 days' })
      return () => makePromise(scope, wanted, 'one cause')
    },
  },
  {
    name: 'settling a moment',
    ready: async (scope) => {
      await takeIn(scope, entries)
      const id = await momentOf(scope)
      return () => settleMoment(scope, id, { outcome: 'done' })
    },
  },
  {
    name: 'writing a fact down',
    needsKey: true,
    ready: async (scope) => {
      await recordEntries(scope, entries)
      return () => addFact(scope, maren(scope), { kind: 'note', value: 'Likes grey' })
    },
  },
  {
    name: 'giving money',
    ready: async (scope) => () =>
      grantCourtesy(scope, { key: 'one-key', customerId: maren(scope), momentId: null, actId: null, kind: 'credit', amountMinor: 500 }), // prettier-ignore
  },
  {
    name: 'pressing send with money',
    inSteps: true,
    ready: async (scope) => {
      await takeIn(scope, entries)
      const momentId = await momentOf(scope)
      const wanted = SendReply.parse({ key: 'press-00001', momentId, text: 'On its way.', acts: [{ kind: 'credit', amountMinor: 500, reason: 'Late' }] }) // prettier-ignore
      return () => sendReply(scope, wanted)
    },
  },
]

/** Rows of a workspace by table, and the money in its ledger. */
async function standing({ workspace }: Scope): Promise<string> {
  const mine = `where home >> 12 = ${workspace.no}`
  const parts = distributed
    .filter((name) => name !== 'announcement')
    .map((name) => `select '${name}' as name, count(*)::int as n from ${name} ${mine}`)
  const money = `select 'money', coalesce(sum(amount_minor), 0)::int from courtesy_grant ${mine}`
  const rows = await asked<{ name: string; n: number }>(
    await testDatabase(),
    [...parts, money].join(' union all '),
  )
  return rows
    .filter(({ n }) => n !== 0)
    .map(({ name, n }) => `${name} ${n}`)
    .sort()
    .join(', ')
}

const WHENS = ['before', 'after'] as const
const counted = tally('nth')

describe.each(WAYS)('$name', ({ ready, inSteps = false, needsKey = false }) => {
  test(
    'stands whole or not at all, whichever call fails, and is done once when done again',
    { timeout: 1_200_000 },
    async () => {
      const model = await aWorkspace()
      const work = await ready(model)
      const before = await standing(model)
      const calls = await countCalls(work)
      const after = await standing(model)
      expect(calls).toBeGreaterThan(3)
      for (let n = 1; n <= calls; n++)
        for (const when of sized(1, 2) === 2 ? WHENS : [WHENS[n % 2] ?? 'before']) {
          const scope = await aWorkspace()
          const act = await ready(scope)
          const { thrown } = await tearing(n, when, act)
          const told = `call ${n} of ${calls}, torn ${when} it was carried out`
          const between = await standing(scope)
          if (!inSteps) expect([before, after], told).toContain(between)
          if (thrown === undefined) expect(between, `${told}, and nothing was said`).toBe(after)
          counted.add()
          if (needsKey && between === after) continue
          // A second time may be refused because the first one did it; nothing else may stand in its way.
          const second = await act().then(() => undefined, (error: unknown) => error) // prettier-ignore
          if (second !== undefined && !(second instanceof Refusal)) throw second
          expect(await standing(scope), `${told}, then done again`).toBe(after)
        }
    },
  )
})

test('as many calls were torn as there are', () => {
  counted.end(60, { ways: WAYS.length, 'left between': 0, 'done twice': 0 })
})
