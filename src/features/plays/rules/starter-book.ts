/** The plays the product brings: a starter book for an apparel brand, and a pack for the holidays (S0.53). Data; a workspace changes them. */
import type { Clause, PlayAct, PlayFields } from '../contract.ts'

export type BroughtPlay = PlayFields & {
  readonly id: string
  readonly pack: 'starter' | 'holiday'
  readonly isOn: boolean
}

const kinds = (...anyOf: string[]): Clause => ({ field: 'kind', anyOf })
const rested = (days: number): Clause => ({ field: 'days_since_given', atLeast: days })

const act = (kind: PlayAct['kind'], title: string, over: Partial<PlayAct> = {}): PlayAct => ({
  kind,
  title,
  words: null,
  amountMinor: null,
  when: null,
  ...over,
})

const checkBack = (when: string, title: string, words: string) => act('check_back', title, { when, words })

const starter = (
  id: string,
  fields: Omit<PlayFields, 'who' | 'when'> & { when: Clause[]; none?: Clause[] },
): BroughtPlay => ({
  ...fields,
  id,
  pack: 'starter',
  isOn: true,
  who: 'everyone',
  when: { all: fields.when, none: fields.none ?? [] },
})

const STARTER: readonly BroughtPlay[] = [
  starter('first-order', {
    name: 'A first order',
    when: [kinds('first_order', 'first_time'), { field: 'orders', atMost: 1 }],
    acts: [
      act('gift', 'Put a small extra in the parcel', {
        amountMinor: 500,
        words: 'A pair of our merino liners, with a card: welcome.',
      }),
      act('line', 'Say welcome, and mean it', {
        words: 'Welcome, {{first_name|there}}, and thank you for giving us a first try.',
      }),
    ],
    hope: 'She orders a second time',
  }),
  starter('for-somebody-else', {
    name: 'It is for somebody else',
    when: [kinds('gift', 'gift_order')],
    acts: [
      act('handwritten_note', 'Write the card by hand', {
        words: 'Her words on the card, no price in the box.',
      }),
      act('ask', 'Ask for the words on the card', {
        words: 'Shall we leave the prices out and write a card? Tell me the words.',
      }),
    ],
    hope: 'The one who gets it becomes a customer too',
  }),
  starter('late-parcel', {
    name: 'Where is it?',
    when: [kinds('chasing', 'delivery_delayed', 'no_scan', 'delivery_failed', 'deadline')],
    acts: [
      act('parcel', 'Send a second one by express', {
        amountMinor: 1_800,
        words: 'I’ve sent a second one by express; the late one comes back free.',
      }),
      checkBack(
        'in 2 business days',
        'Promise to check back',
        'I’ll write again in two business days, whatever happens, so you never have to ask.',
      ),
      act('tell_first', 'Tell her before she asks', {
        words: 'I wanted you to hear it from me first: it is running late.',
      }),
    ],
    hope: 'She does not have to write again',
  }),
  starter('asked-twice', {
    name: 'She had to ask twice',
    when: [kinds('repeat_contact', 'asks_again'), rested(30)],
    acts: [
      act('credit', 'Give $10 for the trouble', {
        amountMinor: 1_000,
        words: 'I’ve put a little credit on your account for the trouble of asking twice.',
      }),
      checkBack('in 1 business day', 'Promise to check back', 'I’ll come back to you by then.'),
    ],
    hope: 'She trusts that we read what she writes',
  }),
  starter('broken-promise', {
    name: 'We broke our word',
    when: [kinds('promise_broken')],
    acts: [
      act('credit', 'Make good with $15', {
        amountMinor: 1_500,
        words: 'We said we would and we didn’t, so there is a credit on your account.',
      }),
      checkBack(
        'in 1 business day',
        'Promise again, and keep it',
        'You’ll hear from me by then, for certain.',
      ),
    ],
    hope: 'She believes the next promise',
  }),
  starter('running-out', {
    name: 'A promise is running out',
    when: [kinds('promise_at_risk')],
    acts: [
      act('tell_first', 'Tell her first', {
        words: 'This may take longer than I told you, and I wanted you to hear it from me first.',
      }),
      checkBack('in 1 business day', 'Say by when you know more', 'I’ll write by then with what I know.'),
    ],
    hope: 'She hears it from us and not from the calendar',
  }),
  starter('pet', {
    name: 'An animal was mentioned',
    when: [kinds('pet')],
    acts: [
      act('ask', 'Ask for a picture', { words: 'We’d love to see a picture of {{pet|your companion}}.' }),
      act('handwritten_note', 'A card with a paw on it', {
        words: 'For {{pet|the four-legged one}}, with a paw drawn on it.',
      }),
    ],
    hope: 'She writes back only to say something nice',
  }),
  starter('life-event', {
    name: 'A wedding, a birthday, a baby',
    when: [kinds('wedding', 'birthday', 'baby')],
    acts: [
      act('handwritten_note', 'A card for the day', {
        words: 'A card for {{event|the day}}, signed by all of us.',
      }),
      act('line', 'Be glad with her', { words: 'I hope {{event|the day}} is a lovely one.' }),
    ],
    hope: 'She remembers who was glad with her',
  }),
  starter('loyal', {
    name: 'She has been with us for long',
    when: [kinds('loyal', 'loyal_years'), { field: 'orders', atLeast: 3 }, rested(90)],
    acts: [
      act('handwritten_note', 'Thank her by hand', {
        words: 'Thank her for {{years|all these}} years, by hand.',
      }),
      act('credit', 'Give $20 to thank her', {
        amountMinor: 2_000,
        words: 'There is a small credit on your account, simply to say thank you.',
      }),
    ],
    hope: 'She stays, and knows that we noticed',
  }),
  starter('sent-back-twice', {
    name: 'Two came back',
    when: [kinds('returned_twice')],
    acts: [
      act('exchange_request', 'Arrange the exchange for her', {
        words: 'Send the next size before the other comes back.',
      }),
      act('ask', 'Ask what did not fit', {
        words: 'What was it that didn’t fit? Then I can tell you which one will.',
      }),
    ],
    hope: 'The next one stays',
  }),
  starter('lost-toy', {
    name: 'Something dear was lost',
    when: [kinds('lost_item')],
    acts: [
      act('step', 'Look for it where it may be', {
        words: 'The returns shelf, the parcel, the carrier’s depot.',
      }),
      act('step', 'Take pictures of its holiday and write the note', {
        words: 'As if it had stayed for fun: three pictures and a few lines by hand.',
      }),
      checkBack(
        'in 2 business days',
        'Say that you are looking',
        'I’ll tell you in two business days what we found.',
      ),
    ],
    hope: 'She tells it for years',
  }),
  starter('bad-mark', {
    name: 'A bad review or mark',
    when: [kinds('bad_review', 'survey_low'), rested(30)],
    acts: [
      act('credit', 'Make good with $15', {
        amountMinor: 1_500,
        words: 'I’ve put a credit on your account; it doesn’t undo it, and I wanted to do something.',
      }),
      checkBack(
        'in 3 business days',
        'Ask again when it is solved',
        'I’ll ask you then whether it is right.',
      ),
    ],
    hope: 'She gives us a second chance',
  }),
  starter('solved-well', {
    name: 'It was solved well',
    when: [kinds('thanks', 'praise', 'shoutout'), { field: 'resolved_well', is: true }],
    acts: [
      act('line', 'Thank her for saying so', {
        words: 'Thank you for taking the time to write this; it made our day.',
      }),
    ],
    hope: 'She tells somebody',
  }),
]

