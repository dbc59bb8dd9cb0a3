/** What may happen in the simulation, as fast-check commands: each runs against the product and keeps the model in step. */
import fc from 'fast-check'
import { sendReply, undoReply } from '#features/plays/actions/send.ts'
import { SendReply } from '#features/plays/contract.ts'
import { grantCourtesy } from '#features/plays/actions/grant.ts'
import { waitingReplies } from '#features/plays/index.ts'
import { listMoments } from '#features/moments/index.ts'
import { MakePromise } from '#features/promises/contract.ts'
import { makePromise, settlePromise } from '#features/promises/index.ts'
import { makeId, type MemberId, type PromiseId, type ReplyId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { HOUR_MS } from '#kit/time.ts'
import { deleteHold, insertHold } from '#platform/outgoing.ts'
import { transact } from '#platform/scope.ts'
import { NOW } from '#testing/workspace.ts'
import { checkLedger, checkReminders } from './invariants.ts'
import {
  emailOf,
  erase,
  lookAtPromises,
  lookAtReplies,
  lookAtSurveys,
  messageOf,
  now,
  PEOPLE,
  personOf,
  readOne,
  say,
  withTear,
  type Tear,
  type World,
} from './world.ts'

type Step = fc.AsyncCommand<object, World>

const step = (name: string, run: (w: World) => Promise<unknown>): Step => ({
  check: () => true,
  run: async (_model, w) => {
    await run(w)
  },
  toString: () => name,
})

/** A refusal is an answer; anything else is a bug. */
const allowRefusal = (error: unknown): undefined => {
  if (!(error instanceof Refusal)) throw error
}

const tear: fc.Arbitrary<Tear> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(null) },
  {
    weight: 1,
    arbitrary: fc.record({
      n: fc.integer({ min: 1, max: 12 }),
      when: fc.constantFrom('before' as const, 'after' as const),
    }),
  },
)
const who = fc.constantFrom(...PEOPLE)
const tearWords = (one: Tear) => (one ? ` torn ${one.when} call ${one.n}` : '')

