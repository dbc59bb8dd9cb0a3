/** What crosses the wire when a composer opens: the acts offered for a moment with cost and reason, and what is around them. */
import { z } from 'zod'
import { ActKind, Ask, Decider, MoneyAmount } from './autonomy.ts'
import { AddAct, Presence, Reply, SavedDraft, Task } from './replies.ts'

export const Offer = z.object({
  /** The same for the same offer of this moment: "play:first-order:1", "anecdote:…", "basic:apologise". */
  id: z.string(),
  kind: ActKind,
  /** A Tabler icon in kebab case. */
  icon: z.string(),
  title: z.string(),
  /** Why it is offered, with what it rests on: "From your anecdotes · “you are 5′2 too” · last used 12 Sep". */
  why: z.string(),
  /** What enters the reply when it is added; null where nothing does. */
  words: z.string().nullable(),
  /** What it costs; null for words. */
  cost: MoneyAmount.nullable(),
  source: z.enum(['play', 'own', 'basic']),
  /** The play it comes from, and what that play hopes to change. */
  play: z.object({ id: z.string(), name: z.string(), hope: z.string() }).nullable(),
  /** Who must say yes; "own" where nobody has to. */
  needs: Decider,
  /** Why it can't be added now; null where it can: "Her question comes first". */
  disabled: z.string().nullable(),
  /** Something to know before adding: "She was given $10 nine days ago". */
  warning: z.string().nullable(),
  /** What to send back in `SendReply.acts` when it is added; amounts and words may be changed. */
  act: AddAct,
})
export type Offer = z.infer<typeof Offer>

/** One call fills the composer. */
export const Composer = z.object({
  momentId: z.string(),
  /** In the order of the keys 1 to 9; what can't be added stands last. */
  offers: z.array(Offer),
  /** "More acts": what can always be done, amounts to be chosen. */
  more: z.array(Offer),
  /** Words she does not want to catch herself at, to be marked in the text. */
  avoid: z.array(z.string()),
  /** The asker's own money this month. */
  budget: z.object({
    currency: z.string(),
    limitMinor: z.number(),
    leftMinor: z.number(),
    /** Left for this customer and for one act: the least of the three is what can be given now. */
    customerLeftMinor: z.number(),
    actMinor: z.number(),
  }),
  /** "Goes out as Priya, by e-mail". */
  goesOut: z.object({
    as: z.string(),
    channel: z.string(),
    label: z.string(),
    address: z.string(),
    subject: z.string().nullable(),
    /** Nothing leaves from here: the words are copied to where the conversation is. */
    isByHand: z.boolean(),
  }),
  /** The first draft: the macro of this kind filled in, in the agent's voice. Empty where it is to be written from scratch. */
  draft: z.object({
    text: z.string(),
    macro: z.object({ id: z.string().nullable(), name: z.string() }).nullable(),
    /** Where the agent's own words belong; `isRequired`: it can't be sent empty. */
    personal: z.object({ at: z.number().int(), isRequired: z.boolean() }).nullable(),
  }),
  /** Why this one is to be written by a person from scratch (S0.27); null for most. */
  fromScratch: z.object({ because: z.string() }).nullable(),
  /** What she asked and nobody has answered yet; null where nothing is open. */
  openQuestion: z.string().nullable(),
  saved: SavedDraft.nullable(),
  others: z.array(Presence),
  asks: z.array(Ask),
  replies: z.array(Reply),
  tasks: z.array(Task),
  /** A language model may propose a line here. Off unless set up. */
  mayPropose: z.boolean(),
})
export type Composer = z.infer<typeof Composer>

/** A line the language model proposes, where one is set up; it goes nowhere by itself. */
export const LineProposal = z.object({
  line: z.string(),
  /** What it rests on: the fact as it is shown, and the very words of it that were used. */
  cites: z.array(z.object({ fact: z.string(), quote: z.string() })),
  /** Always shown beside it: "Proposed by MODEL. Check it; nothing is sent by itself." */
  label: z.string(),
})
export type LineProposal = z.infer<typeof LineProposal>
