/** One product and one browser for a file of journeys: the real server on its own data, and agents who open it. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { makeTestDirectory } from '#testing/directory.ts'
import { aKey, startProgram, type Program } from '#testing/program.ts'
import { openBrowser } from './browser.ts'
import { seenBy, watchPage, type Watch } from './watch.ts'

/** Where the made-up shop and its agents are. */
const ZONE = 'America/New_York'

const USUAL: BrowserContextOptions = {
  viewport: { width: 1440, height: 900 },
  locale: 'en-US',
  timezoneId: ZONE,
  reducedMotion: 'reduce',
}

export type Agent = {
  readonly context: BrowserContext
  readonly page: Page
  /** What the page did that no page of ours may do. */
  readonly watch: Watch
}

export type Journey = {
  /** The one that runs now. */
  readonly program: Program
  readonly browser: Browser
  /** The owner, who came in by the link that was printed. */
  readonly first: Agent
  /** Opens `path` as the owner of the workspace; every agent has a browser profile of her own. */
  agent(path: string, options?: BrowserContextOptions): Promise<Agent>
  /** Sends items of the Segment wire form to /v1/batch. Throws where one is not taken. */
  send(items: readonly object[]): Promise<void>
  /** Asks the JSON interface as the owner does. Throws at an answer other than 2xx. */
  ask<T>(method: string, path: string, body?: object): Promise<T>
  /** The same, as another agent of the team: a program with a key of that name. */
  askAs(name: string): Promise<Journey['ask']>
  /** The test's own SQL, past the product. */
  sql(text: string, values?: readonly unknown[]): Promise<void>
  /** Waits until a customer of that name has an open moment. */
  noticed(name: string): Promise<void>
  /** Sends the agents home and gives the owner her first preferences back; answers what their pages did that no page of ours may do. */
  leave(): Promise<string[]>
  /** kill -9, and the product again on the same data and at the same address; sessions hold. */
  killAndRestart(): Promise<void>
  close(): Promise<void>
}

/** `name` tells the data directories of test files apart; `script` is what is started, with `environment` beside the usual. */
export async function openJourney(
  name: string,
  script?: 'bin/start.mjs',
  environment: Record<string, string> = {},
): Promise<Journey> {
  const directory = await makeTestDirectory(name)
  const surroundings = { SPOONFUL_DATA: directory.path, TZ: ZONE, ...environment }
  let program = await startProgram(surroundings, [], script).catch(async (failure: unknown) => {
    await directory.remove()
    throw failure
  })
  const browser = await openBrowser()
  const { url } = program
  const agents: Agent[] = []
  const come = async (options: BrowserContextOptions = {}): Promise<Agent> => {
    const context = await browser.newContext({ ...USUAL, baseURL: url, ...options })
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: url })
    const page = await context.newPage()
    const agent = { context, page, watch: await watchPage(page, url) }
    agents.push(agent)
    return agent
  }
  const first = await come()
  await first.page.goto(program.enterUrl)
  const cookies = await first.context.cookies()
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const intake = await aKey(url, cookie, ['intake'])
  const asker =
    (headers: Record<string, string>) =>
    async <T>(method: string, path: string, body?: object): Promise<T> => {
      const answer = await fetch(url + path, {
        method,
        headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
      return (text === '' ? undefined : JSON.parse(text)) as T
    }
  const ask = asker({ cookie })

  return {
    get program() {
      return program
    },
    browser,
    ask,
    first,
    agent: async (path, options) => {
      const agent = await come(options)
      await agent.context.addCookies(cookies)
      await agent.page.goto(path)
      return agent
    },
    send: async (batch) => {
      const answer = await fetch(`${url}/v1/batch`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(`${intake}:`)}`, 'content-type': 'application/json' },
        body: JSON.stringify({ batch }),
      })
      const text = await answer.text()
      if (!answer.ok) throw new Error(`not taken: ${answer.status} ${text}`)
    },
    askAs: async (agentName) => {
      const { secret } = await ask<{ secret: string }>('POST', '/api/v1/keys', {
        name: agentName,
        scopes: ['read', 'write'],
      })
      return asker({ authorization: `Bearer ${secret}` })
    },
    sql: async (text, values = []) => {
      const client = new pg.Client({
        host: join(directory.path, 'run'),
        user: 'spoonful',
        database: 'spoonful',
        password: await readFile(join(directory.path, 'database-password'), 'utf8'),
      })
      await client.connect()
      try {
        await client.query(text, [...values])
      } finally {
        await client.end()
      }
    },
    noticed: async (name) => {
      const isThere = async () =>
        (await ask<Queue>('GET', '/api/v1/queue')).items.some(({ customer }) => customer.name === name)
      for (const end = Date.now() + 30_000; !(await isThere()); await pause(100))
        if (Date.now() > end) throw new Error(`${name} has no open moment`)
    },
    leave: async () => {
      await ask('PUT', '/api/v1/preferences', {})
      const left = agents.splice(0)
      await Promise.all(left.map(({ context }) => context.close()))
      return left.flatMap(({ watch }) => seenBy(watch))
    },
    killAndRestart: async () => {
      await program.kill()
      program = await startProgram({ ...surroundings, PORT: new URL(url).port }, [], script)
    },
    close: async () => {
      await browser.close()
      await program.stop()
      await directory.remove()
    },
  }
}

type Queue = { readonly items: readonly { readonly customer: { readonly name: string } }[] }
