import { describe, expect, test } from 'vitest'
import type { Noticed } from '#reading/index.ts'
import { THRESHOLDS } from '#reading/index.ts'
import { aContext, aReadEntry } from '#testing/read-entry.ts'
import { noticeEntry } from './notice.ts'
import { readyOwnKind } from './own-kinds.ts'
import { dismissedShareOf, isMostlyDismissed } from './tallies.ts'
import { hintsAmong, mayOpenAmong, type Trust } from './trust.ts'

const body = 'We fly to Crete on Sunday and my dog stays home'
const found = (kind: Noticed['kind'], score: number): Noticed => ({
  kind,
  quote: 'We fly to Crete',
  start: 0,
  end: 15,
  score,
  by: `${kind}.plain`,
})
const mayOpen = (finding: Noticed, trust: Trust) => mayOpenAmong([finding], trust).length > 0
const trust = (over: Partial<Trust> = {}): Trust => ({ off: new Set(), said: new Map(), ...over })

describe('what may open a moment', () => {
  test('a finding at its kind’s threshold opens one, a finding below is a hint', () => {
    const { from } = THRESHOLDS.complaint
    expect(mayOpen(found('complaint', from), trust())).toBe(true)
    expect(mayOpen(found('complaint', from - 0.01), trust())).toBe(false)
    expect(hintsAmong([found('pet', 0.9), found('complaint', from - 0.01)], trust())).toEqual([
      found('complaint', from - 0.01),
    ])
  })

  test('of two worries the surer one opens, and the other is a hint', () => {
    const [weaker, surer] = [found('chasing', 0.6), found('complaint', 0.62)]
    expect(mayOpenAmong([weaker, surer], trust())).toEqual([surer])
    expect(hintsAmong([weaker, surer], trust())).toEqual([weaker])
    expect(mayOpenAmong([found('complaint', 0.6), found('trip', 0.6)], trust())).toEqual([])
  })

  test('a person’s word counts more than the score, both ways, and ends the asking', () => {
    const [weak, strong] = [found('upset', 0.5), found('pet', 0.99)]
    const said = trust({
      said: new Map([
        ['upset', 'right'],
        ['pet', 'wrong'],
      ] as const),
    })
    expect(mayOpen(weak, said)).toBe(true)
    expect(mayOpen(strong, said)).toBe(false)
    expect(hintsAmong([weak, strong], said)).toEqual([])
  })

  test('what is switched off is neither opened nor hinted at', () => {
    for (const off of ['upset', 'upset.plain']) {
      const without = trust({ off: new Set([off]) })
      expect(mayOpen(found('upset', 0.99), without)).toBe(false)
      expect(hintsAmong([found('upset', 0.5)], without)).toEqual([])
    }
  })

  test('an entry with hints alone holds no moment and no fact', () => {
    const entry = aReadEntry({ body })
    const noticed = [found('chasing', 0.5)]
    expect(noticeEntry(entry, aContext({ noticed }))).toEqual({ moment: undefined, facts: [] })
    const said = trust({ said: new Map([['chasing', 'right']] as const) })
    expect(noticeEntry(entry, aContext({ noticed, trust: said })).moment?.kind).toBe('chasing')
  })

  test('a happening is switched off like any other', () => {
    const order = aReadEntry({ kind: 'order', body: null, data: { order: '1' } })
    expect(noticeEntry(order, aContext()).moment?.kind).toBe('first_order')
    const off = trust({ off: new Set(['first_order']) })
    expect(noticeEntry(order, aContext({ trust: off })).moment).toBeUndefined()
  })
})

describe('how a rule fares', () => {
  test('says its dismissed share with the interval of so many cases', () => {
    expect(dismissedShareOf({ accepted: 0, dismissed: 0 })).toBeUndefined()
    const { share, low, high } = dismissedShareOf({ accepted: 4, dismissed: 6 })!
    expect([share, Math.round(low * 100), Math.round(high * 100)]).toEqual([0.6, 31, 83])
  })

  test.each([
    [5, 6, true],
    [5, 5, false],
    [0, 9, false],
    [0, 10, true],
  ])('%i accepted and %i dismissed: says so itself %s', (accepted, dismissed, says) => {
    expect(isMostlyDismissed({ accepted, dismissed })).toBe(says)
  })
})

