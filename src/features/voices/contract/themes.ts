/** What crosses the wire about what customers say: themes with counts and trend, voices with their words, thanks by name. */
import { z } from 'zod'
import { TimelineEntry } from '#features/timeline/contract.ts'

export const THEME_KINDS = ['complaint', 'praise', 'help', 'idea'] as const
export const ThemeKind = z.enum(THEME_KINDS)
export type ThemeKind = z.infer<typeof ThemeKind>

export const VOICE_SOURCES = ['survey', 'message', 'review', 'community', 'call'] as const
export const VoiceSource = z.enum(VOICE_SOURCES)
export type VoiceSource = z.infer<typeof VoiceSource>

/** Voices that are open in public are counted so far; there may be more. */
export const MOST_OPEN = 1_000

/** How many and how long is for the rules to say, in a sentence (rules/phrases.ts). */
const Phrases = z.array(z.string().trim())
/** A theme as people edit it: a comment belongs to it when it holds one of `any` and none of `none`; `return*` is any word with that beginning. */
export const ThemeDefinition = z.object({
  name: z.string().trim().min(1).max(80),
  kind: ThemeKind,
  place: z.string().trim().max(60),
  any: Phrases,
  none: Phrases,
})
export type ThemeDefinition = z.infer<typeof ThemeDefinition>

export const AskThemes = z.object({
  days: z.coerce.number().int().min(1).max(84).default(30),
  source: VoiceSource.optional(),
})

export const Feeling = z.object({ negative: z.number(), neutral: z.number(), positive: z.number() })
export type Feeling = z.infer<typeof Feeling>

/** Change against as many days before. `percent` is null for what was not said before; `isSteady` where chance alone would do it. */
export const ThemeChange = z.object({
  percent: z.number().nullable(),
  isSteady: z.boolean(),
  before: z.number(),
})
export type ThemeChange = z.infer<typeof ThemeChange>

export const ThemeRow = z.object({
  id: z.string(),
  name: z.string(),
  kind: ThemeKind,
  place: z.string(),
  origin: z.enum(['starter', 'own', 'found']),
  isPinned: z.boolean(),
  isHidden: z.boolean(),
  count: z.number(),
  /** Of all comments of the period, 0 to 1; a comment may belong to several themes. */
  share: z.number(),
  /** Comments a week, the last twelve, oldest first. */
  trend: z.array(z.number()),
  change: ThemeChange,
  feeling: Feeling,
})
export type ThemeRow = z.infer<typeof ThemeRow>

export const ThemesAnswer = z.object({
  days: z.number(),
  total: z.number(),
  /** Comments of as many days before. */
  totalBefore: z.number(),
  sources: z.array(z.object({ source: VoiceSource, count: z.number() })),
  themes: z.array(ThemeRow),
  unthemed: z.object({ count: z.number(), share: z.number() }),
  openNegatives: z.number(),
})
export type ThemesAnswer = z.infer<typeof ThemesAnswer>

/** A part of the paragraph: plain words, a figure that opens what it counts, a theme's name, a quote that stands in its comment word for word. */
export const SaidPart = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('words'), text: z.string() }),
  z.object({
    kind: z.literal('figure'),
    text: z.string(),
    /** `*` every comment, `-` those of no theme. */
    themeId: z.string(),
    feeling: z.enum(['negative']).nullable(),
  }),
  z.object({ kind: z.literal('theme'), text: z.string(), themeId: z.string() }),
  z.object({ kind: z.literal('quote'), text: z.string(), voiceId: z.string(), themeId: z.string() }),
])
export type SaidPart = z.infer<typeof SaidPart>
export const SaidAnswer = z.object({
  days: z.number(),
  total: z.number(),
  /** The whole as plain text. */
  text: z.string(),
  parts: z.array(SaidPart),
  /** The language model that may be asked to write it instead; null where none is switched on for it. */
  writer: z.string().nullable(),
})
export type SaidAnswer = z.infer<typeof SaidAnswer>

/** What a language model made of the same counts and quotes: all of it checked, or nothing, and why. */
export const WrittenAnswer = z.object({
  parts: z.array(SaidPart).nullable(),
  text: z.string().nullable(),
  label: z.string().nullable(),
  because: z.string().nullable(),
})
export type WrittenAnswer = z.infer<typeof WrittenAnswer>

