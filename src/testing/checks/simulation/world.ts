/** The world of the simulation: one workspace with its outside (a mailbox, a survey mailer), a clock that is moved, and the simple model of what must be there. */
import { observeRecorded, lookForDue } from '#features/promises/index.ts'
import { noticeRecorded } from '#features/moments/index.ts'
import { erasePerson } from '#features/privacy/actions/erase.ts'
import { declareChannels, type Delivery } from '#features/plays/index.ts'
import { savePolicy } from '#features/plays/actions/policy.ts'
import { lookOnce } from '#features/plays/outbox.ts'
import {
  customerIdOf,
  recordedBody,
  recordEntries,
  type IncomingEntry,
  type Verdict,
} from '#features/timeline/index.ts'
import { openInvitations } from '#features/voices/actions/ask.ts'
import { sendDue } from '#features/voices/actions/send.ts'
import { saveSurvey, switchSurvey } from '#features/voices/actions/surveys.ts'
import { SurveyDefinition } from '#features/voices/contract.ts'
import { declareSurveySender } from '#features/voices/index.ts'
import { HOUR_MS } from '#kit/time.ts'
import { openLog } from '#platform/log.ts'
import type { Scope } from '#platform/scope.ts'
import { aWorkspace, NOW } from '#testing/workspace.ts'
import { tearing } from '../torn.ts'

export const PEOPLE = [0, 1, 2] as const
export const emailOf = (who: number) => `canary-${who}@example.com`
const TEXTS = [
  'My wedding is on Saturday, where is my order?',
  'The heel came off on the first day. I am so angry!',
  'My dog Biscuit loves the blanket, thank you!',
  'We are moving to Leeds in May, please change the address.',
  'Third time I ask: when will you refund me?',
]

/** What leaves the process, and when by the world’s clock. */
export type Sent = { readonly who: string; readonly at: Date; readonly by: 'person' | 'survey' }

export type World = {
  readonly scope: Scope
  clock: Date
  /** What was said to be stored, by message id. */
  readonly acked: Map<string, IncomingEntry>
  /** Announcements that were not read yet. */
  readonly unread: unknown[]
  readonly erasedAt: Map<number, Date>
  readonly unsubscribedAt: Map<number, Date>
  readonly promises: string[]
  readonly replies: string[]
  readonly sent: Sent[]
  /** What the mail provider answers next. */
  answers: ('delivered' | 'refused' | 'unsure' | 'break off')[]
  /** The ledger as it was last seen, a line each. */
  ledger: readonly string[]
}

let current: World | undefined
const world = (): World => {
  if (!current) throw new Error('no world')
  return current
}

/** Declares the outside once for this process. */
export function declareOutside(): void {
  declareChannels({
    name: 'email',
    label: 'by e-mail',
    routeOf: async (_scope, { identities }) => {
      const address = identities.find(({ kind }) => kind === 'email')?.value
      return address === undefined ? undefined : { address, subject: 'Re', inReplyTo: null }
    },
    deliver: async (_scope, { address }): Promise<Delivery> => {
      const { answers, sent, clock } = world()
      const answer = answers.shift() ?? 'delivered'
      if (answer === 'refused') return { outcome: 'refused', because: 'away', isLasting: false }
      sent.push({ who: address, at: clock, by: 'person' })
      if (answer === 'break off') throw new Error('socket hang up')
      return answer === 'unsure' ? { outcome: 'unsure', because: 'no answer' } : { outcome: 'delivered' }
    },
  })
  declareSurveySender({
    isReady: async () => true,
    send: async (_scope, { address }) => {
      const { sent, clock } = world()
      sent.push({ who: address, at: clock, by: 'survey' })
      return { outcome: 'delivered' }
    },
  })
}

const SURVEY = SurveyDefinition.parse({
  name: 'After a conversation',
  questions: [{ key: 'q1', measure: 'csat', wording: null }],
  asksWhy: false,
  offersReflections: false,
  trigger: 'resolved',
  delayHours: 1,
  quiet: { from: '03:00', to: '04:00' },
  capDays: 30,
  sample: 1,
  reminderDays: 2,
  language: 'en',
})

