/** What crosses the wire about replies and the acts that go with them: held, sent, undone; tasks; drafts; who else is here. */
import { z } from 'zod'
import { ActKind, MoneyAmount } from './autonomy.ts'

/**
 * One act added to a reply. `words` as they stand in the reply for acts of words; the text of a note; what to write on a
 * card; a task's description. What a kind needs beyond it: credit, discount, parcel, gift: `amountMinor`; check_back:
 * `when` as typed; gesture: `amountMinor` as the estimate and `reason`; step: `ownerId` and `title`.
 */
export const AddAct = z.strictObject({
  kind: ActKind,
  /** The offer it came from, as `Offer.id`. */
  offerId: z.string().max(120).optional(),
  title: z.string().min(1).max(200).optional(),
  words: z.string().max(4_000).optional(),
  amountMinor: z.number().int().positive().max(1_000_000_000).optional(),
  /** Why, for the ledger. */
  reason: z.string().max(2_000).optional(),
  when: z.string().min(1).max(120).optional(),
  /** Who does a task; the sender where it is left out. */
  ownerId: z.string().max(60).optional(),
  anecdoteId: z.string().max(60).optional(),
  educationId: z.string().max(60).optional(),
  /** A colleague's yes, for what the policy asks one for. */
  askId: z.string().max(60).optional(),
})
export type AddAct = z.infer<typeof AddAct>

/** Press send. Text and acts go together: if an act fails, no word goes out. An empty text sends no message, only acts. */
export const SendReply = z.strictObject({
  /** Makes pressing twice one reply; a UUID the page made when the composer opened or after the last send. */
  key: z.string().min(8).max(100),
  momentId: z.string().max(60),
  text: z.string().max(100_000),
  subject: z.string().max(500).optional(),
  acts: z.array(AddAct).max(12).default([]),
  macroId: z.string().max(60).optional(),
  /** What the macro was before the agent wrote: to know how much of the reply is hers. */
  macroText: z.string().max(100_000).optional(),
  /** Where the personal slot's words stand in the text; UTF-16 offsets. */
  personal: z.strictObject({ start: z.number().int().min(0), end: z.number().int().min(0) }).optional(),
  /** The composer said that a person writes this one from scratch, and one did. */
  fromScratch: z.boolean().default(false),
  /** Settles the moment as done with it; undoing opens it again. */
  isDone: z.boolean().default(false),
  /** Seconds from the first key to send, for the team's figure; never shown per person. */
  secondsSpent: z.number().int().min(0).max(86_400).optional(),
  /** 10 unless the agent has set 30. */
  holdSeconds: z.union([z.literal(10), z.literal(30)]).default(10),
})
export type SendReply = z.infer<typeof SendReply>

/**
 * held: can be undone until `heldUntil`. sending: being handed over, or waiting to be tried again (`problem` says why).
 * sent. unsure: the provider may or may not have it; it is asked again while `nextTryAt` stands, then a person says.
 * failed: certainly not out, and a person must change something. undone: taken back, nothing went out.
 */
export const ReplyState = z.enum(['held', 'sending', 'sent', 'unsure', 'failed', 'undone'])
export type ReplyState = z.infer<typeof ReplyState>

export const ActState = z.enum(['held', 'doing', 'done', 'unsure', 'failed', 'undone'])
export type ActState = z.infer<typeof ActState>

export const SmallAct = z.object({
  id: z.string(),
  kind: ActKind,
  label: z.string(),
  title: z.string(),
  words: z.string().nullable(),
  money: MoneyAmount.nullable(),
  state: ActState,
  /** Why it failed or is unsure: "Shopify said “address needs a street number”." */
  problem: z.string().nullable(),
  /** What came of it: the discount code, the promise, the task. */
  code: z.string().nullable(),
  promiseId: z.string().nullable(),
  taskId: z.string().nullable(),
  grantId: z.string().nullable(),
})
export type SmallAct = z.infer<typeof SmallAct>

