/** What crosses the wire about complaints: the register, one complaint with its story, its causes, and the figures. */
import { z } from 'zod'
import { TimelineEntry } from '#features/timeline/contract.ts'

export const ComplaintStanding = z.enum(['open', 'acting', 'resolved', 'closed', 'withdrawn'])
export type ComplaintStanding = z.infer<typeof ComplaintStanding>

/** Why she left, or said she would: what we did, or what we sold. */
export const ChurnReason = z.enum(['service', 'product'])
export type ChurnReason = z.infer<typeof ChurnReason>

export const Complaint = z.object({
  id: z.string(),
  customer: z.object({ id: z.string(), name: z.string() }),
  origin: z.enum(['moment', 'score', 'review', 'hand']),
  /** Her words, cut for a list, or what was written down by hand; null where a score came without any. */
  words: z.string().nullable(),
  isQuoted: z.boolean(),
  channel: z.string().nullable(),
  openedAt: z.string(),
  owner: z.object({ id: z.string(), name: z.string() }).nullable(),
  cause: z.object({ id: z.string(), name: z.string() }).nullable(),
  firstActAt: z.string().nullable(),
  firstAct: z.string().nullable(),
  /** Minutes from its opening to the first act. */
  actedWithinMinutes: z.number().nullable(),
  resolvedAt: z.string().nullable(),
  resolution: z.string().nullable(),
  answers: z.number().nullable(),
  reopenedCount: z.number(),
  churnReason: ChurnReason.nullable(),
  closedAt: z.string().nullable(),
  standing: ComplaintStanding,
})
export type Complaint = z.infer<typeof Complaint>

export const ListComplaints = z.object({
  standing: z.enum(['waiting', 'resolved', 'closed', 'all']).default('waiting'),
  owner: z.enum(['me', 'nobody', 'all']).default('all'),
  cause: z.string().max(80).optional(),
  customer: z.string().max(60).optional(),
  isReopened: z.stringbool().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(400).optional(),
})
export type ListComplaints = z.infer<typeof ListComplaints>

export const ComplaintsAnswer = z.object({ items: z.array(Complaint), next: z.string().nullable() })

export const ComplaintDetail = z.object({
  complaint: Complaint,
  story: z.array(
    z.object({
      at: z.string(),
      what: z.string(),
      words: z.string().nullable(),
      by: z.string().nullable(),
    }),
  ),
  /** The conversation, or the entry it was said in, oldest first. */
  conversation: z.array(TimelineEntry),
  /** Where it can be made good: the moment with its plays, while that is open; what its kind offers. */
  recovery: z.object({ momentId: z.string().nullable(), acts: z.array(z.string()) }),
  /** Other complaints of hers within 90 days. */
  others: z.number(),
})
export type ComplaintDetail = z.infer<typeof ComplaintDetail>

export const TakeDownComplaint = z.strictObject({
  customerId: z.string().max(60),
  words: z.string().trim().min(3).max(2_000),
  conversationId: z.string().max(60).nullable().default(null),
})
export const OwnComplaint = z.strictObject({ memberId: z.string().max(60).nullable() })
export const SetComplaintCause = z.strictObject({ causeId: z.string().max(80).nullable() })
export const ActOnComplaint = z.strictObject({ words: z.string().trim().min(2).max(1_000) })
export const ResolveComplaint = z.strictObject({
  words: z.string().trim().min(2).max(2_000),
  /** Set where she left, or said that she would. */
  churnReason: ChurnReason.nullable().default(null),
})
export type ResolveComplaint = z.infer<typeof ResolveComplaint>
export const CloseComplaint = z.strictObject({ outcome: z.enum(['closed', 'not_a_complaint']) })

/** A cause; two levels. */
export const ComplaintCause = z.object({
  id: z.string(),
  parentId: z.string().nullable(),
  name: z.string(),
  /** Of the last 90 days. */
  count: z.number(),
})
export type ComplaintCause = z.infer<typeof ComplaintCause>
export const SaveCause = z.strictObject({
  name: z.string().trim().min(2).max(60),
  parentId: z.string().max(80).nullable(),
  /** Kept for the complaints that have it, offered no more. */
  isArchived: z.boolean().default(false),
})
export type SaveCause = z.infer<typeof SaveCause>

const Share = z.object({
  count: z.number(),
  of: z.number(),
  share: z.number(),
  low: z.number(),
  high: z.number(),
})

export const ComplaintFigures = z.object({
  days: z.number(),
  waiting: z.number(),
  unowned: z.number(),
  notActedOn: z.number(),
  /** Minutes to the first act: the middle one and the middle half, of those acted on. */
  firstAct: z.object({ median: z.number(), from: z.number(), to: z.number(), of: z.number() }).nullable(),
  /** First contact resolution; `definition` says what counts. */
  firstContact: Share.nullable(),
  definition: z.string(),
  /** Complaints not yet old enough to count for it. */
  tooEarly: z.number(),
  reopened: Share.nullable(),
  /** Bad experiences per customer heard of, and the share who had one at all. */
  badExperience: z.object({ perCustomer: z.number(), had: Share, twice: z.number() }).nullable(),
  churn: z.object({ service: z.number(), product: z.number(), serviceShare: Share.nullable() }),
})
export type ComplaintFigures = z.infer<typeof ComplaintFigures>