export async function openWorld(): Promise<World> {
  const clock = NOW
  const before = new Date(clock.getTime() - 96 * HOUR_MS)
  const scope = await aWorkspace({ now: before })
  const survey = '01890000-0000-7000-8000-0000000000aa'
  await saveSurvey(scope, survey, SURVEY)
  await switchSurvey(scope, survey, true)
  // So little that it runs out.
  await savePolicy(scope, { agentMonthMinor: 12_000, customerMinor: 8_000, actMinor: 5_000 })
  current = {
    scope,
    clock,
    acked: new Map(),
    unread: [],
    erasedAt: new Map(),
    unsubscribedAt: new Map(),
    promises: [],
    replies: [],
    sent: [],
    answers: [],
    ledger: [],
  }
  return current
}

/** The scope of the owner, at the world’s time. */
export const now = ({ scope, clock }: World): Scope => ({ ...scope, now: clock })
export const personOf = ({ scope }: World, who: number) =>
  customerIdOf(scope.workspace.id, { kind: 'email', value: emailOf(who) })

/** Message `k` is the same whenever it comes: of whom, when, and in which words. */
export function messageOf(k: number): { who: number; entry: IncomingEntry } {
  const who = k % PEOPLE.length
  const isAnswer = k % 4 === 3
  const base = {
    source: 'simulation',
    messageId: `m-${k}`,
    at: new Date(NOW.getTime() - (40 - k) * HOUR_MS),
    identities: [{ kind: 'email' as const, value: emailOf(who), verified: true }],
    channel: 'email' as const,
    conversation: `talk-${who}`,
  }
  const entry: IncomingEntry = isAnswer
    ? {
        ...base,
        kind: 'message_out',
        author: { kind: 'agent', name: 'Jo Park' },
        text: 'I’ll check back by Friday.',
      }
    : { ...base, kind: 'message_in', text: TEXTS[k % TEXTS.length] ?? '' }
  return { who, entry }
}

/** Something that happens; a torn call is told to the sender as a failure, and the sender does it again. */
export type Tear = { readonly n: number; readonly when: 'before' | 'after' } | null
export async function withTear<T>(tear: Tear, act: () => Promise<T>): Promise<T> {
  if (tear) {
    let done: { value: T } | undefined
    await tearing(tear.n, tear.when, async () => {
      done = { value: await act() }
    })
    if (done) return done.value
  }
  return act()
}

/** Takes words in as a sender does, who repeats what was not answered. */
export async function say(w: World, entries: readonly IncomingEntry[], tear: Tear): Promise<void> {
  const verdicts: Verdict[] = await withTear(tear, () => recordEntries(now(w), entries))
  const stored = verdicts.flatMap((verdict, i) => {
    const entry = entries[i]
    if (!entry || verdict.outcome === 'refused') throw new Error(`refused: ${JSON.stringify(verdict)}`)
    const who = Number(/canary-(\d)/.exec(entry.identities[0]?.value ?? '')?.[1])
    if (!w.erasedAt.has(who)) w.acked.set(entry.messageId, entry)
    return verdict.outcome === 'stored' ? [{ id: verdict.entryId, customerId: verdict.customerId }] : []
  })
  // Where the first attempt stored it and its answer was lost, its announcement stands in the database all the same.
  if (stored.length > 0) w.unread.push(recordedBody(stored, false))
}

/** Reads one announcement as every subscriber does; the same one twice where its worker was killed before it was done. */
export async function readOne(w: World, at: number, tear: Tear): Promise<void> {
  const [body] = w.unread.splice(at % Math.max(1, w.unread.length), 1)
  if (body === undefined) return
  await withTear(tear, async () => {
    await noticeRecorded(now(w), [body])
    await observeRecorded(now(w), [body])
    await openInvitations(now(w), [body])
  })
}

const parts = (w: World) => ({
  db: w.scope.db,
  log: openLog('silent'),
  workspaceOf: async (no: number) => (no === w.scope.workspace.no ? w.scope.workspace : undefined),
})

export const lookAtPromises = (w: World, tear: Tear) =>
  withTear(tear, () => lookForDue({ ...parts(w), clock: async () => w.clock }))
export const lookAtReplies = (w: World, tear: Tear) =>
  withTear(tear, () => lookOnce({ ...parts(w), clock: () => w.clock }))
export const lookAtSurveys = (w: World, tear: Tear) =>
  withTear(tear, () => sendDue(now(w), 'https://care.example'))

/** She asks to be forgotten, and is. What was on its way to be read is read afterwards. */
export async function erase(w: World, who: number): Promise<void> {
  await erasePerson(now(w), personOf(w, who), 'desk')
  w.erasedAt.set(who, w.clock)
  for (const [id, entry] of w.acked) if (entry.identities[0]?.value === emailOf(who)) w.acked.delete(id)
}
