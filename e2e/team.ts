/** Colleagues who come in by their invitations, each with a browser of her own. */
import type { Page } from 'playwright-core'
import type { Journey } from './journey.ts'

/** Invites an agent of that name; answers the link. */
export async function invite(journey: Journey, name: string): Promise<string> {
  const made = await journey.ask<{ link: string }>('POST', '/api/v1/invitations', {
    email: `${name.split(' ')[0]?.toLowerCase() ?? ''}@example.com`,
    role: 'agent',
  })
  return made.link
}

/** Joins by the link; answers the page on which she stands then. */
export async function join(journey: Journey, name: string, link: string): Promise<Page> {
  const { page, context } = await journey.agent('/healthz')
  await context.clearCookies()
  await page.goto(link.slice(journey.program.url.length))
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('Password', { exact: true }).fill('seven grey herons waiting')
  await page.getByRole('button', { name: 'Join', exact: true }).click()
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
  return page
}
