import { describe, expect, test } from 'vitest'
import { factsOf, sameness } from './facts.ts'
import { petIn } from './pets.ts'
import { aReadEntry } from '#testing/read-entry.ts'
import type { StoredSign } from './shapes.ts'

const ZONE = 'America/New_York'

function signIn(text: string, kind: string, quote: string, more: Partial<StoredSign> = {}): StoredSign {
  const start = text.indexOf(quote)
  return { kind, quote, start, end: start + quote.length, by: 'test', score: 0.9, ...more }
}
const factIn = (
  text: string,
  kind: string,
  quote: string,
  more: Partial<StoredSign> = {},
  delicate: string[] = [],
) =>
  factsOf(aReadEntry({ body: text }), [signIn(text, kind, quote, more)], {
    delicate: new Set(delicate),
    zone: ZONE,
    consented: new Set(),
  })[0]

describe('what is remembered of what she said', () => {
  test.each([
    ['Even my greyhound Pickle approves', 'pet', 'my greyhound', 'Has a greyhound called Pickle'],
    ['Our cat, Miso, sleeps on it', 'pet', 'Our cat', 'Has a cat called Miso'],
    ['Biscuit, my old dog, loves it', 'pet', 'my old dog', 'Has a dog called Biscuit'],
    ['we have an Akita called Yuki', 'pet', 'an Akita', 'Has an akita called Yuki'],
    ['my dogs love it', 'pet', 'my dogs', 'Has dogs'],
    ['My dog loves it', 'pet', 'My dog', 'Has a dog'],
    ["I'm 5'2 and wear XS petite.", 'body', "I'm 5'2 and wear XS petite", "5'2 and wear XS petite"],
    ['for my sister’s wedding', 'wedding', 'sister’s wedding', 'Sister’s wedding'],
    ['our wedding is in May', 'wedding', 'our wedding', 'Wedding'],
    ['it is for my mum’s 70th birthday', 'birthday', 'mum’s 70th birthday', 'Mum’s 70th birthday'],
    ['We are moving to New Haven soon', 'moving', 'moving to', 'Moving to New Haven'],
    ['We just moved to Denver.', 'moving', 'just moved to', 'Moved to Denver'],
    ['we are moving house', 'moving', 'moving house', 'Moving home'],
    ['a present for my brother-in-law', 'gift', 'a present', 'Bought a gift for brother-in-law'],
    ['with a toddler at home', 'baby', 'a toddler', 'Has a toddler'],
  ])('%s', (text, kind, quote, value) => expect(factIn(text, kind, quote)?.value).toBe(value))

  test('a wedding with a day is remembered until a month after it', () => {
    const text = 'my sister’s wedding on the 29th'
    const fact = factIn(text, 'wedding', 'sister’s wedding', { on: '2025-11-29' })
    expect(fact).toMatchObject({ value: 'Sister’s wedding, Sat 29 Nov', standing: 'confirmed' })
    expect(fact?.expiresAt).toEqual(new Date('2025-12-30T05:00:00Z'))
  })

  test('what the rule is unsure of is a guess', () => {
    expect(factIn('My dog loves it', 'pet', 'My dog', { score: 0.6 })?.standing).toBe('guess')
  })

  test.each([
    ['hardship', 'my surgery last week', []],
    ['distress', 'I can’t go on', []],
    ['baby', 'I am pregnant', ['baby']],
    ['chasing', 'where is it', []],
    ['gift', 'a present', []],
  ])('%s: “%s” is not written down', (kind, text, delicate) => {
    expect(factIn(text, kind, text, {}, delicate)).toBeUndefined()
  })

  test('the same dog is one dog, however it is written', () => {
    expect(sameness({ kind: 'pet', value: 'Has a dog called Biscuit' })).toBe(
      sameness({ kind: 'pet', value: 'has a dog, called  biscuit' }),
    )
    expect(sameness({ kind: 'pet', value: 'Has a dog' })).not.toBe(
      sameness({ kind: 'pet', value: 'Has a cat' }),
    )
  })

  test.each([
    ['my dog ate it', undefined],
    ['My dog is a rescue', undefined],
    ['my dog Thanks to you', undefined],
    ['the dog named Bo', 'Bo'],
    ['my dog’s name is Otis', 'Otis'],
  ])('the name in “%s”', (text, name) => expect(petIn(text, text, text).name).toBe(name))
})
