/** The guide tells the figures that the code has: limits of money and mail, of guesses, of sessions and files (ASVS 2.1, 5.1.1, 6.1, 7.1, 8.1). */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CAPS } from '#connectors/email/caps.ts'
import { changePolicy, FIRST_POLICY } from '#features/plays/rules/policy.ts'
import { DESCRIBED } from '#features/privacy/rules/kinds.ts'
import { SetSignInRules } from '#features/team/contract.ts'
import { IDLE_HOURS_BY_LINK } from '#features/team/rules/door.ts'
import { LEAST_LENGTH, weaknessOf } from '#features/team/rules/password.ts'
import { pauseSeconds } from '#features/team/rules/pause.ts'
import { FILE_BYTES, FILES_BYTES } from '#features/timeline/contract.ts'
import { KINDS_OF_DATA } from '#platform/holdings/index.ts'
import { PICTURE_BYTES } from '#platform/pictures/index.ts'

const guide = (name: string) => readFileSync(`docs/guide/${name}.md`, 'utf8')
const dollars = (minor: number) => `$${minor / 100}`
const MB = 1024 * 1024

test('limits of money, and which of them must fit which', () => {
  const said = guide('small-acts')
  const { agentMonthMinor, customerMinor, actMinor } = FIRST_POLICY
  expect(said).toContain(`${dollars(agentMonthMinor)}, ${dollars(customerMinor)} and ${dollars(actMinor)}`)
  expect(said).toContain('An act may not cost more than a customer may get')
  for (const change of [{ actMinor: customerMinor + 1 }, { customerMinor: agentMonthMinor + 1 }])
    expect(changePolicy(FIRST_POLICY, change).decision.allowed).toBe(false)
})

test('caps of mail', () => {
  const { person, survey, team } = CAPS
  const said = guide('email')
  expect(said).toContain(`${person.address} mails to one address and ${person.thread} in one conversation`)
  expect(said).toContain(`${survey.hour.toLocaleString('en')} surveys, ${team.hour} letters to colleagues and ${person.hour.toLocaleString('en')} replies`) // prettier-ignore
  expect([survey.address, survey.thread, team.address]).toEqual([1, 3, 6])
  expect(said).toMatch(
    /one address once in 24 hours, and three times at most in one thread; letters to a colleague six times/,
  )
})

test('which files are taken, and how large', () => {
  expect(guide('email')).toContain(
    `Files of up to ${FILE_BYTES / MB} MB are kept, twenty and ${FILES_BYTES / MB} MB of a mail`,
  )
  expect(guide('contact-form')).toContain(`a JPEG, PNG or WebP of ${PICTURE_BYTES / MB} MB at most`)
  expect(guide('import')).toMatch(/Excel, ZIP, PDF and pictures are told from text and refused/)
})

test('how guessing is met', () => {
  const said = guide('team')
  expect(said).toContain('After five wrong passwords from one place the next one waits')
  expect([pauseSeconds(4, 'pair'), pauseSeconds(5, 'pair'), pauseSeconds(1e6, 'pair')]).toEqual([
    0,
    1,
    15 * 60,
  ])
  expect(said).toContain('up to fifteen minutes')
  expect([pauseSeconds(1e6, 'address'), said.includes('longer than half a minute')]).toEqual([30, true])
})

test('what a password must be, and which words of the context it may not be made of', () => {
  const said = guide('team')
  expect(said).toContain(`At least ${LEAST_LENGTH} characters`)
  expect(said).toMatch(
    /knows her name .* her address before and after the @, the workspace's name, and the product's own/,
  )
  const about = ['Priya Nair', 'priya@care.example.com', 'Tussock Merino']
  for (const password of ['priyanair2024', 'priyapriya1234', 'TussockMerino1', 'spoonfulspoonful'])
    expect([password, weaknessOf(password, about) !== undefined]).toEqual([password, true])
})

test('how long a session lasts, why, and how many there may be', () => {
  const said = guide('team')
  expect(said).toContain('away for **12 hours** signs in again: long enough for')
  expect(said).toContain('Everybody does after **30 days**')
  expect(said).toContain(`there it is ${IDLE_HOURS_BY_LINK / 24} days`)
  expect(said).toMatch(/signed in at any number of places, so that/)
  const rules = { idleHours: 1, sessionDays: 1, factorOf: 'nobody', graceDays: 0 }
  const fits = (over: object) => SetSignInRules.safeParse({ ...rules, ...over }).success
  expect(said).toContain('(an hour to 14 days; a day to 90 days)')
  expect([fits({ idleHours: 0 }), fits({ idleHours: 336 }), fits({ idleHours: 337 })]).toEqual([
    false,
    true,
    false,
  ])
  expect([fits({ sessionDays: 0 }), fits({ sessionDays: 90 }), fits({ sessionDays: 91 })]).toEqual([
    false,
    true,
    false,
  ])
})

test('every kind of data says what it is for and how long it is kept', () => {
  expect(Object.keys(DESCRIBED).sort()).toEqual([...KINDS_OF_DATA].sort())
  for (const { words, purpose, days, mayChange } of Object.values(DESCRIBED)) {
    expect([words, purpose].every((text) => text.length > 5)).toBe(true)
    expect(days === null || days >= 30).toBe(true)
    expect(mayChange && days === null).toBe(false)
  }
})
