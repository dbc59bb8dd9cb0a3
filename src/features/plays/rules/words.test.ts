/** Macros, anecdotes, conditions and the basics, as tables of cases. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY_MS } from '#kit/time.ts'
import { Clause } from '../contract.ts'
import { matchAnecdotes, STALE_AFTER, topicsOf, type ToldAnecdote } from './anecdotes.ts'
import { fromScratchBecause, heldBackBecause } from './basics.ts'
import { conditionSentence, fits } from './conditions.ts'
import { FIRST_POLICY } from './policy.ts'
import { situationOf, type Known, type SeenEntry, type SeenMoment, type Situation } from './situation.ts'
import { BROUGHT_PLAYS } from './starter-book.ts'
import { decideWords, fillMacro, hasOwnWords, leftOverIn } from './variables.ts'

const NOW = new Date('2025-11-21T15:42:00Z')
const ago = (days: number) => new Date(NOW.getTime() - days * DAY_MS)

describe('a macro', () => {
  test.each([
    ['Hi {{first_name|there}},', { first_name: 'Maren' }, 'Hi Maren,', []],
    ['Hi {{first_name|there}},', {}, 'Hi there,', []],
    ['Hi {{ First_Name | there }},', { first_name: '  ' }, 'Hi there,', []],
    ['About {{order}}', {}, 'About {{order}}', ['order']],
    ['About {{order|}}.', {}, 'About .', []],
    ['{{a}}{{a}}{{b}}', { b: 'x' }, '{{a}}{{a}}x', ['a']],
    ['{{first_name}}', { first_name: '{{order}}' }, '{{order}}', []],
    ['No {braces} here', {}, 'No {braces} here', []],
  ])('%j with %j is %j', (template, values, text, blank) => {
    expect(fillMacro(template, values)).toMatchObject({ text, blank })
  })

  test('has one place for words of one’s own, which may be required', () => {
    expect(fillMacro('Hi {{first_name}}. {{personal!}} Bye', { first_name: 'Maren' })).toEqual({
      text: 'Hi Maren.  Bye',
      personal: { at: 10, isRequired: true },
      blank: [],
    })
    expect(fillMacro('a {{personal}} b {{personal!}}', {}).personal).toEqual({ at: 2, isRequired: false })
    expect(fillMacro('nothing', {}).personal).toBeUndefined()
  })

  test('never sends what is blank, whatever was typed around it', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        expect(
          decideWords(`${before}{{order}}${after}`, {
            personal: undefined,
            isPersonalRequired: false,
            hasActs: false,
          }),
        ).toMatchObject({ allowed: false, reason: 'variable_blank' })
      }),
    )
    expect(leftOverIn('{{order}} and {{ name }} and {{order}}')).toEqual(['{{order}}', '{{ name }}'])
  })

  test('with an empty required place does not go out; with words in it, it does', () => {
    const asked = { isPersonalRequired: true, hasActs: false }
    expect(decideWords('Hi Maren.  Bye', { ...asked, personal: { start: 10, end: 10 } })).toMatchObject({
      reason: 'personal_slot_empty',
    })
    expect(decideWords('Hi Maren. Bye', { ...asked, personal: undefined })).toMatchObject({
      reason: 'personal_slot_empty',
    })
    expect(
      decideWords('Hi Maren. I danced in mine. Bye', { ...asked, personal: { start: 10, end: 27 } }),
    ).toEqual({
      allowed: true,
    })
  })

  test('sent as it was is not one’s own; four further words make it so', () => {
    const macroText = 'Hi Maren, it is on its way.'
    const personal = undefined
    expect(hasOwnWords(macroText, { macroText, personal })).toBe(false)
    expect(hasOwnWords('Hi Maren, it is on its way. Warmly, Jo', { macroText, personal })).toBe(false)
    expect(hasOwnWords(`${macroText} I danced in mine till two.`, { macroText, personal })).toBe(true)
    expect(hasOwnWords('Written by hand', { macroText: undefined, personal })).toBe(true)
  })
})

describe('an anecdote', () => {
  const story = (over: Partial<ToldAnecdote> = {}): ToldAnecdote => {
    const base = { fact: 'I am 5’2', words: 'I’m 5’2 and these work well for me', ...over }
    return {
      id: 'a',
      product: null,
      verdict: null,
      told: 0,
      lastToldAt: null,
      topics: topicsOf(base),
      ...base,
    }
  }
  const occasion = (over: object = {}) => ({
    kinds: ['sizing'],
    products: [] as string[],
    texts: ["I'm 5'1 and worried the Wren will swallow me"],
    now: NOW,
    ...over,
  })

  test('is read for what it speaks to', () => {
    expect(topicsOf({ fact: 'I am 5’2', words: 'they fit' })).toContain('body')
    expect(topicsOf({ fact: 'I wore it to my brother’s wedding', words: 'We danced till two' })).toContain(
      'wedding',
    )
    expect(topicsOf({ fact: 'Nothing of the kind', words: 'The colour is lovely' })).toEqual([])
  })

  test('fits by build, and says so in her words', () => {
    expect(matchAnecdotes([story()], occasion())).toMatchObject([{ because: ['you are 5′1 too'] }])
    expect(
      matchAnecdotes([story({ fact: 'I am 5’9', words: 'at 5’9 they sit well' })], occasion({ kinds: [] })),
    ).toEqual([])
    expect(matchAnecdotes([story()], occasion({ texts: ['I am 158 cm'] }))).toMatchObject([
      { because: ['you are 158 cm too'] },
    ])
    expect(
      matchAnecdotes(
        [story({ fact: 'petite', words: 'petite as I am' })],
        occasion({ texts: ['I’m petite'] }),
      ),
    ).toMatchObject([{ because: ['petite, like you'] }])
  })

  test('fits by the product asked about; its lead word alone names it', () => {
    const wren = story({ fact: 'worn a lot', words: 'I live in mine', product: 'Wren dress' })
    expect(matchAnecdotes([wren], occasion({ kinds: [] }))).toMatchObject([{ because: ['Wren dress'] }])
    expect(matchAnecdotes([wren], occasion({ kinds: [], texts: ['any dress'] }))).toEqual([])
    expect(
      matchAnecdotes([wren], occasion({ kinds: [], texts: [], products: ['Wren dress, pine'] })),
    ).toHaveLength(1)
  })

  test('that shares most stands first, a rested one before one just told, a stale one last', () => {
    const both = story({ id: 'both', product: 'Wren dress' })
    const build = story({ id: 'build' })
    const justTold = story({ id: 'just', lastToldAt: ago(1), told: 1 })
    const stale = story({ id: 'stale', product: 'Wren dress', told: STALE_AFTER })
    expect(
      matchAnecdotes([stale, justTold, build, both], occasion()).map(({ anecdote }) => anecdote.id),
    ).toEqual(['both', 'build', 'just', 'stale'])
  })
})

const entry = (over: Partial<SeenEntry>): SeenEntry => ({
  at: ago(1),
  kind: 'message_in',
  body: 'Hello',
  authorKind: 'customer',
  conversationId: 'c1',
  data: {},
  ...over,
})
const order = (days: number, over: object = {}) =>
  entry({
    kind: 'order',
    at: ago(days),
    body: null,
    conversationId: null,
    data: {
      order: `1${days}`,
      total: { amountMinor: 14_800, currency: 'USD' },
      products: [{ name: 'Wren dress', quantity: 1 }],
      ...over,
    },
  })
const ours = (days: number) =>
  entry({ kind: 'message_out', authorKind: 'agent', at: ago(days), body: 'It is on its way' })
const aSituation = (
  moment: Partial<SeenMoment> = {},
  history: readonly SeenEntry[] = [],
  known: Partial<Known> = {},
): Situation =>
  situationOf(
    { kind: 'chasing', valence: 'threat', channel: 'email', at: NOW, signs: [], slots: {}, ...moment },
    {
      history,
      lastGivenAt: undefined,
      at: NOW,
      zone: 'America/New_York',
      currency: 'USD',
      conversationId: 'c1',
      ...known,
    },
  )

describe('what is known', () => {
  test('is as it was at that time: what came later does not count', () => {
    const it = aSituation({}, [order(300), order(10), order(-2), ours(3)])
    expect(it).toMatchObject({ orders: 2, spentMinor: 29_600, orderTotalMinor: 14_800, customerDays: 300 })
    expect(aSituation({}, [order(300), order(10)], { at: ago(20) })).toMatchObject({ orders: 1 })
  })

  test('is about the order that was named, else her newest of late', () => {
    const history = [order(10), order(40, { total: { amountMinor: 90_000, currency: 'USD' } })]
    expect(aSituation({ slots: { order: '#140' } }, history).orderTotalMinor).toBe(90_000)
    expect(aSituation({}, history).orderTotalMinor).toBe(14_800)
    expect(aSituation({}, [order(100)]).orderTotalMinor).toBeNull()
    expect(
      aSituation({}, [order(10, { total: { amountMinor: 1, currency: 'EUR' } })]).orderTotalMinor,
    ).toBeNull()
  })

  test('a question is open until a person of ours has answered it', () => {
    const asked = entry({ at: ago(1), body: 'It never came. Where is my order? I wait.' })
    expect(aSituation({}, [asked]).openQuestion).toBe('Where is my order?')
    expect(aSituation({}, [asked, ours(0.5)]).openQuestion).toBeNull()
    expect(aSituation({}, [asked, { ...ours(0.5), data: { automatic: true } }]).openQuestion).toBe(
      'Where is my order?',
    )
    expect(aSituation({}, [entry({ body: 'Hey,\n\nWould you size up? I am a 6.' })]).openQuestion).toBe(
      'Would you size up?',
    )
    expect(
      aSituation({ valence: 'opportunity' }, [entry({ body: 'My dog loves it' })]).openQuestion,
    ).toBeNull()
    expect(
      aSituation({ signs: [{ kind: 'chasing', quote: 'still hasn’t arrived' }] }, [
        entry({ body: 'It still hasn’t arrived.' }),
      ]).openQuestion,
    ).toBe('still hasn’t arrived')
    // What we promised in an automatic reply is quoted by the moment, and is nothing she asked.
    expect(
      aSituation({ signs: [{ kind: 'promise_at_risk', quote: 'come back to you within 12 hours' }] }, [
        entry({ body: 'It runs large.' }),
      ]).openQuestion,
    ).toBe('It runs large.')
  })
})

describe('basics first', () => {
  const open = aSituation({}, [entry({ body: 'Where is it?' })])
  const answered = aSituation({}, [entry({ body: 'Where is it?' }), ours(0.1)])
  const hard = aSituation({ kind: 'hardship', valence: 'opportunity' }, [entry({ body: 'He passed away' })])

  test.each(['credit', 'discount', 'gift'] as const)(
    'no %s is offered while her question is open (S1.36)',
    (kind) => {
      expect(heldBackBecause({ kind }, open)).toMatch(/^Her question comes first: “Where is it\?”/)
      expect(heldBackBecause({ kind }, answered)).toBeNull()
    },
  )
  test.each(['parcel', 'check_back', 'tell_first', 'refund_request', 'exchange_request', 'line'] as const)(
    'a %s that sets it right is offered all the same',
    (kind) => expect(heldBackBecause({ kind }, open)).toBeNull(),
  )
  test('nothing cheerful beside a hard time; a kind word and a note are', () => {
    for (const kind of [
      'credit',
      'discount',
      'gift',
      'anecdote',
      'ask',
      'education',
      'handwritten_note',
    ] as const)
      expect(heldBackBecause({ kind }, hard)).toBe('Nothing cheerful beside a hard time')
    expect(heldBackBecause({ kind: 'line', isOwnKindness: true }, hard)).toBeNull()
    expect(heldBackBecause({ kind: 'line' }, hard)).toBe('Nothing cheerful beside a hard time')
    expect(heldBackBecause({ kind: 'note' }, hard)).toBeNull()
  })
  test('selling waits for a good end (S3.26)', () => {
    const glad = aSituation({ kind: 'thanks', valence: 'opportunity' }, [
      ours(1),
      entry({ at: ago(0.5), body: 'Thank you!' }),
    ])
    expect(heldBackBecause({ kind: 'education', isUpsell: true }, answered)).toBe(
      'Only right after something was solved well',
    )
    expect(heldBackBecause({ kind: 'education', isUpsell: true }, glad)).toBeNull()
    expect(heldBackBecause({ kind: 'education' }, answered)).toBeNull()
  })
  test('sensitive conversations and big orders are a person’s to write (S0.27)', () => {
    expect(fromScratchBecause(hard, FIRST_POLICY, 'USD')).toBe('She is going through a hard time')
    expect(fromScratchBecause(aSituation({ kind: 'wants_human' }), FIRST_POLICY, 'USD')).toBe(
      'She asked for a person',
    )
    const big = aSituation({}, [order(2, { total: { amountMinor: 62_000, currency: 'USD' } })])
    expect(fromScratchBecause(big, FIRST_POLICY, 'USD')).toBe('Order #12 is $620')
    expect(fromScratchBecause(big, { bigOrderMinor: null }, 'USD')).toBeNull()
    expect(fromScratchBecause(open, FIRST_POLICY, 'USD')).toBeNull()
  })
})

describe('a condition', () => {
  const it = aSituation(
    { kind: 'first_order', signs: [{ kind: 'wedding', quote: 'x' }] },
    [order(3), entry({ at: ago(1) }), ours(0.5)],
    { lastGivenAt: ago(9) },
  )
  const cases: [Clause, boolean, string][] = [
    [{ field: 'kind', anyOf: ['wedding', 'pet'] }, true, 'it is “Wedding” or “Pet”'],
    [{ field: 'valence', is: 'opportunity' }, false, 'something nice happened'],
    [{ field: 'channel', anyOf: ['email'] }, true, 'it came by email'],
    [{ field: 'orders', atMost: 1 }, true, 'she has ordered at most 1 time'],
    [{ field: 'orders', atLeast: 2, atMost: 4 }, false, 'she has ordered 2 to 4 times'],
    [{ field: 'returns', atLeast: 1 }, false, 'she has sent back at least 1 order'],
    [{ field: 'spent', atLeastMinor: 10_000 }, true, 'she has spent at least $100'],
    [{ field: 'order_total', atLeastMinor: 10_000, atMostMinor: 20_000 }, true, 'the order is $100 to $200'],
    [{ field: 'customer_days', atLeast: 365 }, false, 'she has been with us at least 365 days'],
    [{ field: 'is_gift', is: false }, true, 'it is for herself'],
    [{ field: 'product', contains: 'wren' }, true, 'it is about “wren”'],
    [{ field: 'days_since_given', atLeast: 30 }, false, 'nothing was given in the last 30 days'],
    [{ field: 'days_since_given', atLeast: 9 }, true, 'nothing was given in the last 9 days'],
    [{ field: 'contacts', inDays: 3, atLeast: 2 }, false, 'she has written at least 2 times in 3 days'],
    [{ field: 'resolved_well', is: false }, true, 'it is not solved yet'],
    [{ field: 'season', from: '11-15', to: '01-06' }, true, 'it is between 15 Nov and 6 Jan'],
    [{ field: 'season', from: '01-07', to: '11-14' }, false, 'it is between 7 Jan and 14 Nov'],
  ]
  const said = { labelOf: (kind: string) => kind.charAt(0).toUpperCase() + kind.slice(1), currency: 'USD' }
  test.each(cases)('%j: %s, “%s”', (clause, holds, words) => {
    expect(fits({ all: [clause], none: [] }, it)).toBe(holds)
    expect(conditionSentence({ all: [clause], none: [] }, said)).toBe(`When ${words}.`)
    expect(fits({ all: [{ field: 'channel', anyOf: ['email'] }], none: [clause] }, it)).toBe(!holds)
  })
  test('every field of the language is among these cases', () => {
    const fields = Clause.options.map(({ shape }) => shape.field.value)
    expect(new Set(cases.map(([{ field }]) => field))).toEqual(new Set(fields))
  })
})

test('every play the product brings can be added with nothing to type', () => {
  expect(new Set(BROUGHT_PLAYS.map(({ id }) => id)).size).toBe(BROUGHT_PLAYS.length)
  expect(BROUGHT_PLAYS.filter(({ pack, isOn }) => pack === 'holiday' && isOn)).toEqual([])
  for (const { acts, id } of BROUGHT_PLAYS)
    for (const { kind, amountMinor, when, words } of acts) {
      const costs = ['credit', 'discount', 'gift', 'parcel', 'gesture'].includes(kind)
      expect(amountMinor !== null, `${id} ${kind}`).toBe(costs)
      expect(amountMinor ?? 0, `${id} ${kind}`).toBeLessThanOrEqual(FIRST_POLICY.actMinor)
      expect(when !== null, `${id} ${kind}`).toBe(kind === 'check_back')
      // Filled for a customer of whom nothing is known, nothing is blank but the code.
      expect(fillMacro(words ?? '', { code: 'x' }).blank, `${id} ${kind}`).toEqual([])
    }
})