describe('a kind the workspace wrote', () => {
  const base = {
    name: 'Allergy {first}',
    valence: 'threat',
    livesHours: 48,
    any: ['allergic', 'hay fever'],
    none: ['not allergic'],
    saidBy: 'customer',
    channel: null,
    conditions: { orderAtLeast: null, isFirstOrder: false, product: null, daysSinceOrder: null },
  } as const
  const kinds = (over: object = {}) => [
    readyOwnKind('k1', { ...base, any: [...base.any], none: [...base.none], ...over }),
  ]
  const notice = (
    entry: ReturnType<typeof aReadEntry>,
    over: object = {},
    history: ReturnType<typeof aReadEntry>[] = [],
  ) => noticeEntry(entry, aContext({ ownKinds: kinds(over), history })).moment

  test('catches its words with the quote, and lives as long as it says', () => {
    const entry = aReadEntry({ body: 'I am Allergic to wool.' })
    const moment = notice(entry)
    expect(moment).toMatchObject({ kind: 'own:k1', valence: 'threat' })
    expect(moment?.signs[0]).toMatchObject({ quote: 'Allergic', start: 5, end: 13, by: 'own.k1' })
    expect(moment?.expiresAt.getTime()).toBe(entry.at.getTime() + 48 * 3_600_000)
  })

  test('keeps away where a word stands that it must not, in another channel, or when somebody else says it', () => {
    expect(notice(aReadEntry({ body: 'I am not allergic to wool.' }))).toBeUndefined()
    expect(notice(aReadEntry({ body: 'allergic' }), { channel: 'chat' })).toBeUndefined()
    const ours = aReadEntry({ body: 'Are you allergic?', kind: 'message_out', authorKind: 'agent' })
    expect(notice(ours)).toBeUndefined()
    expect(notice(ours, { saidBy: 'agent' })?.signs[0]?.quote).toBe('allergic')
  })

  const anOrder = (days: number, amountMinor: number, name = 'Wren dress') =>
    aReadEntry({
      kind: 'order',
      at: new Date(Date.parse('2025-11-21T14:20:00Z') - days * 86_400_000),
      data: { order: `o${days}`, total: { amountMinor, currency: 'USD' }, products: [{ name, quantity: 1 }] },
    })
  test.each([
    ['a large order', { orderAtLeast: 10_000 }, [anOrder(3, 12_000)], true],
    ['a small order', { orderAtLeast: 10_000 }, [anOrder(3, 9_999)], false],
    ['no order', { orderAtLeast: 1 }, [], false],
    ['the first order', { isFirstOrder: true }, [anOrder(3, 1)], true],
    ['the second order', { isFirstOrder: true }, [anOrder(3, 1), anOrder(9, 1)], false],
    ['the product', { product: 'wren' }, [anOrder(3, 1)], true],
    ['another product', { product: 'robin' }, [anOrder(3, 1)], false],
    ['days since the order', { daysSinceOrder: { from: 2, to: 5 } }, [anOrder(3, 1)], true],
    ['too many days since', { daysSinceOrder: { from: null, to: 2 } }, [anOrder(3, 1)], false],
  ])('%s', (_, conditions, history, catches) => {
    const entry = aReadEntry({ body: 'hay fever' })
    const over = { conditions: { ...base.conditions, ...conditions } }
    expect(notice(entry, over, history) !== undefined).toBe(catches)
  })

  test('without words it looks at orders', () => {
    const over = { any: [], conditions: { ...base.conditions, orderAtLeast: 5_000 } }
    expect(notice(anOrder(0, 6_000), over)?.signs.map(({ kind }) => kind)).toContain('own:k1')
    expect(notice(aReadEntry({ body: 'hello' }), over, [anOrder(1, 6_000)])).toBeUndefined()
  })
})
