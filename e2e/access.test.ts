/** Everybody can work here with the keyboard alone; what is on each screen is looked at in access-wide and access-phone. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { MomentDetail } from '#features/moments/contract.ts'
import { openJourney, type Journey } from './journey.ts'
import { anInbox, INBOX, MAREN } from './letters.ts'
import type { Reply } from '#features/plays/contract.ts'
import { momentRows, showMoment } from './screens.ts'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney('access')
  await journey.send(anInbox())
  for (const { name } of INBOX) await journey.noticed(name)
})
afterAll(() => journey?.close())
afterEach(async () => {
  expect(await journey.leave()).toEqual([])
})

test('the focus is seen and not hidden, wherever Tab leads', async () => {
  const { page } = await journey.agent('/moments')
  await showMoment(page)
  // The acts and the customer come by themselves; what is not there yet can't be walked to.
  await page.getByRole('textbox', { name: 'Your reply' }).waitFor()
  await page.getByText('This moment').waitFor()
  const walked: string[] = []
  for (let step = 0; step < 150; step++) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate(focusNow)
    if (at === null || at.isKnown) break
    walked.push(at.name)
    expect(at, at.name).toMatchObject({ isRinged: true, isInSight: true })
  }
  expect(walked.length, walked.join('\n')).toBeGreaterThan(15)
})

/**
 * Runs in the page: what has the focus, whether it had it at an earlier call, whether a ring shows it, and whether anything of it can
 * be seen. Null on the page itself.
 */
function focusNow(): { name: string; isKnown: boolean; isRinged: boolean; isInSight: boolean } | null {
  const element = document.activeElement
  if (!(element instanceof HTMLElement) || element === document.body) return null
  const ringed = (each: Element) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each)
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow.includes('0px 0px 0px 2px')
  }
  const { left, top, width, height } = element.getBoundingClientRect()
  const points = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [x, y] as const))
  const isInSight = points.some(([x, y]) => {
    const seen = document.elementFromPoint(left + width * x, top + height * y)
    return seen !== null && (element.contains(seen) || seen.contains(element))
  })
  const isKnown = element.hasAttribute('data-walked')
  element.setAttribute('data-walked', '')
  return {
    isKnown,
    name: `${element.tagName}.${element.className} ${element.getAttribute('aria-label') ?? element.innerText.slice(0, 30)}`,
    // The ring of a field may stand around all that belongs to it, that of a list around its selected row.
    isRinged:
      ringed(element) ||
      [...document.querySelectorAll(':focus-within, [aria-selected=true]')].some(
        (each) => (each.contains(element) || element.contains(each)) && ringed(each),
      ),
    isInSight,
  }
}

test('one whole moment is worked on with the keyboard alone', async () => {
  const { page } = await journey.agent('/moments')
  const rows = momentRows(page)
  await rows.first().waitFor()
  const maren = rows.filter({ hasText: MAREN.name })
  const isSelected = async () => (await maren.getAttribute('aria-selected')) === 'true'
  await page.keyboard.press('Home')
  while (!(await isSelected())) await page.keyboard.press('j')
  await page.getByRole('article', { name: 'The words it was noticed in' }).getByText('me again').waitFor()
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  const moment = () => journey.ask<MomentDetail>('GET', `/api/v1/moments/${id}`)

  const act = page.getByRole('button').filter({ hasText: 'Say where it is right now' })
  const key = await act.locator('.Kbd').innerText()
  if ((await act.getAttribute('aria-pressed')) === 'false') await page.keyboard.press(key)
  await page.getByRole('button', { pressed: true }).filter({ hasText: 'Say where it is right now' }).waitFor()
  await page.keyboard.press('r')
  const reply = page.getByRole('textbox', { name: 'Your reply' })
  await expect.poll(() => reply.evaluate((field) => field === document.activeElement)).toBe(true)
  await page.keyboard.type(' Your parcel left the depot, je suis sûr.')
  expect(await page.getByRole('dialog').count(), 'single keys do not fire while typing').toBe(0)
  await page.keyboard.press('Escape')
  await page.keyboard.press('ControlOrMeta+Enter')
  const replies = () => journey.ask<{ items: Reply[] }>('GET', `/api/v1/replies?moment=${id}`)
  await expect.poll(async () => (await replies()).items[0]?.text).toContain('je suis sûr')

  await page.keyboard.press('h')
  await page.getByRole('dialog', { name: /^Snooze/ }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.keyboard.press('i')
  const pane = page.getByRole('complementary', { name: 'Customer' })
  expect(await pane.evaluate((each) => each === document.activeElement)).toBe(true)

  await page.keyboard.press('e')
  await expect.poll(async () => (await moment()).settlement?.outcome).toBe('done')
  await page.keyboard.press('z')
  await expect.poll(async () => (await moment()).settlement).toBeNull()
  expect(await isSelected()).toBe(true)
})

test('single keys can be switched off, and then do nothing', async () => {
  const { page } = await journey.agent('/moments')
  await showMoment(page)
  await page.getByRole('button', { name: 'Settings' }).click()
  const single = page.getByRole('switch', { name: /single keys/i })
  await single.press('Space')
  await expect.poll(() => single.isChecked()).toBe(false)
  await page.keyboard.press('Escape')
  await page.keyboard.press('h')
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox', { name: 'Find or do' }).waitFor()
  expect(await page.getByRole('dialog', { name: /^Snooze/ }).count()).toBe(0)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Settings' }).click()
  await single.press('Space')
  await expect
    .poll(() => journey.ask<{ singleKeys: boolean }>('GET', '/api/v1/preferences'))
    .toMatchObject({ singleKeys: true })
})