export const Reply = z.object({
  id: z.string(),
  momentId: z.string(),
  customer: z.object({ id: z.string(), name: z.string() }),
  text: z.string(),
  subject: z.string().nullable(),
  channel: z.object({ name: z.string(), label: z.string() }),
  address: z.string(),
  by: z.object({ id: z.string(), name: z.string() }),
  at: z.string(),
  state: ReplyState,
  heldUntil: z.string(),
  sentAt: z.string().nullable(),
  problem: z.string().nullable(),
  tries: z.number(),
  nextTryAt: z.string().nullable(),
  /** Nothing goes out of the workspace just now, and this was about to. */
  isKeptBack: z.boolean(),
  isDone: z.boolean(),
  /** Something in it is the agent's own: a line, an anecdote, words in the personal slot. */
  isPersonal: z.boolean(),
  acts: z.array(SmallAct),
})
export type Reply = z.infer<typeof Reply>

export const ListReplies = z.object({
  moment: z.string().max(60).optional(),
  customer: z.string().max(60).optional(),
  /** `stuck`: failed or unsure, waiting for somebody. */
  of: z.enum(['all', 'stuck', 'held']).default('all'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type ListReplies = z.infer<typeof ListReplies>

/** Try a failed or unsure reply again, with its acts or without some of them, perhaps with other words. */
export const TryAgain = z.strictObject({
  without: z.array(z.string().max(60)).max(12).default([]),
  text: z.string().max(100_000).optional(),
})
export type TryAgain = z.infer<typeof TryAgain>

/** A person has looked: it did reach her, or it did not. */
export const SettleReply = z.strictObject({ outcome: z.enum(['sent', 'not_sent']) })
export type SettleReply = z.infer<typeof SettleReply>

/** Something somebody has to do with her hands: a card to write, a parcel, a refund, a step of a play. */
export const Task = z.object({
  id: z.string(),
  kind: ActKind,
  label: z.string(),
  title: z.string(),
  words: z.string().nullable(),
  money: MoneyAmount.nullable(),
  customer: z.object({ id: z.string(), name: z.string() }),
  momentId: z.string().nullable(),
  owner: z.object({ id: z.string(), name: z.string(), initials: z.string() }).nullable(),
  by: z.string(),
  madeAt: z.string(),
  /** The step that comes first, while it is not done. */
  waitsFor: z.object({ id: z.string(), title: z.string() }).nullable(),
  done: z.object({ at: z.string(), by: z.string(), words: z.string().nullable() }).nullable(),
})
export type Task = z.infer<typeof Task>

export const ListTasks = z.object({
  of: z.enum(['mine', 'open', 'done']).default('open'),
  kind: ActKind.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
export type ListTasks = z.infer<typeof ListTasks>
export const CompleteTask = z.strictObject({ words: z.string().max(1_000).optional() })
export const OwnTask = z.strictObject({ memberId: z.string().max(60) })

/** A reply half written: the text and which acts were added, as the composer knows them. Kept per person and moment. */
export const DraftFields = z.strictObject({
  text: z.string().max(100_000),
  /** What the composer needs to show its marks again; stored as it is, 20 KB at most. */
  added: z
    .array(z.strictObject({ actId: z.string().max(120), start: z.number().int(), end: z.number().int() }))
    .max(50),
  acts: z.array(AddAct).max(12).default([]),
})
export type DraftFields = z.infer<typeof DraftFields>
export const SavedDraft = DraftFields.extend({ savedAt: z.string() })
export type SavedDraft = z.infer<typeof SavedDraft>

/** Somebody else who has this moment open; told again every 20 s by her page and forgotten after 45 s. */
export const Presence = z.object({
  memberId: z.string(),
  name: z.string(),
  initials: z.string(),
  isWriting: z.boolean(),
  seenAt: z.string(),
})
export type Presence = z.infer<typeof Presence>
export const BePresent = z.strictObject({ isWriting: z.boolean().default(false) })
