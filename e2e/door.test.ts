/** The way in, walked by hand: an owner gives herself a password and a second step, invites somebody, and takes her out again. */
import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openJourney, type Journey } from './journey.ts'
import { anInbox, MAREN } from './letters.ts'
import { PHONE, violationsIn } from './look.ts'
import { showMoment } from './screens.ts'

const PASSWORD = 'wool over four mountains'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney('door')
})
afterAll(() => journey?.close())

async function clean(page: Page, on: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect.soft(await violationsIn(page), `${on}, ${colorScheme}`).toEqual([])
  }
}
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
/** A browser that nobody is signed in with. */
async function stranger(path: string, options = {}): Promise<Page> {
  const context = await journey.browser.newContext({
    baseURL: journey.program.url,
    viewport: { width: 1280, height: 800 },
    ...options,
  })
  const page = await context.newPage()
  await page.goto(path)
  return page
}
async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await button(page, 'Sign in').click()
}

let secret = ''
test(
  'an owner chooses an address, a password and a second step, and comes in with them on another device',
  { timeout: 240_000 },
  async () => {
    const { page } = await journey.agent('/settings/me')
    await page.getByRole('heading', { name: 'Signing in' }).waitFor()
    await button(page, 'Say my address').click()
    await page.getByLabel('E-mail address').fill('Owner@Example.com')
    await button(page, 'Use this address').click()
    await button(page, 'Choose a password').click()
    await page.getByLabel('New password', { exact: true }).fill('owner2024!')
    await button(page, 'Use this password').click()
    await page.getByText(/at least 12 characters/).waitFor()
    await page.getByLabel('New password', { exact: true }).fill(PASSWORD)
    await button(page, 'Use this password').click()
    await button(page, 'Change my password').waitFor()

    await button(page, 'Switch it on').click()
    await page.getByLabel('Present password', { exact: true }).fill(PASSWORD)
    await button(page, 'Go on').click()
    await page.getByRole('img', { name: 'The code to scan' }).waitFor()
    await clean(page, 'the code to scan')
    await page.getByText('show me the key').click()
    secret = (await page.getByLabel('The key').innerText()).replace(/\s/g, '')
    await page
      .getByLabel('Code', { exact: true })
      .fill(new TOTP({ secret: Secret.fromBase32(secret) }).generate())
    await page.getByRole('dialog').getByRole('button', { name: 'Switch it on' }).click()
    await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor()
    const codes = await page
      .getByRole('list', { name: 'Recovery codes' })
      .getByRole('listitem')
      .allInnerTexts()
    expect(codes).toHaveLength(10)
    await button(page, 'I have kept them').click()
    await page.getByText('10 of your recovery codes are left').waitFor()

    for (const options of [{}, PHONE]) {
      const elsewhere = await stranger('/customers', options)
      await elsewhere.getByRole('heading', { name: 'Sign in' }).waitFor()
      await clean(elsewhere, 'sign in')
      await signIn(elsewhere, 'owner@example.com', 'not the password at all')
      await elsewhere.getByRole('alert').getByText('do not belong together').waitFor()
      await signIn(elsewhere, 'owner@example.com', PASSWORD)
      await elsewhere.getByRole('heading', { name: 'One more step' }).waitFor()
      await clean(elsewhere, 'second step')
      await elsewhere.getByLabel('Code').fill(codes.pop() ?? '')
      await button(elsewhere, 'Go on').click()
      await elsewhere.getByRole('heading', { name: 'Customers' }).first().waitFor()
      await elsewhere.context().close()
    }
  },
)

