/** Whose way in changed is told by mail, where there is a mailbox (ASVS 2.2.3). */
import { Secret, TOTP } from 'otpauth'
import { beforeEach, expect, test } from 'vitest'
import type { Scope } from '#platform/scope.ts'
import { secretsOf } from '#platform/secrets.ts'
import { aWorkspace, NOW } from '#testing/workspace.ts'
import {
  beginFactor,
  changeAddress,
  changePassword,
  confirmFactor,
  removeFactor,
  renewRecoveryCodes,
} from './actions/login.ts'
import { completeReset, removeFactorOf, resetFor } from './actions/reset.ts'
import type { Letter, Post } from './letters.ts'

const secrets = secretsOf([Buffer.alloc(32, 7)])
const PASSWORD = 'wool over four mountains'
const NEXT = 'seven grey herons waiting'
const told: Letter[] = []
const post: Post = async (_scope, letter) => {
  told.push(letter)
  return true
}
let scope: Scope
let email: string
let made = 0
beforeEach(async () => {
  made += 1
  email = `told.${made}@example.com`
  scope = await aWorkspace()
  await changeAddress(scope, { email }, post)
  expect(told, 'there was no address before to tell').toEqual([])
  await changePassword(scope, { next: PASSWORD }, null, post)
  told.length = 0
})
const words = () => told.splice(0).map(({ to, text }) => [to, text.split(/[.(]/)[0]?.trim()])

test('a new password, a new address: the one she had is told, with no link to click', async () => {
  await changePassword(scope, { password: PASSWORD, next: NEXT }, null, post)
  expect(told).toMatchObject([{ to: email, subject: 'Your way into Tussock Merino on Spoonful was changed' }])
  expect(told[0]?.text).toMatch(/^Your password was changed\. .*\(.*UTC\)\.\n\nIf it was you/)
  expect(told[0]?.text).not.toMatch(/https?:|herons/)
  told.length = 0
  await changeAddress(scope, { email: `new.${email}`, password: NEXT }, post)
  expect(words()).toEqual([[email, 'The address you sign in with was changed: this one lets you in no more']])
})

test('a password by a link, and a refused change, which tells nobody', async () => {
  if (scope.actor.kind !== 'member') throw new Error('an owner asks')
  const { link } = await resetFor(scope, 'http://127.0.0.1', scope.actor.id)
  const token = link.split('#')[1] ?? ''
  const parts = { db: scope.db, random: scope.random, post }
  await expect(completeReset(parts, { token, password: 'short' }, NOW)).rejects.toThrow()
  await expect(changePassword(scope, { password: 'wrong', next: NEXT }, null, post)).rejects.toThrow()
  expect(told).toEqual([])
  await completeReset(parts, { token, password: NEXT }, NOW)
  expect(words()).toEqual([[email, 'Your password was changed']])
})

test('a second factor set, its codes made anew, taken off by herself and by a leader', async () => {
  if (scope.actor.kind !== 'member') throw new Error('an owner asks')
  const at = (minutes: number): Scope => ({ ...scope, now: new Date(NOW.getTime() + minutes * 60_000) })
  const setUp = async (minutes: number) => {
    const { secret } = await beginFactor(at(minutes), secrets, PASSWORD)
    const code = (minutes: number) =>
      new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at(minutes).now.getTime() })
    await confirmFactor(at(minutes), secrets, code(minutes), { sessionId: null, post })
    return code
  }
  const code = await setUp(0)
  await renewRecoveryCodes(at(2), secrets, code(2), post)
  await removeFactor(at(4), secrets, code(4), post)
  await setUp(6)
  await removeFactorOf(at(8), scope.actor.id, post)
  const [set, renewed, off] = [
    [email, 'A second factor was set for signing in'],
    [email, 'New recovery codes were made'],
    [email, 'Your second factor was taken off: your password alone lets you in'],
  ]
  expect(words()).toEqual([set, renewed, off, set, off].map((one) => [one?.[0], one?.[1]]))
})
