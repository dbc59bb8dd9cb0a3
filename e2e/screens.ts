/** Every screen there is, and how an agent gets to it: for the checks that must hold on all of them. */
import type { Page } from 'playwright-core'
import { MAREN } from './letters.ts'

export type Screen = {
  readonly name: string
  readonly path: string
  /** What is pressed after the page was opened, and what must be there in the end. */
  readonly reach: (page: Page) => Promise<void>
}

/** Needs the people of `anInbox`. */
export const SCREENS: readonly Screen[] = [
  { name: 'welcome', path: '/welcome', reach: (page) => heading(page, /Whose moments/) },
  { name: 'moments', path: '/moments', reach: showMoment },
  {
    name: 'moment with an act added',
    path: '/moments',
    reach: async (page) => {
      await showMoment(page)
      // A draft is kept with the server: another page of hers may have added it already.
      const act = page.getByRole('button').filter({ hasText: 'Say where it is' })
      if ((await act.getAttribute('aria-pressed')) === 'false') await act.click()
      await page.getByRole('button', { pressed: true }).filter({ hasText: 'Say where it is' }).waitFor()
    },
  },
  {
    name: 'search in the list',
    path: '/moments?q=nobody-has-this-word',
    reach: (page) => heading(page, 'Nothing found'),
  },
  {
    name: 'snooze',
    path: '/moments',
    reach: async (page) => {
      await showMoment(page)
      await page.getByRole('button', { name: /^Snooze/ }).click()
      await dialog(page, /^Snooze Maren/)
    },
  },
  {
    name: 'not a moment',
    path: '/moments',
    reach: async (page) => {
      await showMoment(page)
      await page.keyboard.press('x')
      await dialog(page, /^Not a moment/)
    },
  },
  {
    name: 'customer of a moment',
    path: '/moments',
    reach: async (page) => {
      await showMoment(page)
      const pane = page.getByRole('complementary', { name: 'Customer' })
      if (!(await pane.isVisible())) {
        await page.keyboard.press('i')
        await dialog(page, 'Customer')
      }
      await page.getByText('This moment').waitFor()
    },
  },
  { name: 'what goes out', path: '/settings/outgoing', reach: (page) => heading(page, 'Nothing goes out') },
  { name: 'customers', path: '/customers', reach: (page) => heading(page, 'Customers') },
  {
    name: 'one customer',
    path: '/customers?q=Maren',
    reach: async (page) => {
      await page.getByRole('option', { name: /Maren/ }).click()
      await page.getByRole('article', { name: MAREN.name }).getByText('Known by').waitFor()
      await page.getByText(/Orders Wren dress/).waitFor()
    },
  },
  { name: 'journey', path: '/journey', reach: (page) => heading(page, 'Journey') },
  {
    name: 'where friction is most',
    path: '/journey?view=friction',
    reach: (page) => heading(page, 'Where friction is most'),
  },
  { name: 'home', path: '/home', reach: (page) => heading(page, 'How the team is') },
  {
    name: 'what got in my way',
    path: '/home',
    reach: async (page) => {
      await heading(page, 'How the team is')
      await page.keyboard.press('b')
      await dialog(page, 'What got in your way?')
    },
  },
  { name: 'promises', path: '/promises', reach: (page) => heading(page, 'Promises') },
  {
    name: 'new promise',
    path: '/promises',
    reach: async (page) => {
      await heading(page, /Kept, by touchpoint/)
      await page.getByRole('button', { name: 'New promise' }).first().click()
      await dialog(page, 'New promise')
    },
  },
  { name: 'hours', path: '/settings/hours', reach: (page) => heading(page, 'Opening hours') },
  { name: 'my profile', path: '/settings/me', reach: (page) => heading(page, 'Where I am signed in') },
  { name: 'people', path: '/settings/people', reach: (page) => heading(page, 'Invited') },
  {
    name: 'invite',
    path: '/settings/people',
    reach: async (page) => {
      await page.getByRole('button', { name: 'Invite', exact: true }).click()
      await dialog(page, 'Invite somebody')
    },
  },
  {
    name: 'roles',
    path: '/settings/roles',
    reach: (page) => page.getByRole('columnheader', { name: 'Supervisor' }).waitFor(),
  },
  { name: 'keys of programs', path: '/settings/keys', reach: (page) => heading(page, 'Keys of programs') },
  {
    name: 'connections',
    path: '/settings/connections',
    reach: (page) => page.getByRole('button', { name: 'Set one up' }).waitFor(),
  },
  {
    name: 'joining Chatwoot',
    path: '/settings/connections',
    reach: async (page) => {
      await page.getByRole('button', { name: 'Join Chatwoot' }).click()
      await page.getByRole('button', { name: 'Set one up' }).click()
      await page.getByRole('button', { name: 'Connect a shop' }).click()
      await page.getByRole('form', { name: 'Connect a shop' }).waitFor()
    },
  },
  { name: 'mailboxes', path: '/settings/email', reach: (page) => heading(page, 'No mailbox yet') },
  {
    name: 'a new mailbox',
    path: '/settings/email',
    reach: async (page) => {
      await page.getByRole('button', { name: 'Add a mailbox' }).click()
      await page.getByRole('form', { name: 'Add a mailbox' }).waitFor()
    },
  },
  {
    name: 'in the past',
    path: '/moments?show=past',
    reach: (page) => heading(page, /^In the past/),
  },
  { name: 'what was refused', path: '/import/refused', reach: (page) => heading(page, 'What was refused') },
  {
    name: 'help',
    path: '/moments',
    reach: async (page) => {
      await listed(page)
      const more = page.getByRole('button', { name: 'More', exact: true })
      if (await more.isVisible()) await more.click()
      await page.getByRole('button', { name: 'Help', exact: true }).click()
      await dialog(page, 'Help')
    },
  },
  {
    name: 'hand over',
    path: '/moments',
    reach: async (page) => {
      await showMoment(page)
      const there = page.getByRole('button', { name: 'Hand over', exact: true })
      if (!(await there.isVisible()))
        await page.getByRole('button', { name: 'More', exact: true }).first().click()
      await there.click()
      await dialog(page, /^Hand over Maren/)
    },
  },
  { name: 'autonomy', path: '/settings/autonomy', reach: (page) => heading(page, 'The ledger') },
  { name: 'plays', path: '/settings/plays', reach: (page) => heading(page, 'The starter book') },
  {
    name: 'one play',
    path: '/settings/plays',
    reach: async (page) => {
      await page.getByRole('button', { name: /^A first order/ }).click()
      await dialog(page, 'A first order')
    },
  },
  { name: 'my words', path: '/settings/words', reach: (page) => heading(page, 'Your anecdotes') },
  { name: 'tasks', path: '/tasks', reach: (page) => heading(page, 'Tasks and asks') },
  {
    name: 'more acts',
    path: '/moments',
    reach: async (page) => {
      await showMoment(page)
      await page.getByRole('button', { name: 'More acts' }).click()
      await dialog(page, 'More acts')
    },
  },
  {
    name: 'workbook',
    path: '/journey/workbook',
    reach: async (page) => {
      await heading(page, /Walk this journey together|Six exercises/)
      const begin = page.getByRole('button', { name: 'Begin a workbook' })
      if (await begin.isVisible()) await begin.click()
      await heading(page, 'Six exercises')
    },
  },
  {
    name: 'an exercise of the workbook',
    path: '/journey/workbook/choose',
    reach: async (page) => {
      await page.getByText(/Walk this journey together|Exercise 5 of 6/).waitFor()
      const begin = page.getByRole('button', { name: 'Begin a workbook' })
      if (await begin.isVisible()) await begin.click()
      await page.getByLabel('Chases order: How could we make it easier?').waitFor()
    },
  },
  {
    name: 'basics',
    path: '/journey/basics',
    reach: async (page) => {
      await heading(page, /First the basics|basics are in order/)
      const run = page.getByRole('button', { name: 'Run the audit' })
      if (await run.isVisible()) await run.click()
      await heading(page, /basics are in order/)
    },
  },
  { name: 'import', path: '/import', reach: (page) => heading(page, 'Import') },
  {
    name: 'keys',
    path: '/moments',
    reach: async (page) => {
      await listed(page)
      await page.keyboard.press('?')
      await dialog(page, 'Keys')
    },
  },
  {
    name: 'settings',
    path: '/moments',
    reach: async (page) => {
      await listed(page)
      const more = page.getByRole('button', { name: 'More', exact: true })
      if (await more.isVisible()) await more.click()
      await page.getByRole('button', { name: 'Settings', exact: true }).click()
      await page.getByRole('switch', { name: /single keys/i }).waitFor({ state: 'attached' })
    },
  },
  {
    name: 'find or do',
    path: '/moments',
    reach: async (page) => {
      await listed(page)
      await page.keyboard.press('ControlOrMeta+k')
      await page.getByRole('combobox', { name: 'Find or do' }).fill('maren')
      await page
        .getByRole('option', { name: /Maren Oduya: / })
        .first()
        .waitFor()
    },
  },
]

/** Opens a screen in a page that is signed in. */
export async function openScreen(page: Page, { path, reach }: Screen): Promise<void> {
  await page.goto(path)
  await reach(page)
}

/** The rows of the list of moments. */
export const momentRows = (page: Page) =>
  page.getByRole('listbox', { name: 'Moments by expiry' }).getByRole('option')

/** Opens Maren's moment from the list, by hand. */
export async function showMoment(page: Page): Promise<void> {
  await momentRows(page).filter({ hasText: MAREN.name }).click()
  await page.getByRole('article', { name: 'The words it was noticed in' }).locator('mark').first().waitFor()
}

const listed = (page: Page) => momentRows(page).first().waitFor()
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name }).first().waitFor()
const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name }).waitFor()
