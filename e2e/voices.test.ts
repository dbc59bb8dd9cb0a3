/** A survey from what sets it off to the score: a supervisor switches it on, it leaves after its delay, and only what a customer sends counts. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import PostalMime, { type Email } from 'postal-mime'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { SaidAnswer, SurveysAnswer } from '#features/voices/contract.ts'
import { mailServersProblem, startMailServers, type MailServers } from '#testing/mail-servers.ts'
import { openJourney, type Journey } from './journey.ts'
import { letter } from './letters.ts'
import { PHONE, picture, violationsIn } from './look.ts'

const CARE = 'care@shop.example'
const KOFI = 'kofi@mail.example'
const INES = 'ines@mail.example'
const problem = mailServersProblem()
if (problem !== undefined) console.log(`SKIPPED: ${problem}`)

describe.skipIf(problem !== undefined)('a survey, from what sets it off to the score', () => {
  let journey: Journey
  let servers: MailServers
  let priya: Page
  beforeAll(async () => {
    servers = await startMailServers([CARE, KOFI, INES])
    journey = await openJourney('voices', undefined, { SPOONFUL_PRIVATE_NETWORKS: '127.0.0.0/8' })
    const server = (port: number) => ({ host: '127.0.0.1', port, security: 'none' })
    await journey.ask('POST', '/api/v1/mailboxes', {
      name: 'Tussock Merino',
      address: CARE,
      imap: server(servers.imapPort),
      smtp: server(servers.smtpPort),
      username: CARE,
      password: servers.password,
    })
    priya = await aSupervisor('Priya Nair', 'priya@shop.example')
  })
  afterAll(async () => {
    await journey?.close()
    await servers?.close()
  })
  afterEach(async () => {
    expect(await journey.leave()).toEqual([])
  })

  const ofSurvey = async () =>
    (await journey.ask<SurveysAnswer>('GET', '/api/v1/surveys')).items.find(
      ({ definition }) => definition.name === 'After a conversation',
    )

  test('a supervisor writes it and switches it on', async () => {
    await priya.goto('/voices/surveys')
    await priya.getByRole('button', { name: 'New survey' }).first().click()
    const form = priya.getByRole('region', { name: 'New survey' })
    await form.getByLabel('Name').fill('After a conversation')
    expect(await form.getByLabel('Hours after it').inputValue()).toBe('24')
    await form.getByLabel('Quiet from').fill('')
    await form.frameLocator('iframe').getByText('How was it').first().waitFor()
    await picture(priya, 'survey-editor')
    await form.getByRole('button', { name: 'Save' }).click()
    const card = priya.getByRole('region', { name: 'After a conversation' })
    const toggle = card.getByRole('switch')
    expect(await toggle.isChecked()).toBe(false)
    await card.getByText('Off', { exact: true }).click()
    await card.getByText('On', { exact: true }).waitFor()
    await expect.poll(async () => (await ofSurvey())?.isOn).toBe(true)
    await priya.reload()
    await expect.poll(() => card.getByRole('switch').isChecked()).toBe(true)
    expect(await violationsIn(priya)).toEqual([])
  })

  let mail: Email
  test('what came to rest is asked about when the delay is over, and not before', async () => {
    await journey.send([
      ...talk('kofi', 'Kofi Brandt', 'The hem of my Wren came undone.'),
      ...talk('ines', 'Ines Marchetti', 'Does the Moor wash at thirty?'),
    ])
    await expect.poll(async () => (await ofSurvey())?.waiting).toBe(2)
    await priya.reload()
    await priya.getByText('2 waiting').waitFor()
    // Two looks of the sender, ten seconds apart: nobody is written to before it is time.
    await priya.waitForTimeout(11_000)
    expect([await lettersTo(KOFI), await lettersTo(INES)]).toEqual([[], []])

    await journey.sql(`update survey_invitation set next_look_at = next_look_at - interval '23 hours'`)
    await priya.waitForTimeout(11_000)
    expect(await lettersTo(KOFI)).toEqual([])
    await journey.sql(`update survey_invitation set next_look_at = next_look_at - interval '61 minutes'`)
    await expect.poll(async () => (await lettersTo(KOFI)).length + (await lettersTo(INES)).length).toBe(2)
    mail = (await lettersTo(KOFI))[0] as Email
    expect(linksIn(mail).map((link) => link.slice(-4))).toEqual(['q1=1', 'q1=2', 'q1=3', 'q1=4', 'q1=5'])
    expect(mail.text).toContain('Hello, Kofi,')
  })

  test('a program that opens every link of the mail answers nothing', async () => {
    for (const method of ['GET', 'HEAD'])
      for (const link of linksIn(mail)) {
        const { status } = await fetch(link, { method, headers: { 'user-agent': 'MailScanner/2.0' } })
        expect(status).toBe(200)
      }
    expect((await ofSurvey())?.result).toMatchObject({ returns: { sent: 2, answered: 0 }, scores: [] })
  })

  const GREAT = 'Thank you, Kofi. You said “Great”.'
  test.each([
    { on: 'a wide screen', options: {} },
    { on: 'a phone', options: PHONE },
  ])('the page has nothing for axe to find on $on, and fits at 320 px', async ({ on, options }) => {
    const page = await aCustomer(options)
    await page.goto(great())
    await page.getByRole('heading', { name: GREAT }).waitFor()
    await page.getByLabel(/What made it so/).fill('Priya was an absolute star.')
    await page.getByText('Thank Priya by name').waitFor()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await violationsIn(page), colorScheme).toEqual([])
      await picture(page, `survey ${on} ${colorScheme}`)
    }
    await page.setViewportSize({ width: 320, height: 640 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    await page.context().close()
  })

  test('without scripts her answer counts when she sends it, once, and stands beside how many answered', async () => {
    const page = await aCustomer({ javaScriptEnabled: false })
    await page.goto(great())
    await page.getByRole('heading', { name: GREAT }).waitFor()
    expect(await page.getByRole('radio', { name: 'Great' }).isChecked()).toBe(true)
    await page.getByLabel(/What made it so/).fill('Priya was an absolute star, sorted in one go.')
    expect((await ofSurvey())?.result.returns.answered).toBe(0)
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByRole('heading', { name: /Thank you/ }).waitFor()
    await picture(page, 'survey sent')
    await page.goto(linksIn(mail)[0] as string)
    await page.getByText(/counts once/).waitFor()
    await page.context().close()

    await expect.poll(async () => (await ofSurvey())?.result.scores.length).toBe(1)
    await priya.goto('/voices/surveys')
    const card = priya.getByRole('region', { name: 'After a conversation' })
    await card.getByText('21% to 100% · 1 answer').waitFor()
    await card.getByText('1 of 2 answered, 50% (9% to 91%)').waitFor()
    await picture(priya, 'survey results')

    await priya.goto('/voices')
    const thanked = priya.getByRole('region', { name: 'Thanked by name' })
    await thanked.getByText('absolute star, sorted in one go').waitFor()
    await thanked.getByRole('button', { name: 'Share with the team' }).waitFor()
  })

  test('one paragraph says what is said the most; a figure opens its comments, and each stands in its conversation', async () => {
    const torn = 'The hem looks cheap and fell apart.'
    await journey.send([
      ...talk('ada', 'Ada Fields', `Hello. ${torn} What can you do?`),
      ...talk('bea', 'Bea Lind', torn),
    ])
    const paragraph = async () => (await journey.ask<SaidAnswer>('GET', '/api/v1/voices/summary')).text
    // Kofi's hem came undone, too.
    await expect
      .poll(paragraph)
      .toContain(`3 are about “Falls apart or looks cheap”: “${torn.slice(0, -1)}”.`)
    for (const [options, name] of [
      [{}, 'wide'],
      [PHONE, 'phone'],
    ] as const) {
      const { page } = await journey.agent('/voices', options)
      const figure = page.getByRole('button', { name: '3 comments, open them' })
      await figure.waitFor()
      await figure.click()
      const pane = page.getByRole('region', { name: 'Theme', exact: true })
      await pane.getByRole('heading', { name: 'Falls apart or looks cheap' }).waitFor()
      const places = pane.getByRole('region', { name: 'Where it is said' })
      await places.getByRole('radio', { name: 'Channel' }).or(places.getByText('Channel', { exact: true })).first().click() // prettier-ignore
      await places.getByText('3 of 4').waitFor()
      await places.getByText('too few to say').first().waitFor()
      expect(await violationsIn(page)).toEqual([])
      await picture(page, `voices ${name}`)
      await pane.locator('article').filter({ hasText: 'What can you do?' }).getByRole('link', { name: 'In its place' }).click() // prettier-ignore
      const place = page.getByRole('article', { name: 'Ada Fields' })
      await place.getByText('It is done.').waitFor()
      await place.getByText('Answered', { exact: true }).waitFor()
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        expect(await violationsIn(page), colorScheme).toEqual([])
        await picture(page, `comment ${name} ${colorScheme}`)
      }
    }
  })

  const great = () => linksIn(mail)[4] as string

  /** A question and Priya's answer to it, just now. */
  function talk(who: string, name: string, text: string): object[] {
    const asked = letter({ who, name, text, hoursAgo: 0.002, channel: 'email', conversation: `c-${who}` })
    return [
      asked,
      {
        ...asked,
        event: 'Reply Sent',
        messageId: `reply to ${who}`,
        timestamp: new Date().toISOString(),
        properties: {
          message: 'It is done.',
          channel: 'email',
          conversation_id: `c-${who}`,
          agent_name: 'Priya Nair',
        },
      },
    ]
  }

  async function aSupervisor(name: string, email: string): Promise<Page> {
    const { link } = await journey.ask<{ link: string }>('POST', '/api/v1/invitations', {
      email,
      role: 'supervisor',
    })
    const page = await aCustomer({ viewport: { width: 1440, height: 900 } })
    await page.goto(link)
    await page.getByLabel('Your name').fill(name)
    await page.getByLabel('Password', { exact: true }).fill('seven grey herons waiting')
    await page.getByRole('button', { name: 'Join' }).click()
    await page.getByRole('button', { name: 'Join' }).waitFor({ state: 'detached' })
    return page
  }

  /** A browser nobody of the team is signed in with. */
  async function aCustomer(options: BrowserContextOptions): Promise<Page> {
    const context = await journey.browser.newContext({
      baseURL: journey.program.url,
      locale: 'en-US',
      ...options,
    })
    return context.newPage()
  }

  async function lettersTo(address: string): Promise<Email[]> {
    const path = join(servers.maildir(address), 'new')
    const names = await readdir(path).catch(() => [])
    return Promise.all(names.map(async (name) => PostalMime.parse(await readFile(join(path, name)))))
  }

  const linksIn = ({ text = '' }: Email): string[] => text.match(/http\S+\/survey\/[\w-]{43}\?q1=\d/g) ?? []
})
