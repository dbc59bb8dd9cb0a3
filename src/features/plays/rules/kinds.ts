/** What each kind of act is: its words, whether it costs, and what carries it out. Data only. */
import type { ActKind, Decider } from '../contract.ts'

export type KindOfAct = {
  readonly label: string
  /** The second line of the matrix: what the kind is about. */
  readonly detail: string
  /** A Tabler icon in kebab case. */
  readonly icon: string
  /** Whether it needs an amount, which counts against the budget. */
  readonly costs: boolean
  /**
   * words: they stand in the reply, nothing else happens. note: among ourselves. promise: made as the reply goes. shop: by the
   * shop where one is connected, else a task. task: somebody's hands.
   */
  readonly by: 'words' | 'note' | 'promise' | 'shop' | 'task'
  /** Who decides in a workspace that has not said otherwise. */
  readonly decider: Decider
  /** Whether it stands in the matrix of who decides; what is only words never needs anybody. */
  readonly isDecided: boolean
}

const words = (label: string, detail: string, icon: string): KindOfAct => ({
  label,
  detail,
  icon,
  costs: false,
  by: 'words',
  decider: 'own',
  isDecided: false,
})

export const KINDS_OF_ACTS: Readonly<Record<ActKind, KindOfAct>> = {
  line: {
    ...words('A line or anecdote of your own', 'Personality welcome, no wording rules', 'quote'),
    isDecided: true,
  },
  anecdote: words('Your anecdote', 'Something true of yourself that fits', 'quote'),
  ask: words('A question', 'Asked because you want to know', 'message-question'),
  education: words('A review or short video', 'From the library, where it answers what was asked', 'school'),
  tell_first: words('Tell them first', 'A delay told before it is found out', 'speakerphone'),
  note: {
    label: 'A note',
    detail: 'For whoever writes next',
    icon: 'note',
    costs: false,
    by: 'note',
    decider: 'own',
    isDecided: false,
  },
  check_back: {
    label: 'A promise with a date',
    detail: 'Business hours are worked out for you',
    icon: 'clock-check',
    costs: false,
    by: 'promise',
    decider: 'own',
    isDecided: true,
  },
  credit: {
    label: 'Courtesy credit',
    detail: 'Inside the limits above',
    icon: 'coin',
    costs: true,
    by: 'shop',
    decider: 'own',
    isDecided: true,
  },
  discount: {
    label: 'Discount code',
    detail: 'Inside the limits above, counted at its full worth',
    icon: 'discount-2',
    costs: true,
    by: 'shop',
    decider: 'own',
    isDecided: true,
  },
  gift: {
    label: 'A small gift',
    detail: 'Goods at what they cost us; somebody packs it',
    icon: 'gift',
    costs: true,
    by: 'task',
    decider: 'own',
    isDecided: true,
  },
  handwritten_note: {
    label: 'A handwritten note',
    detail: 'Somebody writes it and ticks it off',
    icon: 'writing',
    costs: false,
    by: 'task',
    decider: 'own',
    isDecided: true,
  },
  parcel: {
    label: 'Faster shipping or a second parcel',
    detail: 'Inside the limits above',
    icon: 'package',
    costs: true,
    by: 'task',
    decider: 'own',
    isDecided: true,
  },
  refund_request: {
    label: 'Refund outside the rules',
    detail: 'A colleague says yes or no within the hour',
    icon: 'receipt-refund',
    costs: false,
    by: 'task',
    decider: 'peer',
    isDecided: true,
  },
  exchange_request: {
    label: 'An exchange',
    detail: 'Somebody arranges it in the shop',
    icon: 'replace',
    costs: false,
    by: 'task',
    decider: 'own',
    isDecided: true,
  },
  gesture: {
    label: 'A gesture outside every rule',
    detail: 'With your reasoning and an estimate of what it costs',
    icon: 'heart-handshake',
    costs: true,
    by: 'task',
    decider: 'own',
    isDecided: true,
  },
  step: {
    label: 'A step for a colleague',
    detail: 'One of several, each ticked off by its owner',
    icon: 'list-check',
    costs: false,
    by: 'task',
    decider: 'own',
    isDecided: false,
  },
}

/** Acts that may be the agent's own words in a reply: with one of these it counts as personal. */
export const PERSONAL_KINDS: ReadonlySet<ActKind> = new Set(['line', 'anecdote', 'ask'])

/** Gifts and money: not offered while what she asked is open, nor beside a hard time. */
export const GIVING_KINDS: ReadonlySet<ActKind> = new Set(['credit', 'discount', 'gift'])
