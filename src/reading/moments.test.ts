/** Hard cases of reading customers: what looks like a moment and is none, and what must be seen through noise. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { languageOf, MOMENT_KINDS, noticeMoments, readableLanguages, READ_LIMIT } from './index.ts'

const kindsIn = (text: string, agents?: readonly string[]): string[] =>
  noticeMoments(text, agents ? { agents } : {}).moments.map(({ kind }) => kind)

describe('a denied fact is no fact', () => {
  test.each([
    ['pet', 'I don’t have a dog, I was asking for the policy.'],
    ['pet', 'We do not own any pets.'],
    ['upset', "I'm not angry, I just want to know."],
    ['upset', 'I am not upset at all'],
    ['baby', 'I am not pregnant.'],
    ['birthday', 'No, it is not my birthday.'],
    ['complaint', 'No problems so far'],
    ['complaint', 'There were no delays and nothing was missing'],
    ['hardship', 'Nobody was injured'],
    ['gift', 'It is not a gift.'],
    ['churn', 'I am not leaving you'],
    ['confusion', 'I am not confused'],
    ['praise', 'It is not a great product'],
    ['thanks', 'No thanks'],
    ['first_time', 'This is not my first order'],
    ['deadline', 'No rush, whenever you can'],
    ['reflection_ease_good', 'It was not so easy'],
  ])('no %s in "%s"', (kind, text) => expect(kindsIn(text)).not.toContain(kind))
})

describe('a look-alike is not the thing', () => {
  test.each([
    ['pet', 'The hot dog was cold'],
    ['pet', 'It is one of my pet peeves'],
    ['pet', 'Raining cats and dogs here'],
    ['baby', 'It made me look pregnant'],
    ['baby', 'The baby blue one is in stock'],
    ['baby', 'A baby was crying behind us'],
    ['wedding', 'Great for weddings and parties'],
    ['wedding', 'Perfect for a summer wedding'],
    ['moving', 'They moved me to seat 21D'],
    ['moving', 'Our gate was moved twice'],
    ['moving', 'My flight was moved to 9pm'],
    ['churn', 'Never flying another airline, you are the best!'],
    ['hardship', 'I am sick of waiting'],
    ['hardship', 'My phone battery died'],
    ['hardship', 'October is breast cancer awareness month'],
    ['hardship', 'I will pass on these pants'],
    ['hardship', 'My account was disabled'],
    ['gift', 'How do I use my gift card?'],
    ['gift', 'A free upgrade as an early Christmas present?'],
    ['trip', 'How much is a round trip ticket?'],
    ['chasing', 'Where can I buy this dress?'],
    ['chasing', 'I can’t wait to wear it!'],
    ['chasing', 'I waited for it to go on sale'],
    ['deadline', 'Bad internet connection at home'],
    ['deadline', 'My flight leaves at 9pm'],
    ['loyal', 'Love the gold buttons'],
    ['loyal', 'How do I reach gold status?'],
    ['sizing', 'True to size and fits perfectly'],
    ['sizing', 'The seats are too small on this plane'],
    ['body', 'My bag weighs 50 lbs'],
    ['first_time', 'It shrank the first time I washed it'],
    ['confusion', 'How dare you!'],
    ['thanks', 'Happy Thanksgiving everyone'],
    ['birthday', 'He came in his birthday suit'],
    ['upset', 'Insanely good tacos!!'],
    ['lost_item', 'I lost my patience'],
    ['unsubscribe', 'I did not receive your email'],
    ['wants_human', 'I spoke to an agent yesterday'],
    ['distress', 'Is this an emergency exit row?'],
  ])('no %s in "%s"', (kind, text) => expect(kindsIn(text)).not.toContain(kind))
})

describe('thanks in the same breath as a failure is sarcasm', () => {
  test.each([
    'Thanks for losing my bag',
    'Thanks @airline for putting my bag on the wrong plane.',
    'Great job cancelling our flight',
    'Thanks for nothing',
    'Way to go, another delayed flight',
    'Thanks for ruining our honeymoon',
  ])('"%s" is upset and no thanks', (text) => {
    expect(kindsIn(text)).toContain('upset')
    expect(kindsIn(text)).not.toContain('thanks')
  })
  test.each([
    'Thanks for getting us home after the cancelled flight',
    'Thank you so much for finding my lost bag!',
  ])('"%s" is meant', (text) => expect(kindsIn(text)).toContain('thanks'))
  test('thanks that closes a request is politeness', () => {
    expect(kindsIn('Can you check my order please? Thanks')).not.toContain('thanks')
  })
})

describe('only what the writer wrote this time counts', () => {
  test.each([
    [
      'a quoted reply',
      'It arrived today.\n\nOn Mon, 3 Mar 2025 at 10:02, Shop <help@shop.example> wrote:\n> Where is my dog?',
    ],
    ['quoted lines', 'It arrived today.\n> my dog was ill\n> and I am furious'],
    ['an Outlook head', 'It arrived today.\n\nFrom: Ann\nSent: Monday\nMy dog is ill and I am furious'],
    ['a forwarded head', 'See below.\n---------- Forwarded message ----------\nMy dog is ill'],
    ['a signature', 'It arrived today.\n-- \nAnn Miller\nMy dog and I love you'],
    [
      'a French head',
      'C’est arrivé.\n\nLe lun. 3 mars 2025 à 10:02, Boutique <a@b.example> a écrit :\n> mon chien',
    ],
    ['a phone’s signature', 'It arrived today.\nSent from my iPhone\nmy dog'],
  ])('%s is passed over', (_what, text) => {
    expect(kindsIn(text)).not.toContain('pet')
    expect(kindsIn(text)).not.toContain('upset')
  })
  test('an answer below the quotation is read, and its quote points into the mail as it came', () => {
    const text = 'On Mon, Ann wrote:\n> Do you have a cat?\n\nYes, my dog sleeps on it.'
    const pet = noticeMoments(text).moments.find(({ kind }) => kind === 'pet')
    expect(text.slice(pet!.start, pet!.end)).toBe(pet!.quote)
    expect(pet!.quote).toContain('dog')
  })
})

describe('typography does not hide a moment', () => {
  test.each([
    ['pet', 'We’re getting a “new” puppy … 🐶👩‍👩‍👧'],
    ['body', 'I’m 5’2″ and petite'],
    ['body', 'I am 5 ft 3 and 120 lbs'],
    ['body', 'I am 163 cm tall'],
    ['birthday', 'it’s my bday tmrw!!'],
    ['upset', 'SOOOO frustrated!!!!'],
    ['upset', 'what a day #flyingsucks'],
    ['churn', '#NeverAgain @airline'],
    ['thanks', 'thx so much for ur help!'],
    ['chasing', 'Where is\u00a0my order?'],
    ['chasing', 'still havent recieved my pkg or my refund'],
    ['wedding', '<p>Our honeymoon &amp; more</p>'],
  ])('%s in "%s"', (kind, text) => {
    const moment = noticeMoments(text).moments.find((each) => each.kind === kind)
    expect(moment?.kind).toBe(kind)
    expect(text.slice(moment!.start, moment!.end)).toBe(moment!.quote)
  })
})

describe('a language without a pack is named and left alone', () => {
  test.each([
    ['it', 'Dove è il mio ordine? Non è ancora arrivato, grazie'],
    ['nl', 'Waar is mijn bestelling? Ik heb het pakket nog niet ontvangen'],
    ['pt', 'Onde está o meu pedido? Ainda não recebi, obrigado'],
    ['pl', 'Gdzie jest moje zamówienie? Dzień dobry, proszę o pomoc'],
    ['ru', 'Где мой заказ? Я очень расстроена'],
    ['ar', 'أين طلبي؟ لم يصل بعد'],
    ['he', 'איפה ההזמנה שלי'],
    ['ja', '注文はどこですか？まだ届いていません'],
    ['zh', '我的订单在哪里'],
    ['ko', '제 주문은 어디에 있나요'],
    ['und', '12345 67890'],
  ])('%s: "%s"', (language, text) => expect(noticeMoments(text)).toEqual({ language, moments: [] }))
  test.each([
    ['es', 'Mi perro rompió el paquete y todavía no he recibido respuesta'],
    ['fr', 'Où est ma commande ? C’est un cadeau pour ma mère'],
    ['de', 'Wo bleibt meine Bestellung? Sie ist ein Geschenk für meine Mutter'],
  ])('%s is read', (language, text) => {
    expect(noticeMoments(text).language).toBe(language)
    expect(noticeMoments(text).moments.length).toBeGreaterThan(1)
    expect(readableLanguages).toContain(language)
  })
  test('an English text with a foreign word stays English', () => {
    expect(languageOf('I ordered the déjà vu dress from La Boutique and it is lovely')).toBe('en')
  })
})

describe('employees are praised by the roster’s names', () => {
  const agents = ['Priya Shah', 'Elizabeth Moore', 'Danielle Ortiz', 'Will Young']
  test.each([
    ['Priya was so helpful today', true],
    ['Thank you Lizzie, you were amazing with my return', true],
    ['Big thanks to Daniele for sorting this out', true],
    ['I spoke with Priya. She was wonderful and patient', true],
    ['Hi Priya, where is my order? Thanks', false],
    ['Thanks to Corrine for the help', false],
    ['I will say the service was great', false],
    ['Priya was rude to me', false],
  ])('"%s": %s', (text, praised) => expect(kindsIn(text, agents).includes('shoutout')).toBe(praised))
  test('without a roster a place or a brand is nobody', () => {
    expect(kindsIn('Thanks Amazon! Boston was amazing')).not.toContain('shoutout')
    expect(kindsIn('Shout out to Priya at the desk')).toContain('shoutout')
  })
})

test('grief, illness and pregnancy are marked delicate', () => {
  const delicate = (text: string): boolean =>
    noticeMoments(text).moments.some((moment) => moment.delicate === true)
  expect(delicate('My father passed away last week')).toBe(true)
  expect(delicate('I am 7 months pregnant')).toBe(true)
  expect(delicate('I love this dress')).toBe(false)
})

test('a very long text is read from its beginning and in finite time', () => {
  const text = `My dog loves it. ${'It is fine. '.repeat(90_000)}It is my birthday.`
  expect(text.length).toBeGreaterThan(1_000_000)
  const { moments } = noticeMoments(text)
  expect(moments.map(({ kind }) => kind)).toContain('pet')
  expect(moments.every(({ end }) => end <= READ_LIMIT)).toBe(true)
})

const HOSTILE = [
  'a',
  '!',
  '?!',
  ' ',
  '\n',
  '>',
  '> ',
  '"',
  "'",
  '#',
  '@',
  '9',
  "5'",
  '🐶',
  '\u200d',
  '\ud83d',
  'not ',
  'too ',
  'my ',
  'I am ',
  'is it ',
  'still no reply ',
  'never again ',
  'why ',
  'On Monday wrote:\n',
  'From: x\nSent: y\n',
  '<div>',
  '&nbsp;',
  'aGVsbG8gd29ybGQ',
  '((((',
  '#neveragain',
  'WTF ',
  'مرحبا ',
  'é',
  '\u0000',
  '--\n',
  '- ',
  '5 ft ',
  '@a #b ',
  'no, ',
] as const

test.each(HOSTILE)('a message of nothing but %j is survived', (piece) => {
  const text = piece.repeat(Math.ceil(40_000 / piece.length))
  const { moments } = noticeMoments(text, { agents: ['Priya', 'Danielle'] })
  for (const { quote, start, end } of moments) expect(text.slice(start, end)).toBe(quote)
})

test('whatever a customer writes, every quote is hers, each kind comes once, and in order', () => {
  const words = fc.constantFrom(
    'my',
    'dog',
    'not',
    'WTF',
    '!!',
    'where',
    'is',
    'order',
    '’',
    '🐶',
    '\n> ',
    '5\'4"',
    '#fail',
    'İ',
    'ß',
    '@x',
    '. ',
    'thanks',
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(words, { maxLength: 60 }).map((list) => list.join(' ')),
  )
  fc.assert(
    fc.property(text, (message) => {
      const { moments } = noticeMoments(message)
      for (const { quote, start, end, score, kind } of moments) {
        expect(message.slice(start, end)).toBe(quote)
        expect(quote).not.toBe('')
        expect(score > 0 && score <= 1).toBe(true)
        expect(MOMENT_KINDS).toContain(kind)
      }
      expect(new Set(moments.map(({ kind }) => kind)).size).toBe(moments.length)
      expect(moments.map(({ start }) => start)).toEqual(
        moments.map(({ start }) => start).sort((a, b) => a - b),
      )
    }),
    { numRuns: 500 },
  )
})
