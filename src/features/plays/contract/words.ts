/** What crosses the wire about words: an agent's anecdotes and voice, the workspace's macros and library, and how much of what is sent is the agents' own. */
import { z } from 'zod'

export const AnecdoteFields = z.strictObject({
  /** What is true of you: "I'm 5'2", "I wore it to my brother's wedding". */
  fact: z.string().min(1).max(300),
  product: z.string().max(120).nullable().default(null),
  verdict: z.string().max(200).nullable().default(null),
  /** The line as it enters a reply. */
  words: z.string().min(1).max(1_000),
  /** Whether colleagues may see it; nobody else ever sends it. */
  isShared: z.boolean().default(false),
})
export type AnecdoteFields = z.infer<typeof AnecdoteFields>

export const Anecdote = AnecdoteFields.extend({
  id: z.string(),
  member: z.object({ id: z.string(), name: z.string() }),
  isYours: z.boolean(),
  /** Kinds of moment it speaks to, read from its own words. */
  topics: z.array(z.string()),
  /** Times it was told since it was last rewritten. */
  told: z.number(),
  lastToldAt: z.string().nullable(),
  /** Told so often that it is time for a new one. */
  isStale: z.boolean(),
  madeAt: z.string(),
})
export type Anecdote = z.infer<typeof Anecdote>

export const VoiceFields = z.strictObject({
  /** "Hi {{first_name|there}}," */
  greeting: z.string().max(200),
  /** "Warmly,\nPriya" */
  signOff: z.string().max(200),
  /** Words she does not want to catch herself at; the composer marks them. */
  avoid: z.array(z.string().min(1).max(60)).max(50),
})
export type VoiceFields = z.infer<typeof VoiceFields>

export const MacroFields = z.strictObject({
  name: z.string().min(1).max(80),
  kinds: z.array(z.string().max(60)).max(20).default([]),
  /** Variables `{{first_name|there}}`; one place for the agent's own words, `{{personal}}` or `{{personal!}}` (required). */
  template: z.string().min(1).max(10_000),
})
export type MacroFields = z.infer<typeof MacroFields>

export const Macro = MacroFields.extend({
  id: z.string(),
  /** Names it uses; those the product does not know are told, since they can only be filled by their fallback. */
  variables: z.array(z.object({ name: z.string(), isKnown: z.boolean() })),
  personal: z.enum(['none', 'optional', 'required']),
  changedAt: z.string(),
  changedBy: z.string(),
})
export type Macro = z.infer<typeof Macro>

/** A macro filled for one moment. `blank` names what has no value and no fallback: it can't be sent like that. */
export const FilledMacro = z.object({
  text: z.string(),
  personal: z.object({ at: z.number().int(), isRequired: z.boolean() }).nullable(),
  blank: z.array(z.string()),
})
export type FilledMacro = z.infer<typeof FilledMacro>

export const LibraryFields = z.strictObject({
  title: z.string().min(1).max(200),
  sort: z.enum(['review', 'video', 'guide']),
  url: z.url({ protocol: /^https?$/ }).max(2_000),
  /** The line that goes with the link. */
  words: z.string().min(1).max(500),
  products: z.array(z.string().min(1).max(120)).max(20).default([]),
  kinds: z.array(z.string().max(60)).max(20).default([]),
  isUpsell: z.boolean().default(false),
  /** Offered beside the contact form when one of these is typed; none keeps it off the form. */
  formWords: z.array(z.string().trim().min(2).max(40)).max(20).default([]),
})
export type LibraryFields = z.infer<typeof LibraryFields>
export const LibraryItem = LibraryFields.extend({
  id: z.string(),
  /** Opened from the contact form in the last 90 days, and how many wrote all the same. */
  onForm: z.object({ opened: z.number().int(), written: z.number().int() }),
  changedAt: z.string(),
  changedBy: z.string(),
})
export type LibraryItem = z.infer<typeof LibraryItem>

/** How much of what the team sends is its own, over the last 30 days. Never by person (S0.20). */
export const OwnWordsAnswer = z.object({
  days: z.number(),
  sent: z.number(),
  personal: z.number(),
  /** Ratio 0 to 1 with its Wilson 95 % interval; null under 20 replies. */
  share: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** Median seconds from the first key to send, with and without a line of one's own; null under five people or 20 replies. */
  seconds: z.object({ personal: z.number().nullable(), plain: z.number().nullable() }).nullable(),
})
export type OwnWordsAnswer = z.infer<typeof OwnWordsAnswer>
