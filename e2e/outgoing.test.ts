/** “Nothing goes out”, walked by hand: the switch holds a reply, every screen says so, and turned off the reply goes once. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Reply } from '#features/plays/contract.ts'
import { startBadSmtp, type BadSmtp } from '#testing/smtp-faults.ts'
import { openJourney, type Journey } from './journey.ts'
import { anInbox, MAREN } from './letters.ts'
import { violationsIn } from './look.ts'
import { showMoment } from './screens.ts'

let journey: Journey
let server: BadSmtp
beforeAll(async () => {
  server = await startBadSmtp()
  journey = await openJourney('outgoing', undefined, { SPOONFUL_PRIVATE_NETWORKS: '127.0.0.0/8' })
  await journey.ask('POST', '/api/v1/mailboxes', {
    name: 'Tussock Merino',
    address: 'care@tussock.example',
    imap: { host: '127.0.0.1', port: 1, security: 'none' },
    smtp: { host: '127.0.0.1', port: server.port, security: 'none' },
    username: 'care',
    password: 'x',
    keepsSent: true,
  })
  await journey.send(anInbox())
  await journey.noticed(MAREN.name)
})
afterAll(async () => {
  await journey?.close()
  await server.close()
})

test('held, shown everywhere, and let go', async () => {
  const { page } = await journey.agent('/settings/outgoing')
  const bar = page.getByRole('status').filter({ hasText: 'Nothing goes out.' })
  await page.getByRole('button', { name: 'Hold everything back now' }).click()
  await bar.waitFor()
  expect(await violationsIn(page)).toEqual([])
  for (const path of ['/home', '/promises', '/customers', '/voices', '/journey', '/moments']) {
    await page.goto(path)
    await bar.waitFor()
  }
  await showMoment(page)
  await page.getByRole('textbox', { name: 'Your reply' }).fill('It comes on Friday, and I look after it.')
  const moment = new URL(page.url()).pathname
  await page.keyboard.press('ControlOrMeta+Enter')
  const held = async () =>
    (await journey.ask<{ items: Reply[] }>('GET', '/api/v1/replies?of=held')).items.filter(
      ({ isKeptBack }) => isKeptBack,
    ).length
  await expect.poll(held, { timeout: 30_000 }).toBe(1)
  // Sent and done, the moment has left the list; its own address shows what became of the reply.
  await page.goto(moment)
  await page.getByText(/^Kept back, since nothing goes out/).waitFor()
  expect(server.kept).toHaveLength(0)
  expect(await violationsIn(page)).toEqual([])

  await bar.getByRole('link', { name: 'What waits' }).click()
  await page.getByText(/^Replies: 1 waits/).waitFor()
  await page.getByRole('button', { name: 'Let things go out again' }).click()
  await page.getByRole('button', { name: 'Hold everything back now' }).waitFor()
  await bar.waitFor({ state: 'detached' })
  await expect.poll(() => server.kept.length, { timeout: 30_000 }).toBe(1)
  expect(server.kept[0]).toContain('It comes on Friday')
  expect(await journey.leave()).toEqual([])
})
