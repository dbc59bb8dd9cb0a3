import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { Analytics } from '@segment/analytics-node'
import RudderAnalytics from '@rudderstack/rudder-sdk-node'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createKey } from '#features/team/index.ts'
import { sql } from '#platform/database.ts'
import { openHttp, type Api } from '#platform/http.ts'
import { openLog } from '#platform/log.ts'
import { chance, read, type Scope } from '#platform/scope.ts'
import { aWorkspace } from '#testing/workspace.ts'
import { keyOpener, segmentRoutes } from './index.ts'

const EXAMPLES = '../shared/data/segment-spec/events.json'
const BROWSER = [process.env['SPOONFUL_BROWSER'], '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path && existsSync(path),
)

let api: Api
let url: string
let scope: Scope

beforeAll(async () => {
  scope = { ...(await aWorkspace({ now: new Date() })), random: chance }
  const clock = () => new Date()
  api = openHttp({
    db: scope.db,
    log: openLog('silent'),
    clock,
    identify: () => Promise.resolve(undefined),
    origins: () => [],
    isSecure: false,
  })
  segmentRoutes(api, {
    openKey: keyOpener(scope.db, clock),
    apiHost: () => `${new URL(url).host}/v1`,
    protocol: 'http',
    clock: () => clock().getTime(),
  })
  url = await api.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => api.close())

/** A key of the test's own, with its entries to be found under its name. */
async function aKey(name: string, trust: 'server' | 'browser' = 'server') {
  const { secret } = await createKey(scope, { name, scopes: ['intake'], trust })
  const entries = () =>
    read(scope, ({ db, homes }) =>
      db.many<{
        kind: string
        messageId: string
        title: string | null
        body: string | null
        data: Record<string, unknown>
        identity: string
      }>(sql`
        select e.kind, e.message_id, e.title, e.body, e.data, c.identity_kind || ':' || c.identity_value as identity
        from entry e join customer c on c.home = e.home and c.id = e.customer_id
        where e.home = any(${homes}::bigint[]) and e.source = ${`segment:${name}`} order by e.kind, e.message_id`),
    )
  return { secret, entries }
}

describe("the vendors' own clients", () => {
  it('@segment/analytics-node sends all six calls and gets them all delivered', async () => {
    const { secret, entries } = await aKey('analytics-node')
    const analytics = new Analytics({ writeKey: secret, host: url, flushAt: 4, maxRetries: 0 })
    const errors: unknown[] = []
    analytics.on('error', (error) => errors.push(error))
    analytics.identify({ userId: 'u1', traits: { name: 'Maren Holt', email: 'maren@example.com' } })
    analytics.track({
      userId: 'u1',
      event: 'Order Completed',
      properties: { order_id: '10482', total: 148, currency: 'USD' },
    })
    analytics.page({ userId: 'u1', name: 'Returns' })
    analytics.screen({ userId: 'u1', name: 'Home' })
    analytics.group({ userId: 'u1', groupId: 'g1', traits: { name: 'Initech' } })
    analytics.alias({ userId: 'u1', previousId: 'old-1' })
    await analytics.closeAndFlush({ timeout: 10_000 })
    expect(errors).toEqual([])
    const stored = await entries()
    expect(stored.map(({ kind }) => kind)).toEqual([
      'activity',
      'activity',
      'order',
      'page',
      'page',
      'traits',
    ])
    expect(stored[2]).toMatchObject({
      identity: 'external:user:u1',
      data: { order: '10482', total: { amountMinor: 14800, currency: 'USD' } },
    })
  })

  it('@rudderstack/rudder-sdk-node, which packs its batches, gets them delivered', async () => {
    const { secret, entries } = await aKey('rudder')
    const client = new RudderAnalytics(secret, { dataPlaneUrl: url, flushAt: 20, logLevel: 'error' })
    client.track({ userId: 'u2', event: 'Contact Received', properties: { message: 'Where is it?' } })
    client.identify({ userId: 'u2', traits: { email: 'jo@example.com' } })
    await client.flush()
    expect(await entries()).toMatchObject([{ kind: 'message_in', body: 'Where is it?' }, { kind: 'traits' }])
  })

  it.skipIf(!BROWSER)(
    '@segment/analytics-next sends from a page of another origin, singly and in batches',
    async () => {
      const { secret, entries } = await aKey('analytics-next', 'browser')
      const bundles = createRequire(import.meta.url)
        .resolve('@segment/analytics-next')
        .replace(/cjs\/index\.js$/, 'umd/')
      const site = createServer((request, response) => {
        const [, name] = /^\/umd\/([\w.-]+\.js)$/.exec(request.url ?? '') ?? []
        if (name) response.setHeader('content-type', 'text/javascript').end(readFileSync(bundles + name))
        else
          response.setHeader('content-type', 'text/html').end('<!doctype html><title>Tussock Merino</title>')
      }).listen(0, 'localhost')
      const browser = await chromium.launch({ executablePath: BROWSER as string, args: ['--no-sandbox'] })
      try {
        const page = await browser.newPage()
        await page.goto(`http://localhost:${(site.address() as AddressInfo).port}/spring`)
        await page.addScriptTag({ url: '/umd/index.js' })
        const delivered = await page.evaluate(
          async ({ writeKey, cdnURL }) => {
            type Browser = { load(settings: object, options?: object): Client }
            type Client = {
              page(): Promise<unknown>
              track(name: string, properties: object): Promise<{ attempts: number; event: { type: string } }>
            }
            const { AnalyticsBrowser } = (
              globalThis as unknown as { AnalyticsNext: { AnalyticsBrowser: Browser } }
            ).AnalyticsNext
            const client = AnalyticsBrowser.load({ writeKey, cdnURL })
            await client.page()
            const context = await client.track('Newsletter Subscribed', { campaign_name: 'Spring' })
            return context.event.type
          },
          { writeKey: secret, cdnURL: url },
        )
        expect(delivered).toBe('track')
        await expect
          .poll(async () => (await entries()).map(({ kind }) => kind), { timeout: 10_000 })
          .toEqual(['page', 'subscription'])
        const [viewed, subscribed] = await entries()
        expect(viewed).toMatchObject({ title: 'Tussock Merino', data: { device: 'desktop' } })
        expect(viewed?.identity).toMatch(/^anonymous:[0-9a-f-]{36}$/)
        expect(subscribed).toMatchObject({
          identity: viewed?.identity,
          data: { status: 'subscribed', campaign: 'Spring' },
        })
      } finally {
        await browser.close()
        site.close()
      }
    },
  )
})

describe("the examples of Segment's documentation", () => {
  const examples = existsSync(EXAMPLES)
    ? (JSON.parse(readFileSync(EXAMPLES, 'utf8')) as { id: string; body: Record<string, unknown> }[])
    : []

  it.skipIf(examples.length === 0)(
    'as they stand: stored where they name somebody, else told which and why',
    async () => {
      const { secret, entries } = await aKey('examples')
      const answer = await send(
        secret,
        examples.map(({ body }) => body),
      )
      expect(answer.status).toBe(400)
      const refused = Map.groupBy(answer.items, ({ code }) => code)
      // The documentation's analytics.js calls name nobody: the library adds the anonymous id.
      expect(Object.fromEntries([...refused].map(([code, list]) => [code, list.length]))).toEqual({
        no_identity: 30,
        no_event: 1,
        no_previous_id: 1,
      })
      expect(answer.stored + answer.items.length).toBe(91)
      expect((await entries()).length).toBeGreaterThan(0)
    },
  )

  it.skipIf(examples.length === 0)(
    'with the anonymous id that the library adds: all but two are stored',
    async () => {
      const { secret, entries } = await aKey('examples-named')
      const answer = await send(
        secret,
        examples.map(({ body }, i) => ({ anonymousId: `a${i}`, ...body, messageId: `example-${i}` })),
      )
      expect(answer.items.map(({ index, code }) => [examples[index]?.id, code])).toEqual([
        ['seg-3', 'no_previous_id'],
        ['seg-40', 'no_event'],
      ])
      const kinds = Map.groupBy(await entries(), ({ kind }) => kind)
      expect(Object.fromEntries([...kinds].map(([kind, list]) => [kind, list.length]))).toEqual({
        activity: 72,
        message_in: 2,
        message_out: 2,
        order: 1,
        order_change: 1,
        page: 1,
        refund: 1,
        review: 1,
        subscription: 2,
        survey_answer: 1,
        traits: 5,
      })
    },
  )

  async function send(secret: string, batch: readonly unknown[]) {
    const answer = await fetch(`${url}/v1/batch`, {
      method: 'POST',
      body: JSON.stringify({ writeKey: secret, batch }),
    })
    const body = (await answer.json()) as { stored: number; items: { index: number; code: string }[] }
    return { status: answer.status, ...body }
  }
})