const KINDS: readonly fc.Arbitrary<Step>[] = [
  fc
    .tuple(fc.uniqueArray(fc.integer({ min: 0, max: 11 }), { minLength: 1, maxLength: 4 }), tear)
    .map(([list, torn]) =>
      step(`say ${list.join(',')}${tearWords(torn)}`, (w) =>
        say(
          w,
          list.map((k) => messageOf(k).entry),
          torn,
        ),
      ),
    ),
  fc
    .tuple(fc.nat(5), tear)
    .map(([at, torn]) => step(`read ${at}${tearWords(torn)}`, (w) => readOne(w, at, torn))),
  fc
    .tuple(who, fc.nat(3), fc.constantFrom('in 2 hours', 'tomorrow', 'in 2 days'), tear)
    .map(([one, cause, when, torn]) =>
      step(`promise ${one} ${when} for ${cause}${tearWords(torn)}`, async (w) => {
        if (!knows(w, one)) return
        const wanted = MakePromise.parse({ customerId: personOf(w, one), wording: 'I look after it', when })
        const id = await withTear(torn, () => makePromise(now(w), wanted, `cause-${one}-${cause}`))
        if (!w.promises.includes(id)) w.promises.push(id)
      }),
    ),
  fc
    .tuple(fc.nat(9), fc.constantFrom('kept' as const, 'withdrawn' as const), tear)
    .map(([at, outcome, torn]) =>
      step(`${outcome} promise ${at}${tearWords(torn)}`, async (w) => {
        const id = w.promises[at % Math.max(1, w.promises.length)]
        if (id)
          await withTear(torn, () => settlePromise(now(w), id as PromiseId, { outcome })).catch(allowRefusal)
      }),
    ),
  fc.tuple(fc.integer({ min: 1, max: 50 }), tear, fc.boolean()).map(([hours, torn, twice]) =>
    step(`${hours} h pass, promises are looked at${twice ? ' twice' : ''}${tearWords(torn)}`, async (w) => {
      w.clock = new Date(w.clock.getTime() + hours * HOUR_MS)
      await lookAtPromises(w, torn)
      if (twice) await lookAtPromises(w, null)
      await checkReminders(w)
    }),
  ),
  fc
    .tuple(
      fc.nat(1),
      fc.array(fc.tuple(fc.nat(30), fc.integer({ min: 1_000, max: 5_000 })), { minLength: 1, maxLength: 5 }),
      who,
      tear,
    )
    .map(([agent, gifts, one, torn]) =>
      step(`agent ${agent} gives ${one} at once: ${gifts.join('; ')}${tearWords(torn)}`, async (w) => {
        if (!knows(w, one)) return
        const id = makeId<'member'>(NOW, 0, Buffer.from([agent, 1, 2, 3, 4, 5, 6, 7])) as MemberId
        const actor = { kind: 'member' as const, id, name: `Agent ${agent}`, role: 'agent' as const }
        const give = () =>
          Promise.all(
            gifts.map(
              ([key, amountMinor]) =>
              grantCourtesy({ ...now(w), actor }, { key: `key-${key}`, customerId: personOf(w, one), momentId: null, actId: null, kind: 'credit', amountMinor }).catch(allowRefusal), // prettier-ignore
            ),
          )
        await withTear(torn, give)
        await checkLedger(w)
      }),
    ),
  fc.tuple(fc.nat(3), tear).map(([key, torn]) =>
    step(`press send ${key}${tearWords(torn)}`, async (w) => {
      const { items } = await listMoments(now(w), { limit: 20 })
      const moment = items[key % Math.max(1, items.length)]
      if (!moment) return
      const wanted = SendReply.parse({
        key: `press-${key}-000`,
        momentId: moment.id,
        text: 'It comes on Friday.',
      })
      const reply = await withTear(torn, () => sendReply(now(w), wanted)).catch(allowRefusal)
      if (reply && !w.replies.includes(reply.id)) w.replies.push(reply.id)
    }),
  ),
  fc.nat(5).map((at) =>
    step(`undo reply ${at}`, async (w) => {
      const id = w.replies[at % Math.max(1, w.replies.length)]
      if (id) await undoReply(now(w), id as ReplyId).catch(allowRefusal)
    }),
  ),
  fc
    .tuple(
      fc.array(
        fc.constantFrom('delivered' as const, 'refused' as const, 'unsure' as const, 'break off' as const),
        { maxLength: 2 },
      ),
      tear,
    )
    .map(([answers, torn]) =>
      step(
        `the outbox looks, the provider says ${answers.join(', ') || 'yes'}${tearWords(torn)}`,
        async (w) => {
          w.answers = [...answers]
          w.clock = new Date(w.clock.getTime() + 90_000)
          await lookAtReplies(w, torn)
        },
      ),
    ),
  fc.constantFrom('on' as const, 'send' as const, 'drop' as const).map((turned) =>
    step(`nothing goes out: ${turned}`, (w) =>
      transact(now(w), async (scope) => {
        if (turned === 'on') return insertHold(scope, { since: w.clock, byId: 'x', byName: 'Priya' })
        if (await deleteHold(scope)) await waitingReplies.release(scope, turned)
        return undefined
      }),
    ),
  ),
  fc.tuple(fc.integer({ min: 0, max: 30 }), tear).map(([hours, torn]) =>
    step(`${hours} h pass, surveys are looked at${tearWords(torn)}`, async (w) => {
      w.clock = new Date(w.clock.getTime() + hours * HOUR_MS)
      await lookAtSurveys(w, torn)
    }),
  ),
  who.map((one) =>
    step(`${one} unsubscribes`, async (w) => {
      if (!knows(w, one)) return
      const entry = {
        source: 'simulation',
        messageId: `unsubscribe-${one}`,
        kind: 'subscription' as const,
        at: w.clock,
        identities: [{ kind: 'email' as const, value: emailOf(one), verified: true }],
        data: { status: 'unsubscribed' },
      }
      // Said once: what comes again bears the time it was first said at.
      const known = w.acked.get(entry.messageId)
      await say(w, [known ?? entry], null)
      w.unsubscribedAt.set(one, w.unsubscribedAt.get(one) ?? w.clock)
    }),
  ),
  who.map((one) =>
    step(`${one} is erased`, async (w) => {
      if (knows(w, one)) await erase(w, one)
    }),
  ),
]

/** Places in KINDS of what happens more often than the rest: saying, reading, giving, pressing send, the outbox, surveys. */
const OFTEN = [0, 1, 1, 5, 5, 6, 6, 8, 8, 8, 10, 10]
export const STEPS: fc.Arbitrary<Step>[] = [...KINDS, ...OFTEN.flatMap((at) => KINDS[at] ?? [])]

/** Whether anything of hers stands. */
const knows = (w: World, one: number): boolean =>
  !w.erasedAt.has(one) &&
  [...w.acked.values()].some(({ identities }) => identities[0]?.value === emailOf(one))
