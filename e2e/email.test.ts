/** A mailbox is set up in the browser against real servers, and what a customer writes to it becomes a moment on the screen. */
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Mailbox } from '#connectors/email/contract.ts'
import type { GrantRow, Reply } from '#features/plays/contract.ts'
import {
  bringMail,
  mailServersProblem,
  readInbox,
  startMailServers,
  type MailServers,
} from '#testing/mail-servers.ts'
import { openJourney, type Journey } from './journey.ts'
import { picture, violationsIn } from './look.ts'

const CARE = 'care@shop.example'
const MAREN = 'maren@example.com'
const IDA = 'ida@example.com'
const JUNE = 'june@example.com'
const ANECDOTE = 'I’m 5′2 too, and I danced till two in my Wren at my brother’s wedding.'
const problem = mailServersProblem()
if (problem !== undefined) console.log(`SKIPPED: ${problem}`)

describe.skipIf(problem !== undefined)('e-mail in the browser', () => {
  let journey: Journey
  let servers: MailServers
  beforeAll(async () => {
    servers = await startMailServers([CARE, MAREN, IDA, JUNE])
    journey = await openJourney('email', undefined, { SPOONFUL_PRIVATE_NETWORKS: '127.0.0.0/8' })
  })
  afterAll(async () => {
    await journey?.close()
    await servers?.close()
  })
  afterEach(async () => {
    expect(await journey.leave()).toEqual([])
  })

  test('from the form to the moment, and HTML that wanted to run', async () => {
    const { page } = await journey.agent('/settings/email')
    await page.getByRole('button', { name: 'Add a mailbox' }).click()
    await page.getByLabel('Address', { exact: true }).fill(CARE)
    await page.getByLabel('Name customers see').fill('Tussock Merino')
    await expect.poll(() => page.getByLabel('User name').inputValue()).toBe(CARE)
    await page.getByLabel('Password').fill('not this one')
    for (const [label, port] of [
      ['Reading (IMAP)', servers.imapPort],
      ['Sending (SMTP)', servers.smtpPort],
    ] as const) {
      await page.getByLabel(`${label}: server`).fill('127.0.0.1')
      await page.getByLabel(`${label}: port`).fill(String(port))
      await page.getByLabel(`${label}: encryption`).selectOption('none')
    }
    await page.getByRole('button', { name: 'Try it' }).click()
    await page
      .getByText(/does not accept the user name and password/)
      .first()
      .waitFor()
    await page.getByLabel('Password').fill(servers.password)
    await page.getByRole('button', { name: 'Try it' }).click()
    await page.getByText('Mail can be sent.').waitFor()
    await picture(page, 'form')
    await page.getByRole('button', { name: 'Save' }).click()
    const card = page.getByRole('article', { name: CARE })
    await card.getByText('Connected', { exact: true }).waitFor()

    await bringMail(
      servers,
      MAREN,
      CARE,
      `From: Maren Oduya <${MAREN}>\nTo: ${CARE}\nSubject: <img src=x onerror=__pwned(1)>\nMessage-ID: <h1@example.com>\nContent-Type: text/html; charset=utf-8\n\n<p>Third time I ask: where is my parcel? It is for my wedding.</p><script>__pwned(2)</script><img src="https://tracker.example/p.gif" onerror="__pwned(3)"><a href="javascript:__pwned(4)">here</a>`,
    )
    await bringMail(
      servers,
      'news@letters.example',
      CARE,
      `From: news@letters.example\nTo: ${CARE}\nSubject: Sale\nMessage-ID: <s1@letters.example>\nList-Unsubscribe: <mailto:x@letters.example>\n\nBuy`,
    )
    await journey.noticed('Maren Oduya')
    await card.getByText(/1 set aside/).waitFor()
    await card.getByRole('button', { name: /set aside/ }).click()
    await page.getByRole('list', { name: 'Mails set aside' }).getByText('Sale').waitFor()
    await page.keyboard.press('Escape')
    expect(await violationsIn(page)).toEqual([])
    await picture(page, 'mailbox')
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.setViewportSize({ width: 390, height: 844 })
    await picture(page, 'mailbox-phone-dark')
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize({ width: 1440, height: 900 })

    await page.goto('/moments')
    await page
      .getByRole('listbox', { name: 'Moments by expiry' })
      .getByRole('option', { name: /Maren/ })
      .click()
    const words = page.getByRole('article', { name: 'The words it was noticed in' })
    await words.getByText('where is my parcel?').waitFor()
    expect(await words.locator('img, script, a').count()).toBe(0)

    // As it was sent: in a frame where nothing runs and which asks nobody for anything.
    await page.getByRole('textbox', { name: 'Your reply' }).waitFor()
    await words.getByRole('button', { name: 'As it was sent' }).click()
    const sheet = page.getByRole('dialog', { name: 'As it was sent' })
    await sheet.getByText(/One picture lies elsewhere and was not asked for/).waitFor()
    expect(await sheet.locator('iframe').getAttribute('sandbox')).not.toMatch(/scripts|same-origin/)
    const frame = sheet.frameLocator('iframe')
    await frame.getByText('It is for my wedding.').waitFor()
    expect(await frame.locator('script, img[src^="http"], [onerror], a[href^="javascript"]').count()).toBe(0)
    await picture(page, 'as-it-was-sent')
    await page.keyboard.press('Escape')
  }, 180_000)

  test('a picture of her dog stands beside her words, drawn anew, and can be taken away', async () => {
    const dog = (await sharp({ create: { width: 640, height: 420, channels: 3, background: '#c9986b' } }).jpeg().toBuffer()).toString('base64') // prettier-ignore
    await bringMail(
      servers,
      'ada@example.com',
      CARE,
      `From: Ada Fields <ada@example.com>\nTo: ${CARE}\nSubject: Biscuit\nMessage-ID: <dog@example.com>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nThis is my dog Biscuit in your blanket.\n--b\nContent-Type: image/jpeg; name=biscuit.jpg\nContent-Disposition: attachment; filename=biscuit.jpg\nContent-Transfer-Encoding: base64\n\n${(dog.match(/.{1,76}/g) ?? []).join('\n')}\n--b--`,
    )
    await journey.noticed('Ada Fields')
    const { page } = await journey.agent('/moments')
    await page
      .getByRole('listbox', { name: 'Moments by expiry' })
      .getByRole('option', { name: /Ada/ })
      .click()
    const pictures = page.getByRole('list', { name: 'Pictures that came with it' })
    const small = pictures.getByRole('img', { name: 'biscuit.jpg' })
    await small.waitFor()
    await expect.poll(() => small.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(640)
    await picture(page, 'her-dog')
    await small.click()
    const sheet = page.getByRole('dialog', { name: 'biscuit.jpg' })
    await sheet.getByRole('button', { name: 'Take it away' }).click()
    await small.waitFor({ state: 'detached' })
  })

  test('the bill she attached is a line with its name and size, saved as it came, and can be taken away', async () => {
    const bill = Buffer.from('%PDF-1.7 not much of a bill')
    await bringMail(
      servers,
      'eve@example.com',
      CARE,
      `From: Eve Lund <eve@example.com>\nTo: ${CARE}\nSubject: My bill\nMessage-ID: <bill@example.com>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nThird time I ask: why was I charged twice? My wedding is on Saturday.\n--b\nContent-Type: application/pdf; name="bill.pdf"\nContent-Disposition: attachment; filename="bill.pdf"\nContent-Transfer-Encoding: base64\n\n${bill.toString('base64')}\n--b\nContent-Type: text/html; name="offer.html"\nContent-Disposition: attachment; filename="offer.html"\nContent-Transfer-Encoding: base64\n\n${btoa('<script>__pwned(5)</script>')}\n--b--`,
    )
    await journey.noticed('Eve Lund')
    const { page } = await journey.agent('/moments')
    await page
      .getByRole('listbox', { name: 'Moments by expiry' })
      .getByRole('option', { name: /Eve/ })
      .click()
    const files = page.getByRole('list', { name: 'Files that came with it' })
    await files.getByText('1 KB; it may run something').waitFor()
    expect(await violationsIn(page)).toEqual([])
    await picture(page, 'her-bill')
    for (const [name, bytes] of [
      ['bill.pdf', bill.toString()],
      ['offer.html', '<script>__pwned(5)</script>'],
    ] as const) {
      const coming = page.waitForEvent('download')
      await files.getByRole('link', { name }).click()
      const saved = await coming
      expect(saved.suggestedFilename()).toBe(name)
      expect(await readFile(await saved.path(), 'utf8')).toBe(bytes)
    }
    expect(new URL(page.url()).pathname).toMatch(/^\/moments\//)
    await files.getByRole('button', { name: 'Take offer.html away' }).click()
    await files.getByRole('button', { name: 'Take offer.html away for good' }).click()
    await files.getByRole('link', { name: 'offer.html' }).waitFor({ state: 'detached' })
    await files.getByText('not kept here').waitFor()
  })

  test('a line of her own and ten dollars answer a mail, are taken back, go again, and are read back from the server', async () => {
    await journey.ask('POST', '/api/v1/anecdotes', {
      fact: 'I’m 5′2 too',
      product: 'Wren dress',
      words: ANECDOTE,
    })
    await bringLetter(IDA, 'Ida Holm', 'ida1@example.com')
    const { page } = await journey.agent('/moments')
    await writeWithCredit(page, /Ida/, 'She told us of the wedding')
    await picture(page, 'whole-act')

    await page.keyboard.press('ControlOrMeta+Enter')
    const toast = page.getByRole('region', { name: 'Just now' })
    await toast.getByText('Sends to Ida Holm by e-mail with 2 acts.').waitFor()
    await expect.poll(repliesTo('Ida Holm')).toEqual(['held'])
    await page.keyboard.press('z')
    await expect.poll(repliesTo('Ida Holm')).toEqual(['undone'])
    await expect.poll(() => fieldIn(page).inputValue()).toContain(ANECDOTE)
    await expect.poll(standingGrants).toEqual([])

    await page.keyboard.press('ControlOrMeta+Enter')
    await expect.poll(repliesTo('Ida Holm'), { timeout: 30_000 }).toEqual(['sent', 'undone'])
    await expect.poll(async () => (await readInbox(servers, IDA)).length).toBe(1)
    const [mail] = await readInbox(servers, IDA)
    expect(mail?.text).toContain(ANECDOTE)
    expect(mail).toMatchObject({ inReplyTo: '<ida1@example.com>', subject: 'Re: The wedding' })
    expect(mail?.references).toContain('<ida1@example.com>')
    expect(mail?.from?.address).toBe(CARE)
    expect(await standingGrants()).toEqual([{ amountMinor: 1_000, reason: 'She told us of the wedding' }])
  }, 120_000)

  test('kill -9 while a reply is held: after the restart one mail leaves and one grant stands', async () => {
    await bringLetter(JUNE, 'June Park', 'june1@example.com')
    const { page } = await journey.agent('/moments')
    await writeWithCredit(page, /June/, 'For June')
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect.poll(repliesTo('June Park')).toEqual(['held'])
    await journey.killAndRestart()
    await expect.poll(repliesTo('June Park'), { timeout: 60_000 }).toEqual(['sent'])
    await expect.poll(async () => (await readInbox(servers, JUNE)).length).toBe(1)
    expect(await standingGrants()).toHaveLength(2)
    // A mail of its own behind it: had the reply left twice, the second would stand here.
    await bringMail(servers, CARE, JUNE, `From: ${CARE}\nTo: ${JUNE}\nSubject: Last\n\nThe last one.`)
    expect((await readInbox(servers, JUNE)).map(({ subject }) => subject)).toEqual([
      'Re: The wedding',
      'Last',
    ])
  }, 180_000)

  test('whoever is not confirmed by the mail server that is trusted bears a mark', async () => {
    const boxes = () => journey.ask<{ items: Mailbox[] }>('GET', '/api/v1/mailboxes')
    const id = (await boxes()).items[0]?.id
    await journey.ask('PATCH', `/api/v1/mailboxes/${id}`, { authserv: 'mx.shop.example' })
    await expect.poll(async () => (await boxes()).items[0]?.standing).toBe('connected')
    await bringMail(
      servers,
      'ada@example.com',
      CARE,
      `From: Ada Fields <ada@example.com>\nTo: ${CARE}\nSubject: Really me\nMessage-ID: <forged@example.com>\n\nPlease send it to my new address instead.`,
    )
    const found = await journey.ask<{ items: { id: string }[] }>('GET', '/api/v1/customers?q=ada@example.com')
    const { page } = await journey.agent(`/customers/${found.items[0]?.id}`)
    await page.getByText('sender not confirmed').waitFor()
    expect(await page.getByText('sender not confirmed').count()).toBe(1)
    await picture(page, 'not-confirmed')
  })

  const bringLetter = async (from: string, name: string, id: string) => {
    await bringMail(
      servers,
      from,
      CARE,
      `From: ${name} <${from}>\nTo: ${CARE}\nSubject: The wedding\nMessage-ID: <${id}>\nContent-Type: text/plain; charset=utf-8\n\nI wear the Wren dress to my sister’s wedding on Saturday. I’m only 5′2 and it falls just right.`,
    )
    await journey.noticed(name)
  }

  const fieldIn = (page: Page) => page.getByRole('textbox', { name: 'Your reply' })

  /** Opens the moment, adds the anecdote and a courtesy credit of ten dollars. */
  async function writeWithCredit(page: Page, name: RegExp, reason: string): Promise<void> {
    await page
      .getByRole('listbox', { name: 'Moments by expiry' })
      .getByRole('option', { name })
      .first()
      .click()
    await page.getByRole('button', { pressed: false }).filter({ hasText: 'danced till two' }).click()
    await page.getByRole('button', { name: 'More acts' }).click()
    const more = page.getByRole('dialog', { name: 'More acts' })
    await more.getByRole('button', { name: /^Courtesy credit/ }).click()
    const sheet = page.getByRole('dialog', { name: /Courtesy credit/ })
    await sheet.getByLabel('How much').fill('10')
    await sheet.getByLabel('Why, for the ledger').fill(reason)
    await sheet.getByRole('button', { name: 'Add it' }).click()
    expect(await fieldIn(page).inputValue()).toContain(ANECDOTE)
  }

  /** The states of the replies to somebody, newest first. */
  const repliesTo = (name: string) => async () =>
    (await journey.ask<{ items: Reply[] }>('GET', '/api/v1/replies')).items
      .filter(({ customer }) => customer.name === name)
      .map(({ state }) => state)

  const standingGrants = async () =>
    (await journey.ask<{ items: GrantRow[] }>('GET', '/api/v1/grants')).items
      .filter(({ reverses, reversedBy }) => reverses === null && reversedBy === null)
      .map(({ amountMinor, reason }) => ({ amountMinor, reason }))
})
