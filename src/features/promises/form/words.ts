/** Every word of the public contact form, in English; one object more for each language. */

export const WORDS = {
  title: (brand: string) => `Write to us · ${brand}`,
  heading: 'Write to us',
  lead: 'A person reads every word and signs the answer.',
  name: 'Your name',
  email: 'Your e-mail',
  order: 'Order number',
  optional: 'If you have it',
  orderHint: 'It is in your order e-mail and on the parcel. No number? We will find it.',
  message: 'What can we do?',
  photo: 'A photo',
  photoOptional: 'If it helps',
  choosePhoto: 'Drop it here, or choose a file',
  dropPhoto: 'Take it away',
  chooseAgain: 'Please choose your photo again: a browser does not keep it.',
  send: 'Send to the team',
  trap: 'Leave this empty',
  answerBy: 'We will answer by',

  promise: 'Our promise',
  by: 'by',
  youWrite: (time: string) => `you write, ${time}`,
  dueBy: (time: string) => `by ${time}`,
  nth: ['day one', 'day two', 'day three', 'day four', 'day five', 'day six', 'day seven'],
  stripStart: (day: string, time: string) => `You write on ${day} at ${time}.`,
  stripClosed: (days: string) => ` Closed on ${days}.`,
  stripDue: (day: string, time: string) => ` Due on ${day} by ${time}.`,
  yourTime: (zone: string) => `Your time, ${zone}.`,
  ourTime: (zone: string) => `Our time, ${zone}.`,
  hours: (hours: string, zone: string | null) => `We are here ${hours}${zone === null ? '' : ` (${zone})`}`,
  closedFor: (days: string) => `, and closed on ${days}`,
  to: (from: string, till: string) => `${from} to ${till}`,
  and: ' and ',
  everyDay: 'every day',
  aroundTheClock: 'around the clock',
  kept: (kept: string, settled: string) => `kept in the last 30 days: ${kept} of ${settled}.`,
  missed: (count: number, late: string) =>
    count === 1
      ? `The one we missed waited ${late} more.`
      : `The ${NUMBERS[count] ?? count} we missed waited a median of ${late} more.`,
  usual: (weekday: string | null, within: string) =>
    `${weekday === null ? 'Most' : `On a ${weekday} most`} answers come within ${within}.`,
  countOn: 'The promise is what you can count on.',
  late: 'If we are going to be late, we tell you first.',
  noChase: 'You will never have to chase us.',
  hurry: 'In a hurry?',
  spared: (inTen: number) => `${inTen} in 10 who open it do not need to write.`,
  noTime: 'We read every message in the order it came.',

  sentTitle: 'We have your message',
  sentLead: (name: string) => `Thank you, ${name}.`,
  sentPlain: 'Thank you.',
  reference: 'Your reference',
  keepReference: 'Keep it in case you write again; we find you by your e-mail too.',
  youWrote: 'You wrote',
  photoCame: 'Your photo came with it.',
  photoUnread: 'Your photo could not be read, and did not come with it. Your words did.',
  writeAgain: 'Write about something else',

  asideTitle: 'A person looks at it first',
  aside:
    'Your message looks like one that a machine sent. It is not lost: somebody looks at it by hand, and only then does our promise begin.',

  asidePhoto: 'The photo is not kept with it.',

  problemTitle: 'Your message has not been sent yet',
  mail: (email: string) => `Or write to ${email}.`,
  nothingLost: 'Nothing you typed is lost.',
  problems: {
    name: 'Tell us your name, so that we know whom we are writing to.',
    email: 'This does not look like an e-mail address, and we would have nowhere to answer.',
    message: 'Tell us in a few words what we can do.',
    long: 'That is longer than we can take at once: 10,000 letters at most.',
    photoLarge: 'That photo is too large for us: 15 MB at most.',
    photoKind: 'That is no photo we can read. A JPEG, PNG or WebP is.',
  },
  again: 'Please press Send once more. It helps us to tell people from machines.',
  busy: 'Many messages came from where you are. Please try again in some minutes.',
  failed: 'Something went wrong on our side. Please press Send again.',
  offline: 'There is no connection just now. Please press Send again.',
} as const

const NUMBERS: Readonly<Record<number, string>> = { 2: 'two', 3: 'three', 4: 'four', 5: 'five', 6: 'six', 7: 'seven', 8: 'eight', 9: 'nine' } // prettier-ignore

export type Words = typeof WORDS
