/** A Chatwoot to play with: keeps conversations in memory, and holds every request and answer against Chatwoot's own description where it lies beside the project. */
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parse } from 'yaml'

const DESCRIPTION = new URL('../../../shared/data/chatwoot-api/application-openapi.yml', import.meta.url)

type Message = Record<string, unknown> & { id: number }
type Schema = {
  readonly $ref?: string
  readonly allOf?: readonly Schema[]
  readonly type?: string
  readonly nullable?: boolean
  readonly enum?: readonly unknown[]
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
}
type Body = { readonly content?: Readonly<Record<string, { schema: Schema }>> }
type Operation = {
  readonly requestBody?: Body
  readonly responses: Readonly<Record<string, Body>>
  readonly parameters?: readonly { name: string; in: string }[]
}
type Description = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

type Talk = {
  contact: Record<string, unknown>
  messages: Message[]
  status?: string
  snoozed_until?: number | null
  labels?: string[]
}

export type FakeChatwoot = {
  readonly url: string
  readonly token: string
  /** What did not fit Chatwoot's description; undefined where that is not there to be asked. */
  readonly problems: string[] | undefined
  readonly conversations: Map<number, Talk>
  /** What the account knows of labels and contact attributes. */
  readonly known: { labels: string[]; attributes: string[] }
  /** Every change that was asked for, "POST /conversations/12/labels". */
  readonly changes: string[]
  /** good, or what it does with the next message: answers the status, or hangs up before or after keeping it. */
  mood: 'good' | 500 | 422 | 401 | 429 | 'drops_before' | 'drops_after'
  close(): Promise<void>
}

export async function startFakeChatwoot(accountNo = 7): Promise<FakeChatwoot> {
  const description = existsSync(DESCRIPTION)
    ? (parse(readFileSync(DESCRIPTION, 'utf8')) as Description)
    : undefined
  const problems: string[] = []
  const conversations: FakeChatwoot['conversations'] = new Map()
  const token = 'a token of an agent'
  let made = 1_000
  const fake = { mood: 'good' as FakeChatwoot['mood'] }
  const known: FakeChatwoot['known'] = { labels: [], attributes: [] }
  const changes: string[] = []
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const url = new URL(request.url ?? '/', 'http://x')
      const answer = (status: number, what: unknown) => {
        if (description) check(description, problems, request.method ?? '', url, body, status, what)
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(what))
      }
      if (url.pathname === '/app') return answerApp(response, url.searchParams.get('frame') ?? '')
      if (request.headers['api_access_token'] !== token)
        return answer(401, { description: 'Invalid access token' })
      const path = url.pathname.replace(`/api/v1/accounts/${accountNo}`, '')
      const [, id] = /^\/conversations\/(\d+)\/messages$/.exec(path) ?? []
      const talk = conversations.get(Number(id))
      if (path === '/inboxes')
        return answer(200, {
          payload: [
            { id: 3, name: 'Website', channel_type: 'Channel::WebWidget' },
            { id: 4, name: 'Press', channel_type: 'Channel::Email' },
          ],
        })
      if (path === '/conversations') {
        const page = Number(url.searchParams.get('page') ?? 1)
        const inbox = Number(url.searchParams.get('inbox_id') ?? 3)
        const all = [...conversations]
          .filter(() => inbox === 3)
          .reverse()
          .slice((page - 1) * 25, page * 25)
        const payload = all.map(([id, { contact }]) => ({
          id,
          account_id: accountNo,
          inbox_id: 3,
          status: 'open',
          meta: { sender: contact, channel: 'Channel::WebWidget', hmac_verified: false },
        }))
        return answer(200, { data: { meta: { all_count: conversations.size }, payload } })
      }
      const other = answerOther(request.method ?? '', path, body)
      if (other) return answer(other.status, other.body)
      if (!talk) return answer(404, { description: 'not found' })
      if (request.method === 'GET') {
        const before = Number(url.searchParams.get('before') ?? Infinity)
        return answer(200, {
          meta: { labels: [] },
          payload: talk.messages.filter((one) => one.id < before).slice(-20),
        })
      }
      if (typeof fake.mood === 'number') return answer(fake.mood, { description: 'no' })
      if (fake.mood === 'drops_before') return void request.socket.destroy()
      const said = body as { content: string; private?: boolean; content_attributes?: object }
      const message: Message = {
        id: ++made,
        content: said.content,
        account_id: accountNo,
        inbox_id: 3,
        conversation_id: Number(id),
        message_type: 1,
        created_at: Math.floor(Date.now() / 1000),
        private: said.private ?? false,
        content_type: 'text',
        content_attributes: said.content_attributes ?? {},
      }
      talk.messages.push(message)
      if (fake.mood === 'drops_after') return void request.socket.destroy()
      answer(200, message)
    })
  })

  /** Statuses, labels, contacts and their attributes; undefined for what is none of them. */
  function answerOther(
    method: string,
    path: string,
    body: unknown,
  ): { status: number; body: unknown } | undefined {
    const [, no, what] = /^\/conversations\/(\d+)(?:\/(toggle_status|labels))?$/.exec(path) ?? []
    const [, contactNo] = /^\/contacts\/(\d+)$/.exec(path) ?? []
    if (
      no === undefined &&
      contactNo === undefined &&
      !/^\/(labels|custom_attribute_definitions)$/.test(path)
    )
      return undefined
    if (method !== 'GET') {
      changes.push(`${method} ${path}`)
      if (typeof fake.mood === 'number') return { status: fake.mood, body: { description: 'no' } }
    }
    const said = (body ?? {}) as Record<string, unknown>
    if (path === '/labels') {
      if (method === 'POST') known.labels.push(String(said['title']))
      const labels = known.labels.map((title, i) => ({ id: i + 1, title }))
      return { status: 200, body: method === 'POST' ? labels.at(-1) : { payload: labels } }
    }
    if (path === '/custom_attribute_definitions') {
      if (method === 'POST') known.attributes.push(String(said['attribute_key']))
      const all = known.attributes.map((attribute_key, i) => ({ id: i + 1, attribute_key }))
      return { status: 200, body: method === 'POST' ? all.at(-1) : all }
    }
    if (contactNo !== undefined) {
      const contact = [...conversations.values()].find(
        ({ contact }) => contact['id'] === Number(contactNo),
      )?.contact
      if (!contact) return { status: 404, body: { description: 'not found' } }
      const attributes = {
        ...(contact['custom_attributes'] as object),
        ...(said['custom_attributes'] as object),
      }
      contact['custom_attributes'] = attributes
      return {
        status: 200,
        body: { payload: { id: Number(contactNo), name: contact['name'], custom_attributes: attributes } },
      }
    }
    const talk = conversations.get(Number(no))
    if (!talk) return { status: 404, body: { description: 'not found' } }
    if (what === 'labels') {
      if (method === 'POST') talk.labels = said['labels'] as string[]
      return { status: 200, body: { payload: talk.labels ?? [] } }
    }
    if (what === 'toggle_status') {
      talk.status = String(said['status'])
      talk.snoozed_until = (said['snoozed_until'] as number | undefined) ?? null
      const payload = { success: true, current_status: talk.status, conversation_id: Number(no) }
      return { status: 200, body: { meta: {}, payload } }
    }
    return {
      status: 200,
      body: {
        id: Number(no),
        account_id: accountNo,
        inbox_id: 3,
        status: talk.status ?? 'open',
        snoozed_until: talk.snoozed_until ?? null,
        meta: { sender: talk.contact, channel: 'Channel::WebWidget', hmac_verified: false },
      },
    }
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return Object.assign(fake, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token,
    problems: description ? problems : undefined,
    conversations,
    known,
    changes,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  })
}

