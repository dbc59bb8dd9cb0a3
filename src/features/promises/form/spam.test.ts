import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { messageIdOf, NOTHING_TYPED, problemsOf, readTyped } from './message.ts'
import { decideSpam, makeToken, openPace } from './spam.ts'

const SECRET = new Uint8Array(32).fill(7)
const SHOWN = new Date('2025-11-21T15:42:00Z')
const after = (seconds: number) => new Date(SHOWN.getTime() + seconds * 1000)
const given = (over: Partial<Parameters<typeof decideSpam>[0]> = {}) => ({
  secret: SECRET,
  workspace: 'w1',
  token: makeToken(SECRET, 'w1', SHOWN),
  trap: '',
  text: 'Do you alter trousers?',
  now: after(40),
  ...over,
})

describe('a message', () => {
  test('typed by a person on our page is taken', () => {
    expect(decideSpam(given())).toEqual({ verdict: 'fine' })
    expect(decideSpam(given({ now: after(24 * 3600 - 1) }))).toEqual({ verdict: 'fine' })
  })

  test.each([
    ['faster than anybody types', { now: after(2) }, 'too_soon'],
    ['from a page of last week', { now: after(7 * 86_400) }, 'too_old'],
    ['without our page', { token: '' }, 'no_token'],
    ['with a time made up', { token: `${makeToken(SECRET, 'w1', SHOWN)}x` }, 'no_token'],
    ['from the page of another brand', { token: makeToken(SECRET, 'w2', SHOWN) }, 'no_token'],
    ['signed by the same key for another purpose', { token: `${SHOWN.getTime().toString(36)}.${createHmac('sha256', SECRET).update(`survey w1 ${SHOWN.getTime().toString(36)}`).digest('base64url').slice(0, 27)}` }, 'no_token'], // prettier-ignore
    ['signed by somebody else', { token: makeToken(new Uint8Array(32), 'w1', SHOWN) }, 'no_token'],
  ])('%s asks for one more press', (_name, over, reason) => {
    expect(decideSpam(given(over))).toEqual({ verdict: 'again', reason })
  })

  test('with the field that nobody sees filled in is set aside', () => {
    expect(decideSpam(given({ trap: 'https://casino.example' }))).toMatchObject({ verdict: 'aside' })
  })

  test('full of links is set aside; three are fine', () => {
    const links = (n: number) => 'see https://shop.example/a '.repeat(n)
    expect(decideSpam(given({ text: links(3) }))).toEqual({ verdict: 'fine' })
    expect(decideSpam(given({ text: links(4) }))).toMatchObject({ verdict: 'aside', reason: 'links' })
  })
})

test('one place can only send so much at a time, others are not held up', () => {
  const mayPost = openPace(2, 60_000)
  expect([1, 2, 3].map(() => mayPost('10.0.0.1', SHOWN))).toEqual([true, true, false])
  expect(mayPost('10.0.0.2', SHOWN)).toBe(true)
  expect(mayPost('10.0.0.1', after(61))).toBe(true)
})

describe('what was typed', () => {
  const typed = { ...NOTHING_TYPED, name: 'Imogen', email: 'imogen@vance.example', message: 'Hello' }

  test('is read from the form as it was written', () => {
    const body = new URLSearchParams({
      name: ' Imogen ',
      email: ' a@b.example ',
      message: 'one\r\ntwo',
      t: 'x',
    })
    expect(readTyped(body)).toMatchObject({
      name: ' Imogen ',
      email: 'a@b.example',
      message: 'one\ntwo',
      token: 'x',
    })
  })

  test('says what is missing, in the order of the fields', () => {
    expect(problemsOf(typed, null)).toEqual([])
    expect(problemsOf(NOTHING_TYPED, null).map(({ field }) => field)).toEqual(['name', 'email', 'message'])
    expect(problemsOf({ ...typed, email: 'imogen at vance' }, null)).toMatchObject([{ field: 'email' }])
    expect(problemsOf({ ...typed, message: 'x'.repeat(10_001) }, null)).toMatchObject([{ kind: 'long' }])
  })

  test('sent twice from one page is one message', () => {
    const once = messageIdOf({ ...typed, token: 'a' })
    expect(messageIdOf({ ...typed, token: 'a', email: 'IMOGEN@vance.example' })).toBe(once)
    expect(messageIdOf({ ...typed, token: 'b' })).not.toBe(once)
  })
})
