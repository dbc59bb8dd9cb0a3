/** SAFETY.md G13b: mails and tables that were bent a little, read by the product's own readers. None breaks a reader, none keeps one, and what comes out can be kept. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { afterAll, expect, test } from 'vitest'
import { cleanPage } from '#connectors/email/page.ts'
import { natureOf } from '#connectors/email/reading/nature.ts'
import { readMail } from '#connectors/email/reading/read-mail.ts'
import { openReader } from '#connectors/email/reading/reader.ts'
import { senderOf } from '#connectors/email/reading/sender.ts'
import type { Mail } from '#connectors/email/reading/mail.ts'
import { entryIn, nameOf } from '#connectors/email/translate.ts'
import { planImport } from '#connectors/files/index.ts'
import { openUnits } from '#connectors/files/read.ts'
import { decideAcceptance } from '#features/timeline/rules/accept.ts'
import { integerBetween, pick } from '#kit/random.ts'
import { Refusal } from '#kit/refusal.ts'
import { unstorableIn } from '#kit/storable.ts'
import { NOW } from '#testing/workspace.ts'
import { eventRule, foreignRecords } from '../../imports.ts'
import { mutate } from './mutate.ts'
import { MAIL_SEEDS, TABLE_SEEDS } from './mutation-seeds.ts'
import { chanceOf, IS_LONG, sized, tally } from './run.ts'

const EACH = sized(300, 20_000)
const OURS = new Set(['care@shop.example'])

const reader = openReader()
afterAll(() => reader.close())

test(
  'a mail that was bent is read or kept from outside, and becomes an entry that can be kept',
  { timeout: 3_600_000 },
  async () => {
    const random = chanceOf('mutated mails')
    const counted = tally('mutated mails')
    const delay = monitorEventLoopDelay({ resolution: 5 })
    const problems = new Map<string, number>()
    let slowestMs = 0
    expect(MAIL_SEEDS.length).toBeGreaterThanOrEqual(300)
    delay.enable()
    for (let i = 0; i < EACH; i++) {
      const bytes = mutate(pick(random, MAIL_SEEDS), pick(random, MAIL_SEEDS), random)
      const since = performance.now()
      const mail = await reader.read(bytes, random() < 0.05)
      slowestMs = Math.max(slowestMs, performance.now() - since)
      counted.add()
      if (mail.problem !== null) {
        problems.set(mail.problem, (problems.get(mail.problem) ?? 0) + 1)
        await expectRefusal(bytes, mail.problem, i)
      }
      expect(unstorableIn({ ...mail, files: [], pictures: [] }), `mail ${i}`).toBeUndefined()
      const page = mail.html === null ? '' : cleanPage(mail.html, () => undefined).html
      expect(page, `mail ${i}`).not.toMatch(/<(?:script|style|iframe|svg|form)\b|\son\w+=|javascript:/i)
      expect(unstorableIn(entryOf(mail)), `mail ${i}`).toBeUndefined()
    }
    delay.disable()
    counted.end(EACH, {
      seeds: MAIL_SEEDS.length,
      broken: 0,
      ...Object.fromEntries(problems),
      'slowest ms': Math.round(slowestMs),
      'lag p99 ms': Math.round(delay.percentile(99) / 1e6),
    })
  },
)

/** The problem is one of the mail's: its reader neither ran out of time or memory, nor stumbled over its own feet. */
async function expectRefusal(bytes: Uint8Array, problem: string, i: number): Promise<void> {
  expect(problem, `mail ${i}`).toMatch(/nested too deep|headers are larger|structure could not be read/)
  const error = await readMail(bytes).catch((error: unknown) => error)
  if (error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError || error instanceof SyntaxError)
    expect.fail(`mail ${i}: ${error.stack ?? error.message}`) // prettier-ignore
}

/** What the timeline is handed of it. */
function entryOf(mail: Mail): object {
  const nature = natureOf(mail, { addresses: OURS, isOwnId: () => false })
  const sender = senderOf(mail, OURS, 'mx.shop.example')
  const name = nameOf(mail, NOW)
  const entry = entryIn({ mail, at: NOW, name, thread: undefined }, nature, sender, { checks: true })
  return { entry, said: decideAcceptance(entry, NOW) }
}

test(
  'a table that was bent is read row by row or refused in a sentence, and what is read can be kept',
  { timeout: 3_600_000 },
  () => {
    const random = chanceOf('mutated tables')
    const counted = tally('mutated tables')
    const refused = new Map<string, number>()
    let [stored, aside, slowestMs] = [0, 0, 0]
    expect(TABLE_SEEDS.length).toBeGreaterThanOrEqual(300)
    for (let i = 0; i < EACH; i++) {
      const bytes = mutate(pick(random, TABLE_SEEDS), pick(random, TABLE_SEEDS), random)
      const since = performance.now()
      try {
        const units = unitsOf(bytes, integerBetween(random, 1_024, 65_536))
        slowestMs = Math.max(slowestMs, performance.now() - since)
        aside += units.filter(({ problem }) => problem).length
        for (const entry of units.flatMap(({ entries }) => entries)) {
          const said = decideAcceptance(entry, NOW)
          if (!said.accepted) continue
          stored += 1
          if (unstorableIn({ ...entry, at: '', data: said.data }) !== undefined)
            expect.fail(`table ${i} gives what no database keeps: ${JSON.stringify(entry).slice(0, 400)}`)
        }
      } catch (error) {
        if (!(error instanceof Refusal))
          throw new Error(`table ${i} broke: ${String(error)}`, { cause: error })
        refused.set(error.code, (refused.get(error.code) ?? 0) + 1)
      }
      slowestMs = Math.max(slowestMs, performance.now() - since)
      counted.add()
    }
    expect(stored).toBeGreaterThan(EACH / 4)
    // As long as one mail may take; what was found here took twice that.
    if (IS_LONG) expect(slowestMs).toBeLessThan(10_000)
    counted.end(EACH, {
      seeds: TABLE_SEEDS.length,
      broken: 0,
      ...Object.fromEntries(refused),
      'rows that could be stored': stored,
      'rows set aside': aside,
      'slowest ms': Math.round(slowestMs),
    })
  },
)

/** As an import does it: planned by the beginning, then read in pieces of a size. */
function unitsOf(bytes: Buffer, size: number) {
  const plan = planImport(bytes, true, {}, { source: 'csv:bent.csv', zone: 'America/New_York', currency: 'USD', startedAt: NOW, foreign: foreignRecords }) // prettier-ignore
  const units = openUnits(plan, eventRule)
  const read = []
  for (let at = 0; at < bytes.length; at += size) read.push(...units.push(bytes.subarray(at, at + size)))
  return [...read, ...units.end()]
}

test.each([
  ['addresses that nest in groups', `To: ${'a:'.repeat(130_000)}`],
  ['brackets that never end', `Cc: ${'<'.repeat(260_000)}`],
  ['comments that never end', `To: ${'('.repeat(260_000)}`],
  ['quotes that never end', `To: ${'",'.repeat(130_000)}`],
  ['parameters without end', `Content-Type: text/plain; ${'a*0=b; '.repeat(35_000)}`],
  ['encoded words without end', `Subject: ${'=?utf-8?q?a?= '.repeat(18_000)}`],
])('a header of 260 KB of %s is read or refused', async (_, header) => {
  const mail = await reader.read(Buffer.from(`From: m@example.com\r\n${header}\r\n\r\nwords`), false)
  expect(mail.problem ?? '').not.toMatch(/longer than|more memory|could not be read\.$/)
  expect(mail.from?.address).toBe('m@example.com')
})