test(
  'somebody invited joins once, sees what her role may see, and is out when she is taken out',
  { timeout: 240_000 },
  async () => {
    const { page } = await journey.agent('/settings/people')
    await button(page, 'Invite').click()
    await page.getByLabel('E-mail address').fill('vera@example.com')
    await page.getByRole('radio', { name: /^Viewer/ }).check()
    await clean(page, 'invite')
    await page.getByRole('dialog').getByRole('button', { name: 'Invite' }).click()
    const link = await page.getByLabel('The link').innerText()
    await page.keyboard.press('Escape')
    await page.getByText('vera@example.com').first().waitFor()

    const vera = await stranger(link.slice(journey.program.url.length))
    await vera.getByRole('heading', { name: /^Welcome to/ }).waitFor()
    expect(vera.url(), 'the token is not kept in the address').not.toContain('#')
    await clean(vera, 'join')
    await vera.getByLabel('Your name').fill('Vera Lind')
    await vera.getByLabel('Password', { exact: true }).fill('seven grey herons waiting')
    await button(vera, 'Join').click()
    // A viewer begins with promises, and has no place she may not go.
    await vera.waitForURL('**/promises')
    const places = vera.getByRole('navigation', { name: 'Main' })
    await places.getByRole('link', { name: /Customers/ }).waitFor()
    expect(await places.getByRole('link', { name: /Tasks|Import/ }).count()).toBe(0)
    await vera.goto('/settings/people')
    await vera.getByText('Vera Lind').first().waitFor()
    expect(await button(vera, /^Invite|^Change/).count()).toBe(0)

    const again = await stranger(link.slice(journey.program.url.length))
    await again.getByRole('heading', { name: 'This invitation is over' }).waitFor()
    await clean(again, 'an invitation that is over')
    await again.context().close()

    await page.reload()
    await button(page, 'Change Vera Lind').click()
    await clean(page, 'one member')
    await button(page, 'Take Vera Lind out of the team').click()
    await button(page, 'Take Vera Lind out').last().click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await vera.goto('/promises')
    await vera.getByRole('heading', { name: 'Sign in' }).waitFor()
    await vera.context().close()
  },
)

/** The six digits of now; where they were used already, those of the next half minute. */
async function giveCode(page: Page, secret: string, next: string): Promise<void> {
  const code = page.getByLabel('Code')
  for (let tries = 0; tries < 4; tries++) {
    await code.fill(new TOTP({ secret: Secret.fromBase32(secret) }).generate())
    await button(page, next).click()
    const isTaken = await code.waitFor({ state: 'detached', timeout: 11_000 }).then(
      () => true,
      () => false,
    )
    if (isTaken) return
  }
  await code.waitFor({ state: 'detached' })
}

test(
  'who was away too long is told why, and comes back to the letter she was writing',
  { timeout: 240_000 },
  async () => {
    await journey.send(anInbox())
    await journey.noticed(MAREN.name)
    const { page } = await journey.agent('/moments')
    await showMoment(page)
    const place = page.url()
    await page.getByRole('textbox', { name: 'Your reply' }).fill('Half a thought about the wedding')
    await journey.sql("update login_session set seen_at = seen_at - interval '13 hours'")
    // Her page may have asked for something itself by now, and the letter be gone from it.
    await page.keyboard.press('ControlOrMeta+Enter')
    await page.getByRole('heading', { name: 'Welcome back' }).waitFor()
    await page.getByText('Nobody was here for 12 hours. Sign in again to go on where you were.').waitFor()
    await clean(page, 'welcome back')
    await page.reload()
    await page.getByRole('heading', { name: 'Welcome back' }).waitFor()
    await signIn(page, 'owner@example.com', PASSWORD)
    await giveCode(page, secret, 'Go on')
    await page.getByRole('textbox', { name: 'Your reply' }).waitFor()
    expect(page.url()).toBe(place)
    await expect
      .poll(() => page.getByRole('textbox', { name: 'Your reply' }).inputValue())
      .toBe('Half a thought about the wedding')
    await journey.sql('update login_session set seen_at = now()')
  },
)

test(
  'signing out is at hand on every page, and leaves nothing asked in it',
  { timeout: 120_000 },
  async () => {
    const ada = await joined('ada@example.com', 'Ada Byron')
    for (const path of ['/moments', '/promises', '/settings/people', '/journey']) {
      await ada.goto(path)
      await ada.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Settings' }).click()
      await ada.getByRole('dialog').getByRole('button', { name: 'Sign out' }).waitFor()
      if (path === '/journey') break
      await ada.keyboard.press('Escape')
    }
    await ada.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click()
    await ada.getByRole('heading', { name: 'Sign in' }).waitFor()
    expect(await ada.getByRole('heading', { name: 'Welcome back' }).count()).toBe(0)
    await ada.context().close()
  },
)

