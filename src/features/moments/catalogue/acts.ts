/** The small acts that can be offered beside a moment, as data. Words are the agent's to change; none promises, spends or sends. */
import type { ActId } from './declaration.ts'

export type ActDeclaration = {
  readonly kind: 'line' | 'note' | 'ask'
  readonly icon: string
  readonly title: string
  /** A template; null for a note. */
  readonly words: string | null
  readonly why: string
}

export const ACTS: Readonly<Record<ActId, ActDeclaration>> = {
  apologise: {
    kind: 'line',
    icon: 'heart-handshake',
    title: 'Say sorry for the one thing',
    words: '[I’m sorry you had to write {often}.|I’m sorry this went wrong for you.]',
    why: 'A plain apology for what happened, without a “but”',
  },
  own_it: {
    kind: 'line',
    icon: 'user-check',
    title: 'Take it over by name',
    words: 'I’m taking this over myself, and I’ll stay with it until it’s done.',
    why: 'Nobody should explain it to a third person',
  },
  look_it_up: {
    kind: 'line',
    icon: 'map-search',
    title: 'Say where it is right now',
    words: '[I’ve just looked up order #{order}: |I’ve just looked it up: ]',
    why: 'The fact first; the waiting is worse than the delay',
  },
  plain_steps: {
    kind: 'line',
    icon: 'list-numbers',
    title: 'Write the steps out',
    words: 'Here is how it goes, in three steps: ',
    why: 'The question was how, so no link to a help page',
  },
  anecdote: {
    kind: 'line',
    icon: 'quote',
    title: 'A line of your own',
    words: '',
    why: 'Something true of yourself that fits these words',
  },
  ask_pet: {
    kind: 'ask',
    icon: 'paw',
    title: '[Greet {pet}|Ask the pet’s name]',
    words: '[How is {pet}? Give {pet} a scratch behind the ears from me.|What’s your pet’s name?]',
    why: '[{pet} was mentioned|An animal was mentioned, and not its name]',
  },
  ask_picture: {
    kind: 'ask',
    icon: 'camera',
    title: 'Ask for a picture',
    words: '[We’d love to see a picture of {pet}.|We’d love to see a picture.]',
    why: 'People like to show them, and it’s the nicest reply of your day',
  },
  wish_well: {
    kind: 'line',
    icon: 'leaf',
    title: 'Wish well',
    words: 'I hope all goes well, and that you get a quiet evening after it.',
    why: 'A piece of a life was told',
  },
  congratulate: {
    kind: 'line',
    icon: 'confetti',
    title: '[Be glad about {event}|Be glad too]',
    words: '[I hope {event} is a lovely day.|I’m so happy for you.]',
    why: 'One warm sentence, then to the matter',
  },
  say_thanks: {
    kind: 'line',
    icon: 'mood-smile',
    title: 'Thank back',
    words: 'Thank you for taking the time to write this; it made our day.',
    why: 'Few write when something went well',
  },
  pass_thanks: {
    kind: 'line',
    icon: 'speakerphone',
    title: 'Pass it on, and say so',
    words: 'I’ve passed your words on to the one they are about.',
    why: 'Praise belongs to the person first',
  },
  welcome: {
    kind: 'line',
    icon: 'sparkles',
    title: 'Say welcome',
    words: 'Welcome, and thank you for giving us a try.',
    why: 'There is one first time',
  },
  ask_gift: {
    kind: 'ask',
    icon: 'gift',
    title: 'Ask about the card',
    words: 'Shall we leave the prices out and write a card? Tell me the words.',
    why: 'It goes to somebody else',
  },
  be_kind: {
    kind: 'line',
    icon: 'heart',
    title: 'A kind sentence, nothing else',
    words: 'I’m so sorry. Please don’t worry about anything on our side.',
    why: 'Not the moment to solve or to sell',
  },
  ask_why: {
    kind: 'ask',
    icon: 'message-question',
    title: 'Ask one honest question',
    words: 'May I ask what we should have done?',
    why: 'The answer is worth more than the order',
  },
  tell_first: {
    kind: 'line',
    icon: 'speakerphone',
    title: 'Tell them first',
    words: 'This may take longer than I told you, and I wanted you to hear it from me first.',
    why: 'A delay that is told in time is forgiven; one that is found out is not',
  },
  note: { kind: 'note', icon: 'note', title: 'Leave a note', words: null, why: 'For whoever writes next' },
}
