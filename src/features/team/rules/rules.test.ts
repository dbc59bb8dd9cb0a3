/** The rules of a team as tables: who leads whom, how long wrong guesses wait, which passwords are too weak. */
import { describe, expect, test } from 'vitest'
import { ROLES } from '../contract.ts'
import { deviceOf } from './device.ts'
import { weaknessOf } from './password.ts'
import { countGuess, networkOf, pauseSeconds } from './pause.ts'
import { decideRemoval, decideRole } from './standing.ts'

describe('standing', () => {
  const cases = ROLES.flatMap((by) => ROLES.flatMap((who) => ROLES.map((to) => ({ by, who, to }))))
  test.each(cases)('a $by makes a $to of a $who only where she leads both', ({ by, who, to }) => {
    const leads =
      by === 'owner' || (by === 'supervisor' && [who, to].every((one) => one === 'agent' || one === 'viewer'))
    const verdict = decideRole({ id: 'her', role: by }, { id: 'other', role: who }, to, 2)
    expect(verdict.allowed).toBe(who === to || leads)
  })

  test('nobody raises herself, whatever she is', () => {
    for (const from of ROLES)
      for (const to of ROLES) {
        const me = { id: 'me', role: from }
        const isUp = ROLES.indexOf(to) < ROLES.indexOf(from)
        if (isUp) expect(decideRole(me, me, to, 2)).toMatchObject({ allowed: false })
      }
  })

  test('the last owner stays, and nobody takes herself out', () => {
    const owner = { id: 'a', role: 'owner' } as const
    expect(decideRole(owner, owner, 'agent', 1)).toEqual({ allowed: false, reason: 'last_owner' })
    expect(decideRole(owner, owner, 'agent', 2)).toEqual({ allowed: true })
    expect(decideRemoval('machine', owner, 1)).toEqual({ allowed: false, reason: 'last_owner' })
    expect(decideRemoval(owner, owner, 2)).toEqual({ allowed: false, reason: 'own_removal' })
  })
})

describe('the pause after wrong guesses', () => {
  test('begins with the fifth, doubles, and has an end', () => {
    expect([4, 5, 6, 7, 40].map((failures) => pauseSeconds(failures, 'pair'))).toEqual([0, 1, 2, 4, 900])
    expect([19, 20, 30].map((failures) => pauseSeconds(failures, 'address'))).toEqual([0, 1, 30])
  })

  test('is not made longer by who does not wait, and is forgotten after an hour', () => {
    const at = new Date('2026-01-01T10:00:00Z')
    const later = (seconds: number) => new Date(at.getTime() + seconds * 1000)
    const before = { failures: 9, lastAt: at, untilAt: later(16) }
    expect(countGuess(before, 'pair', later(15))).toEqual({ waitSeconds: 1, next: before })
    expect(countGuess(before, 'pair', later(16)).next.failures).toBe(10)
    expect(countGuess(before, 'pair', later(3_601)).next.failures).toBe(1)
  })

  test('counts a network of IPv6 as one place', () => {
    expect(networkOf('2001:db8:0:7::1')).toBe(networkOf('2001:db8:0:7:ffff::2'))
    expect(networkOf('2001:db8:0:8::1')).not.toBe(networkOf('2001:db8:0:7::1'))
    expect(networkOf('::ffff:192.0.2.1')).toBe('192.0.2.1')
  })
})

describe('a password', () => {
  test.each([
    ['short', 'too_short'],
    ['elevenchars', 'too_short'],
    ['x'.repeat(201), 'too_long'],
    ['password1234', 'common'],
    ['Passw0rd2024!', 'common'],
    ['qwertyuiop12', 'common'],
    ['123456789012', 'common'],
    ['aaaaaaaaaaaaaaa', 'common'],
    ['abababababab', 'common'],
    ['iloveyou2025', 'common'],
    ['priyanair2024', 'about_you'],
    ['tussockmerino', 'about_you'],
  ])('“%s” is %s', (password, weakness) => {
    expect(weaknessOf(password, ['Priya Nair', 'priya@example.com', 'Tussock Merino'])).toBe(weakness)
  })
  test.each([
    'wool over four mountains',
    'gYx7#kPq!2vRt',
    'correct lamp under the ferry',
    'ein blauer Zug nach Ulm',
    '四つの山を越える羊毛と静かな港',
  ])('“%s” will do', (password) =>
    expect(weaknessOf(password, ['Priya Nair', 'Tussock Merino'])).toBeUndefined(),
  )
})

test('a browser is named in three words', () => {
  expect(deviceOf('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0')).toBe(
    'Firefox on Linux',
  )
  expect(deviceOf(null)).toBe('A browser that does not say which')
})
