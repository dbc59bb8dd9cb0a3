/** SAFETY.md G3: each call to the database of each way of writing fails once. Afterwards all of it stands or none of it, and doing it again does it once. */
import { beforeAll, describe, expect, test } from 'vitest'
import { addFact, listMoments, settleMoment } from '#features/moments/index.ts'
import { grantCourtesy } from '#features/plays/actions/grant.ts'
import { seeToReply } from '#features/plays/actions/deliver.ts'
import { sendReply, undoReply } from '#features/plays/actions/send.ts'
import { SendReply, type Reply } from '#features/plays/contract.ts'
import { erasePerson } from '#features/privacy/actions/erase.ts'
import { settlePromise } from '#features/promises/actions/handle.ts'
import { MakePromise } from '#features/promises/contract.ts'
import { makePromise, submitForm } from '#features/promises/index.ts'
import { customerIdOf, recordEntries } from '#features/timeline/index.ts'
import { mergeCustomers } from '#features/timeline/persons.ts'
import { Refusal } from '#kit/refusal.ts'
import type { MomentId, ReplyId } from '#kit/id.ts'
import type { Scope } from '#platform/scope.ts'
import { declareHoldings } from '#platform/holdings/index.ts'
import { distributed } from '#platform/tables.ts'
import { testDatabase } from '#testing/database.ts'
import { makeTestDirectory } from '#testing/directory.ts'
import { asked } from '#testing/asked.ts'
import { record, takeIn } from '#testing/take-in.ts'
import { noticeRecorded } from '#features/moments/index.ts'
import { anEntry, aWorkspace } from '#testing/workspace.ts'
import { allHoldings } from '../../holdings.ts'
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
  /** Done once more it does nothing more, and leaves one more line in the log. */
  readonly logsEach?: boolean
  /** In the short run only each so many-th call is torn. */
  readonly stride?: number
}

const maren = (scope: Scope) =>
  customerIdOf(scope.workspace.id, { kind: 'email', value: 'maren@example.com' })
const JO = { kind: 'email', value: 'jo@example.com', verified: true } as const
const MACHINE = { kind: 'machine', name: 'plays.outbox' } as const
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
  {
    name: 'taking a reply back',
    inSteps: true,
    ready: async (scope) => {
      const { id } = await aHeldReply(scope)
      return () => undoReply(scope, id as ReplyId)
    },
  },
  {
    name: 'a reply that goes out',
    inSteps: true,
    ready: async (scope) => {
      const { id, heldUntil } = await aHeldReply(scope)
      // Each look is later than what the one before may have claimed.
      let looks = 0
      return () => {
        looks += 1
        const later = new Date(Date.parse(heldUntil ?? '') + looks * 10 * 60_000)
        return seeToReply(() => ({ ...scope, actor: MACHINE, now: later }), id as ReplyId)
      }
    },
  },
  {
    name: 'keeping a promise',
    ready: async (scope) => {
      await recordEntries(scope, entries)
      const wanted = MakePromise.parse({ customerId: maren(scope), wording: 'Check back', when: 'in 2 days' })
      const id = await makePromise(scope, wanted, 'one cause')
      return () => settlePromise(scope, id, { outcome: 'kept' })
    },
  },
  {
    name: 'writing to the contact form',
    inSteps: true,
    ready: async (scope) => () =>
      submitForm(scope, { submissionId: 'sent-0001', name: 'Maren', email: 'maren@example.com', text: 'Where is my order?' }), // prettier-ignore
  },
  {
    name: 'joining two customers',
    ready: async (scope) => {
      await recordEntries(scope, [...entries, anEntry({ messageId: 'n-3', identities: [JO] })])
      return () => mergeCustomers(scope, maren(scope), customerIdOf(scope.workspace.id, JO))
    },
  },
  {
    name: 'erasing a person',
    inSteps: true,
    logsEach: true,
    // More than three hundred calls.
    stride: 8,
    ready: async (scope) => {
      await takeIn(scope, entries)
      return () => erasePerson(scope, maren(scope), 'desk')
    },
  },
]

async function aHeldReply(scope: Scope): Promise<Reply> {
  await takeIn(scope, entries)
  const momentId = await momentOf(scope)
  return sendReply(
    scope,
    SendReply.parse({ key: 'press-00001', momentId, text: 'On its way.', acts: [{ kind: 'credit', amountMinor: 500, reason: 'Late' }, { kind: 'check_back', when: 'in 2 days' }] }), // prettier-ignore
  )
}

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

beforeAll(async () => {
  const directory = await makeTestDirectory('nth')
  declareHoldings(...allHoldings(directory.path))
  return () => directory.remove()
})

const WHENS = ['before', 'after'] as const
const counted = tally('nth')

describe.each(WAYS)('$name', ({ ready, inSteps = false, needsKey = false, logsEach = false, stride = 1 }) => {
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
      for (let n = 1; n <= calls; n += sized(stride, 1))
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
          const again = await standing(scope)
          expect(logsEach ? again.replace('audit_unsealed 2', 'audit_unsealed 1') : again, `${told}, then done again`).toBe(after) // prettier-ignore
        }
    },
  )
})

test('as many calls were torn as there are', () => {
  counted.end(60, { ways: WAYS.length, 'left between': 0, 'done twice': 0 })
})