export const VoiceRow = z.object({
  id: z.string(),
  at: z.string(),
  customerId: z.string(),
  conversationId: z.string().nullable(),
  source: VoiceSource,
  channel: z.string().nullable(),
  rating: z.string().nullable(),
  customer: z.string().nullable(),
  text: z.string(),
  mark: z.object({ start: z.number(), end: z.number() }).nullable(),
  feeling: z.enum(['negative', 'neutral', 'positive']),
  closed: z.object({ how: z.enum(['replied', 'nothing_needed']), at: z.string() }).nullable(),
})
export type VoiceRow = z.infer<typeof VoiceRow>

/** One voice in its place. */
export const VoiceDetail = z.object({
  voice: VoiceRow,
  closedBy: z.string().nullable(),
  /** The themes it belongs to, with the words by which it does. */
  themes: z.array(
    z.object({ id: z.string(), name: z.string(), mark: z.object({ start: z.number(), end: z.number() }) }),
  ),
  /** Whether `around` is the conversation it was said in; else it is what happened with her before and after. */
  isConversation: z.boolean(),
  /** Oldest first, the voice among them. */
  around: z.array(TimelineEntry),
  /** The moment that was noticed in it. */
  momentId: z.string().nullable(),
})
export type VoiceDetail = z.infer<typeof VoiceDetail>

/** `id` is another than was asked for where that one was merged: the old id leads on. */
export const ThemeDetail = z.object({
  id: z.string(),
  definition: ThemeDefinition,
  origin: z.enum(['starter', 'own', 'found']),
  isPinned: z.boolean(),
  isHidden: z.boolean(),
  /** Who changed it last, and when; null where nobody did. */
  changed: z.object({ at: z.string(), by: z.string() }).nullable(),
  /** Themes that went into it, to be taken out again. */
  merged: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Comments that were kept as examples, newest first. */
  examples: z.array(VoiceRow),
  /** Of the newest comments of the period, at most 2,000. */
  read: z.number(),
  people: z.number(),
  /** The words by which comments belong here, most common first. */
  words: z.array(z.object({ words: z.string(), count: z.number() })),
  verbatims: z.array(VoiceRow),
})
export type ThemeDetail = z.infer<typeof ThemeDetail>

export const CUTS = ['product', 'channel', 'segment', 'touchpoint'] as const
export const CutBy = z.enum(CUTS)
export type CutBy = z.infer<typeof CutBy>
export const AskCuts = AskThemes.pick({ days: true }).extend({ by: CutBy })
export type AskCuts = z.infer<typeof AskCuts>
/** How often a theme is said at one value, of how many comments there. `share` null: too few to say; `apart` where it differs from everywhere else beyond chance. */
export const ThemeCut = z.object({
  key: z.string(),
  label: z.string(),
  count: z.number(),
  of: z.number(),
  share: z.object({ share: z.number(), low: z.number(), high: z.number() }).nullable(),
  apart: z.enum(['more', 'less']).nullable(),
})
export type ThemeCut = z.infer<typeof ThemeCut>
export const CutsAnswer = z.object({
  by: CutBy,
  days: z.number(),
  items: z.array(ThemeCut),
  /** Further values that are not listed. */
  more: z.number(),
})
export type CutsAnswer = z.infer<typeof CutsAnswer>

export const AskTheme = AskThemes.extend({
  words: z.string().max(200).optional(),
  feeling: z.enum(['negative', 'neutral', 'positive']).optional(),
})
export type AskTheme = z.infer<typeof AskTheme>

export const AskVoices = z.object({ list: z.enum(['open_negative']) })
/** How a customer sounds, from the oldest of her newest comments on. `before` of `of` felt like the last three. */
export const CustomerTone = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      at: z.string(),
      source: VoiceSource,
      feeling: z.enum(['negative', 'neutral', 'positive']),
    }),
  ),
  turn: z.enum(['worse', 'better']).nullable(),
  before: z.number().int(),
  of: z.number().int(),
})
export type CustomerTone = z.infer<typeof CustomerTone>

export const VoicesAnswer = z.object({ items: z.array(VoiceRow), next: z.string().nullable() })
export type VoicesAnswer = z.infer<typeof VoicesAnswer>
export const CloseVoice = z.object({ how: z.enum(['replied', 'nothing_needed']) })

export const Thanks = z.object({
  voiceId: z.string(),
  memberId: z.string(),
  name: z.string(),
  isMine: z.boolean(),
  isShared: z.boolean(),
  voice: VoiceRow,
})
export type Thanks = z.infer<typeof Thanks>
/** `thisMonth` counts all thanks by name; the words of what is not shared are hers alone. */
export const ThanksAnswer = z.object({ thisMonth: z.number(), items: z.array(Thanks) })
export type ThanksAnswer = z.infer<typeof ThanksAnswer>
export const ShareThanks = z.object({ isShared: z.boolean() })
