/** A Chatwoot to play with: keeps conversations in memory, and holds every request and answer against Chatwoot's own description where it lies beside the project. */
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
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

export type FakeChatwoot = {
  readonly url: string
  readonly token: string
  /** What did not fit Chatwoot's description; undefined where that is not there to be asked. */
  readonly problems: string[] | undefined
  readonly conversations: Map<number, { contact: Record<string, unknown>; messages: Message[] }>
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
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const url = new URL(request.url ?? '/', 'http://x')
      const answer = (status: number, what: unknown) => {
        if (description) check(description, problems, request.method ?? '', url, body, status, what)
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(what))
      }
      if (request.headers['api_access_token'] !== token)
        return answer(401, { description: 'Invalid access token' })
      const path = url.pathname.replace(`/api/v1/accounts/${accountNo}`, '')
      const [, id] = /^\/conversations\/(\d+)\/messages$/.exec(path) ?? []
      const talk = conversations.get(Number(id))
      if (path === '/conversations') {
        const page = Number(url.searchParams.get('page') ?? 1)
        const all = [...conversations].reverse().slice((page - 1) * 25, page * 25)
        const payload = all.map(([id, { contact }]) => ({
          id,
          account_id: accountNo,
          inbox_id: 3,
          status: 'open',
          meta: { sender: contact, channel: 'Channel::WebWidget', hmac_verified: false },
        }))
        return answer(200, { data: { meta: { all_count: conversations.size }, payload } })
      }
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
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return Object.assign(fake, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token,
    problems: description ? problems : undefined,
    conversations,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  })
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