test(
  'an owner asks a second step of everybody; who has none sets it up before anything else and is where she was',
  { timeout: 240_000 },
  async () => {
    const ines = await joined('ines@example.com', 'Ines Vidal')
    await ines.goto('/promises')
    await ines.getByRole('heading', { name: 'Promises' }).first().waitFor()
    const { page } = await journey.agent('/settings/people')
    await page.getByRole('heading', { name: 'Signing in' }).waitFor()
    await page.getByLabel('Sign out who was away for').selectOption({ label: '8 hours' })
    await page.getByText('Who was away for 8 hours signs in again').waitFor()
    await page.getByRole('radio', { name: 'Everybody' }).click()
    await page.getByText(/A second step is asked of everybody from/).waitFor()
    await clean(page, 'the rules of signing in')
    await ines.reload()
    await ines.getByText('Your team asks for a second step.').waitFor()
    await clean(ines, 'asked for a second step')
    // A week later.
    await journey.sql("update workspace set factor_from = now() - interval '1 second'")
    await ines.reload()
    await ines.getByRole('heading', { name: 'One thing before you go on' }).waitFor()
    await clean(ines, 'a second step before anything else')
    await button(ines, 'Set it up').click()
    await ines.getByLabel('Present password', { exact: true }).fill('seven grey herons waiting')
    await ines.getByRole('dialog').getByRole('button', { name: 'Go on' }).click()
    await ines.getByText('show me the key').click()
    const hers = (await ines.getByLabel('The key').innerText()).replace(/\s/g, '')
    await ines
      .getByLabel('Code', { exact: true })
      .fill(new TOTP({ secret: Secret.fromBase32(hers) }).generate())
    await ines.getByRole('dialog').getByRole('button', { name: 'Switch it on' }).click()
    await ines.getByRole('heading', { name: 'Your recovery codes' }).waitFor()
    await button(ines, 'I have kept them').click()
    await ines.getByRole('heading', { name: 'Promises' }).first().waitFor()
    expect(new URL(ines.url()).pathname).toBe('/promises')
    await ines.context().close()
  },
)

/** Somebody invited as an agent who has joined. */
async function joined(email: string, name: string): Promise<Page> {
  const { link } = await journey.ask<{ link: string }>('POST', '/api/v1/invitations', {
    email,
    role: 'agent',
  })
  const page = await stranger(link.slice(journey.program.url.length))
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('Password', { exact: true }).fill('seven grey herons waiting')
  await button(page, 'Join').click()
  await page.waitForURL((url) => !url.pathname.startsWith('/join'))
  return page
}

test(
  'a forgotten password is mailed or handed over, and the link works once',
  { timeout: 240_000 },
  async () => {
    const asks = await stranger('/')
    await button(asks, 'I forgot my password').click()
    await asks.getByLabel('E-mail address').fill('nobody@example.com')
    await clean(asks, 'forgotten')
    await button(asks, 'Mail me a link').click()
    await asks.getByRole('heading', { name: 'Look into your mail' }).waitFor()
    await clean(asks, 'look into your mail')

    const owner = (await journey.ask<{ items: { id: string; role: string }[] }>('GET', '/api/v1/members'))
      .items[0]
    const { link } = await journey.ask<{ link: string }>(
      'POST',
      `/api/v1/members/${owner?.id}/password-reset`,
    )
    const lost = await stranger(link.slice(journey.program.url.length))
    await lost.getByLabel('New password', { exact: true }).fill('quiet lamps along the harbour')
    await clean(lost, 'a new password')
    await button(lost, 'Use it').click()
    await lost.getByRole('heading', { name: 'Your password is new' }).waitFor()
    await lost.goto(link.slice(journey.program.url.length))
    await lost.reload()
    await lost.context().close()
    await asks.context().close()
  },
)
