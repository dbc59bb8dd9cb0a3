import { describe, expect, it } from 'vitest'
import { parseBody, readBody } from './body.ts'
import { writeKeyOf } from './key.ts'
import { BATCH_BYTES, DEPTH, EVENT_BYTES, limitProblemOf } from './limits.ts'
import { makePacer } from './pace.ts'

const nested = (depth: number) => JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`) as object

describe('what one event may hold', () => {
  it('takes an event at the limit and refuses it one byte over', () => {
    const event = { text: '' }
    const room = EVENT_BYTES - JSON.stringify(event).length
    expect(limitProblemOf({ text: 'x'.repeat(room) })).toBeUndefined()
    expect(limitProblemOf({ text: 'x'.repeat(room + 1) })?.code).toBe('event_too_large')
  })

  it('counts bytes, not characters', () => {
    expect(limitProblemOf({ text: '€'.repeat(EVENT_BYTES / 3) })?.code).toBe('event_too_large')
    expect(limitProblemOf({ text: '\u0001'.repeat(EVENT_BYTES / 6) })?.code).toBe('event_too_large')
  })

  it('refuses what is nested too deep, however deep, and lives', () => {
    expect(limitProblemOf(nested(DEPTH))).toBeUndefined()
    expect(limitProblemOf(nested(DEPTH + 1))?.code).toBe('too_deep')
    expect(limitProblemOf(nested(50_000))?.code).toBe('too_deep')
    expect(
      limitProblemOf({ list: JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`) as unknown })?.code,
    ).toBe('too_deep')
  })

  it('refuses a thousand and one names', () => {
    const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`n${i}`, 1]))
    expect(limitProblemOf(many(1_000))).toBeUndefined()
    expect(limitProblemOf(many(1_001))?.code).toBe('too_many_names')
  })

  it('refuses the name __proto__ at any level', () => {
    expect(limitProblemOf(JSON.parse('{"__proto__":{"isAdmin":true}}') as object)?.code).toBe(
      'name_not_allowed',
    )
    expect(limitProblemOf(JSON.parse('{"a":[{"__proto__":1}]}') as object)?.code).toBe('name_not_allowed')
  })
})

describe('the bytes of a request', () => {
  const chunks = async function* (...parts: Buffer[]) {
    yield* parts
  }

  it('reads JSON with a byte order mark and refuses UTF-16', () => {
    expect(parseBody(Buffer.from('\ufeff{"a":1}'))).toEqual({ readable: true, value: { a: 1 } })
    expect(parseBody(Buffer.from('\ufeff{"a":"é"}', 'utf16le'))).toMatchObject({
      readable: false,
      code: 'not_utf8',
    })
    expect(parseBody(Buffer.from('{"a":"b"}', 'utf16le'))).toMatchObject({
      readable: false,
      code: 'not_json',
    })
  })

  it('stops a body at the limit, and reads one at the limit', async () => {
    const text = JSON.stringify('x'.repeat(BATCH_BYTES - 2))
    expect(await readBody(chunks(Buffer.from(text)), undefined)).toMatchObject({ readable: true })
    expect(await readBody(chunks(Buffer.from(text), Buffer.from(' ')), undefined)).toMatchObject({
      code: 'body_too_large',
    })
  })

  it('says that half a document or none is no JSON', async () => {
    expect(await readBody(chunks(Buffer.from('{"type":"track",')), undefined)).toMatchObject({
      code: 'not_json',
    })
    expect(await readBody(chunks(), undefined)).toMatchObject({ code: 'body_empty' })
  })
})

describe('the write key', () => {
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`

  it('is the Basic user name, whatever the password', () => {
    expect(writeKeyOf(basic('key1:'), {})).toBe('key1')
    expect(writeKeyOf(basic('key1:secret'), { writeKey: 'key2' })).toBe('key1')
    expect(writeKeyOf(basic('key1'), undefined)).toBe('key1')
  })

  it('is in the body, alone or beside a Bearer token', () => {
    expect(writeKeyOf(undefined, { writeKey: 'key2' })).toBe('key2')
    expect(writeKeyOf('Bearer token', { writeKey: 'key2' })).toBe('key2')
    expect(writeKeyOf(undefined, { writeKey: 7 })).toBeUndefined()
    expect(writeKeyOf(undefined, 'text')).toBeUndefined()
  })
})

describe('the pace', () => {
  it('lets a burst through, then says how many seconds to wait, then goes on', () => {
    let now = 0
    const wait = makePacer({ perSecond: 0.5, burst: 2 }, () => now)
    expect([wait('a'), wait('a')]).toEqual([0, 0])
    expect(wait('a')).toBe(2)
    expect(wait('b')).toBe(0)
    now = 2_000
    expect(wait('a')).toBe(0)
  })
})