/** A conversation as an agent has it open: a dashboard app in a frame, which is told of conversation 12 when it asks. */
function answerApp(response: ServerResponse, frame: string): void {
  const told = JSON.stringify(JSON.stringify({ event: 'appContext', data: { conversation: { id: 12 } } }))
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
  response.end(`<!doctype html><iframe width="600" height="500"></iframe><script>
    const frame = document.querySelector('iframe')
    addEventListener('message', ({ data }) => {
      if (data === 'chatwoot-dashboard-app:fetch-info') frame.contentWindow.postMessage(${told}, '*')
    })
    frame.src = ${JSON.stringify(frame).replaceAll('<', '\\u003c')}
  </script>`)
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const part of request) text += String(part)
  return text === '' ? undefined : JSON.parse(text)
}

/** Holds one exchange against the description: the path, the query, the sent and the answered body. */
function check(
  { paths, components }: Description,
  problems: string[],
  method: string,
  url: URL,
  sent: unknown,
  status: number,
  answered: unknown,
): void {
  const found = Object.entries(paths).find(([path]) =>
    new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}/?$`).test(url.pathname),
  )
  const operation = found?.[1][method.toLowerCase()]
  const name = `${method} ${url.pathname}`
  if (!operation) return void problems.push(`${name} is not described`)
  const queries = (operation.parameters ?? []).filter((one) => one.in === 'query').map((one) => one.name)
  for (const key of url.searchParams.keys())
    if (!queries.includes(key)) problems.push(`${name}: ?${key} is not described`)
  const wanted = operation.requestBody?.content?.['application/json']?.schema
  if (wanted) fits(wanted, sent, `${name} sends`)
  const answer = operation.responses[String(status)]?.content?.['application/json']?.schema
  if (status === 200 && answer) fits(answer, answered, `${name} answers`)

  function fits(schema: Schema, value: unknown, place: string): void {
    const { $ref, allOf, type, nullable, enum: values, required = [], properties, items } = schema
    if ($ref) return fits(components.schemas[$ref.split('/').at(-1) ?? ''] ?? {}, value, place)
    for (const part of allOf ?? []) fits(part, value, place)
    if (value === undefined || (value === null && nullable)) return
    if (values && !values.includes(value))
      problems.push(`${place}: ${JSON.stringify(value)} is none of ${values.join(', ')}`)
    const is = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value
    const fit = type === undefined || type === is || (type === 'integer' && Number.isInteger(value))
    if (!fit) return void problems.push(`${place}: is ${is}, not ${type}`)
    if (is === 'array') for (const one of value as unknown[]) fits(items ?? {}, one, `${place}[]`)
    if (is !== 'object') return
    for (const key of required) if (!(key in (value as object))) problems.push(`${place}: ${key} is missing`)
    for (const [key, part] of Object.entries(properties ?? {}))
      fits(part, (value as Record<string, unknown>)[key], `${place}.${key}`)
  }
}
