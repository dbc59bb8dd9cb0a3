/** The kinds of data in words: what each is, what it is kept for, and for how long unless a workspace says otherwise. Pure. */
import type { KindOfData } from '../contract.ts'

type Described = {
  readonly label: string
  readonly words: string
  readonly purpose: string
  /** Days; null for as long as she is a customer. */
  readonly days: number | null
  /** Whether a workspace may set the time. */
  readonly mayChange: boolean
}

const YEARS_3 = 1_096

export const DESCRIBED: Readonly<Record<KindOfData, Described>> = {
  identity: {
    label: 'Who she is',
    words: 'Name, place, language, addresses and numbers, and what joined them',
    purpose: 'To know her across channels',
    days: YEARS_3,
    mayChange: true,
  },
  said: {
    label: 'What she said and did',
    words: 'Messages, orders, returns, surveys, reviews, page views',
    purpose: 'To answer her with her history at hand',
    days: YEARS_3,
    mayChange: true,
  },
  noticed: {
    label: 'What was noticed',
    words: 'Moments with the words they rest on, and what was done about them',
    purpose: 'To show an agent what matters now',
    days: YEARS_3,
    mayChange: true,
  },
  facts: {
    label: 'What is remembered',
    words:
      'Facts with their source and expiry, and her consents; what a person confirmed stays until you set a time',
    purpose: 'To be kind with what she told us; delicate facts only with her consent',
    days: 180,
    mayChange: true,
  },
  promises: {
    label: 'What we promised her',
    words: 'Promises, their due dates and how they ended',
    purpose: 'To keep our word',
    days: YEARS_3,
    mayChange: true,
  },
  acts: {
    label: 'What we wrote and gave',
    words: 'Replies, small acts, tasks, asks among colleagues, half-written replies',
    purpose: 'To carry a kindness through',
    days: YEARS_3,
    mayChange: true,
  },
  mail: {
    label: 'Envelopes of mail',
    words: 'Message-IDs, subjects and addresses; the words are on the timeline',
    purpose: 'To keep threads together and to send nothing twice',
    days: 731,
    mayChange: true,
  },
  files: {
    label: 'Imported files',
    words: 'Files as they were sent, and the lines set aside',
    purpose: 'To finish an import and to look at what was refused',
    days: 30,
    mayChange: true,
  },
  workings: {
    label: 'Work in passing',
    words: 'Announcements not worked off, answers kept for a retry, refused items, ids of messages',
    purpose: 'To lose nothing and to store nothing twice',
    days: 30,
    mayChange: false,
  },
  accounts: {
    label: 'Accounts',
    words: 'The book of money and the audit log: ids, amounts and times, no words',
    purpose: 'To account for money and for access; kept when she is erased',
    days: null,
    mayChange: false,
  },
}

export type Keeps = Partial<Record<KindOfData, number | null>>

/** Days a kind is kept under a workspace's settings. */
export function daysOf(kind: KindOfData, keeps: Keeps): number | null {
  const { days, mayChange } = DESCRIBED[kind]
  const set = keeps[kind]
  return mayChange && set !== undefined ? set : days
}

/** What lies outside of the tables, for the page that says what is stored. */
export const ELSEWHERE_STORED: readonly { label: string; words: string; days: number | null }[] = [
  { label: 'The log', words: 'One line for each fault and for who was refused, with ids, the asker’s address and without words; it goes to standard error, and whoever runs Spoonful decides how long it is kept. Keep it 30 days at most.', days: 30 }, // prettier-ignore
  { label: 'Drafts in a browser', words: 'A reply half written, on the machine of the agent who writes it.', days: 30 }, // prettier-ignore
  {
    label: 'Sign-in sessions',
    words: 'Which browser of which member, from when to when; a month beyond its end.',
    days: 60,
  },
  { label: 'Backups', words: 'Everything as it was. The list of the erased is replayed when one is brought back.', days: null }, // prettier-ignore
]

/** Systems of others that an erasure here does not reach. */
export const ELSEWHERE_HELD: readonly string[] = [
  'The mailbox itself: delete her mail with your mail provider.',
  'The shop, Chatwoot and other tools her data came from: erase her there too, or they will tell us of her again.',
  'Backups made before: she is taken out when one is brought back.',
]