const holiday = (id: string, fields: Omit<PlayFields, 'who' | 'when'> & { when: Clause[] }): BroughtPlay => ({
  ...fields,
  id,
  pack: 'holiday',
  isOn: false,
  who: 'everyone',
  when: { all: fields.when, none: [] },
})

const season = (from: string, to: string): Clause => ({ field: 'season', from, to })

const HOLIDAY: readonly BroughtPlay[] = [
  holiday('holiday-wrap', {
    name: 'Wrapped for the holidays',
    when: [kinds('gift', 'gift_order'), season('11-15', '12-24')],
    acts: [
      act('gift', 'Wrap it, leave the prices out', {
        amountMinor: 300,
        words: 'Wrapping paper, ribbon, no price in the box.',
      }),
    ],
    hope: 'It looks like a present when it arrives',
  }),
  holiday('holiday-cutoff', {
    name: 'It has to be there by the day',
    when: [kinds('chasing', 'deadline', 'delivery_delayed', 'no_scan'), season('12-08', '12-24')],
    acts: [
      act('parcel', 'Upgrade to express', {
        amountMinor: 1_800,
        words: 'I’ve upgraded it to express so that it is there before the day.',
      }),
      checkBack('in 1 business day', 'Promise to watch it', 'I’ll watch it and write tomorrow.'),
    ],
    hope: 'It is under the tree in time',
  }),
  holiday('holiday-first', {
    name: 'First order of the season',
    when: [kinds('first_order'), season('11-15', '12-31')],
    acts: [
      act('discount', 'Give $10 for January', {
        amountMinor: 1_000,
        words: 'For the quiet weeks after: {{code}} takes $10 off in January.',
      }),
    ],
    hope: 'She comes back when it is quiet',
  }),
  holiday('holiday-returns', {
    name: 'It did not fit the one who got it',
    when: [kinds('sizing', 'returned_twice', 'gift'), season('12-26', '01-20')],
    acts: [
      act('exchange_request', 'Exchange without the receipt', {
        words: 'Exchange it for the size she wants; no receipt needed until 20 January.',
      }),
    ],
    hope: 'The present stays a present',
  }),
]

/** Every play the product brings, in the order in which they are offered. */
export const BROUGHT_PLAYS: readonly BroughtPlay[] = [...STARTER, ...HOLIDAY]
