/** What crosses the wire for the privacy desk: what is held, requests with their due dates, retention, the audit log, and the published form of an export. */
import { z } from 'zod'

export const KINDS_OF_DATA = ['identity', 'said', 'noticed', 'facts', 'promises', 'acts', 'mail', 'files', 'workings', 'accounts'] as const // prettier-ignore
export const KindOfData = z.enum(KINDS_OF_DATA)
export type KindOfData = z.infer<typeof KindOfData>

export const RequestKind = z.enum(['export', 'correct', 'restrict', 'object', 'erase'])
export type RequestKind = z.infer<typeof RequestKind>
/** GDPR: one month. CCPA: 45 days. */
export const Law = z.enum(['gdpr', 'ccpa'])
export type Law = z.infer<typeof Law>
/** How it was made sure that she is the one she says she is. */
export const CheckedHow = z.enum(['known_address', 'signed_in', 'document', 'operator'])
export const RefusedBecause = z.enum(['not_identified', 'legal_duty', 'withdrawn'])

export const Held = z.object({
  kind: KindOfData,
  label: z.string(),
  words: z.string(),
  count: z.number().int(),
  /** What stays after an erasure, and why. */
  kept: z.string().nullable(),
})
export type Held = z.infer<typeof Held>

export const Receipt = z.object({
  at: z.string(),
  by: z.string(),
  /** Rows by kind of data; for an export those given, for an erasure those taken out. */
  rows: z.record(z.string(), z.number()),
  total: z.number().int(),
  /** What to do elsewhere: systems we do not reach. */
  elsewhere: z.array(z.string()),
})
export type Receipt = z.infer<typeof Receipt>

export const PrivacyRequest = z.object({
  id: z.string(),
  customer: z.object({ id: z.string(), /** Null once she is erased. */ name: z.string().nullable() }),
  kind: RequestKind,
  law: Law,
  openedAt: z.string(),
  openedBy: z.string(),
  dueAt: z.string(),
  standing: z.enum(['open', 'soon', 'late', 'done', 'refused']),
  checked: z.object({ at: z.string(), by: z.string(), how: CheckedHow }).nullable(),
  settled: z.object({ at: z.string(), by: z.string(), reason: RefusedBecause.nullable() }).nullable(),
  receipt: Receipt.nullable(),
})
export type PrivacyRequest = z.infer<typeof PrivacyRequest>

export const Consequence = z.object({ kind: RequestKind, title: z.string(), words: z.array(z.string()) })

export const DeskAnswer = z.object({
  customer: z.object({
    id: z.string(),
    name: z.string().nullable(),
    city: z.string().nullable(),
    country: z.string().nullable(),
    identities: z.array(z.object({ kind: z.string(), value: z.string() })),
  }),
  held: z.array(Held),
  holds: z.array(z.object({ kind: z.enum(['restriction', 'objection']), since: z.string(), by: z.string() })),
  requests: z.array(PrivacyRequest),
  consequences: z.array(Consequence),
})
export type DeskAnswer = z.infer<typeof DeskAnswer>

export const OpenRequest = z.strictObject({ kind: RequestKind })
export const CheckRequest = z.strictObject({ how: CheckedHow })
export const RefuseRequest = z.strictObject({ reason: RefusedBecause })
/** The fields a customer may have corrected here; what is left out stays. */
export const Correction = z.strictObject({
  name: z.string().trim().min(1).max(200).optional(),
  city: z.string().trim().min(1).max(200).optional(),
  country: z.string().trim().min(1).max(200).optional(),
  language: z.string().trim().min(1).max(60).optional(),
})
export type Correction = z.infer<typeof Correction>
/** Needed by `correct` and by nothing else. */
export const FulfilRequest = z.strictObject({ fields: Correction.optional() })

export const ListRequests = z.object({
  of: z.enum(['open', 'settled', 'all']).default('all'),
  limit: z.coerce.number().int().min(1).max(200).default(100),
})

/** One kind of data as the page "What is stored, and for how long" shows it. */
export const StoredKind = z.object({
  kind: KindOfData,
  label: z.string(),
  words: z.string(),
  purpose: z.string(),
  count: z.number().int(),
  oldest: z.string().nullable(),
  /** Days it is kept; null for as long as she is a customer. */
  days: z.number().int().nullable(),
  daysByDefault: z.number().int().nullable(),
  mayChange: z.boolean(),
})
export type StoredKind = z.infer<typeof StoredKind>

export const StoredAnswer = z.object({
  law: Law,
  kinds: z.array(StoredKind),
  /** What lies elsewhere, with its own time. */
  others: z.array(z.object({ label: z.string(), words: z.string(), days: z.number().int().nullable() })),
  changedAt: z.string().nullable(),
  changedBy: z.string().nullable(),
})
export type StoredAnswer = z.infer<typeof StoredAnswer>

/** Changes one kind, or the law; what is left out stays. */
export const ChangeStored = z.strictObject({
  law: Law.optional(),
  kind: KindOfData.optional(),
  days: z.number().int().min(1).max(36_500).nullable().optional(),
})
export type ChangeStored = z.infer<typeof ChangeStored>

/** The published form of what a person is given: every row of each table, with the columns as they are kept. */
export const PersonExport = z.object({
  format: z.literal('spoonful.person.1'),
  madeAt: z.string(),
  brand: z.string(),
  person: z.object({
    ids: z.array(z.string()),
    identities: z.array(z.object({ kind: z.string(), value: z.string() })),
  }),
  /** By table; each row by column. */
  data: z.array(
    z.object({
      kind: KindOfData,
      label: z.string(),
      table: z.string(),
      rows: z.array(z.record(z.string(), z.unknown())),
    }),
  ),
})
export type PersonExport = z.infer<typeof PersonExport>

export const AuditRow = z.object({
  /** Tells the entry in this list. */
  id: z.string(),
  /** Its number in the chain; null while it waits for its seal, some seconds, as its hash. */
  no: z.number().int().nullable(),
  at: z.string(),
  actor: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string() }),
  action: z.string(),
  words: z.string(),
  subject: z.object({ kind: z.string(), id: z.string() }).nullable(),
  hash: z.string().nullable(),
})
export type AuditRow = z.infer<typeof AuditRow>

export const ListAudit = z.object({
  /** The beginning of an action: "grant.", "customer.erased". */
  action: z
    .string()
    .regex(/^[a-z_.]{0,40}$/)
    .optional(),
  subject: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(400).optional(),
})
export type ListAudit = z.infer<typeof ListAudit>

export const AuditCheck = z.object({
  holds: z.boolean(),
  /** Those that wait for their seal with them. */
  entries: z.number().int(),
  unsealed: z.number().int(),
  /** Since when one waits that should have been sealed long ago. */
  lateSince: z.string().nullable(),
  /** The number of the first entry that does not fit. */
  brokenAt: z.number().int().nullable(),
  /** The ends of the chains: kept elsewhere, they show whether a tail was cut off. */
  ends: z.array(z.object({ no: z.number().int(), hash: z.string() })),
})
export type AuditCheck = z.infer<typeof AuditCheck>

/** What is kept about the member who asks. */
export const MineAnswer = z.object({
  member: z.record(z.string(), z.unknown()),
  kinds: z.array(z.object({ label: z.string(), words: z.string(), count: z.number().int(), rows: z.array(z.record(z.string(), z.unknown())) })), // prettier-ignore
})
export type MineAnswer = z.infer<typeof MineAnswer>
