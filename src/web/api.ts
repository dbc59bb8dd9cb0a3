/** The one client of the server: every call the application makes, typed by the features' contracts. */
import type { DateOrder, ImportShape, ImportStatus, StartImport } from '#connectors/files/contract.ts'
import type {
  AssignMoment,
  DoneAct,
  Fact,
  MomentDetail,
  MomentKindInfo,
  QueueAnswer,
  SearchAnswer,
  SettleMoment,
} from '#features/moments/contract.ts'
import type { MemberInfo, Preferences, SessionAnswer } from '#features/team/contract.ts'
import type {
  CustomerDetail,
  CustomerSummary,
  RefusalCount,
  RefusedItem,
  TimelineEntry,
} from '#features/timeline/contract.ts'
import { byItself } from './attended.ts'

const BASE = '/api/v1'

/** The stream of announcements (server-sent events). */
export const LIVE_ADDRESS = '/live'

/** What the server refused or could not do: RFC 9457 with our `code`. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly detail: string | undefined
  readonly requestId: string | undefined
  constructor(status: number, body: ProblemBody) {
    super(body.title ?? `The server answered ${status}`)
    this.status = status
    this.code = body.code ?? 'unknown'
    this.detail = body.detail
    this.requestId = body.requestId
  }
}
type ProblemBody = { code?: string; title?: string; detail?: string; requestId?: string }

/** A change, written down before it is sent, so that it can wait for a connection and be sent twice without harm. */
export type Change = {
  method: 'PUT' | 'POST' | 'PATCH' | 'DELETE'
  path: string
  body?: unknown
  /** The Idempotency-Key. */
  key: string
  /** What it is, for the agent: "Done: Maren Oduya". */
  label: string
}

export type ListOf<T> = { items: T[]; next: string | null }

/** A line of a file that was not taken in, and why. */
export type SetAsideLine = { line: number; reason: string; text?: string }

/** A key of a program, without its secret. */
export type ProgramKey = {
  id: string
  name: string
  /** The end of the secret, to tell keys apart. */
  hint: string
  scopes: readonly string[]
  trust: 'server' | 'browser'
  createdAt: string
  usedAt: string | null
  revokedAt: string | null
}
export type NewProgramKey = { name: string; scopes: readonly string[]; trust: 'server' | 'browser' }
export type QueueQuery = {
  of: 'mine' | 'team'
  valence?: 'opportunity' | 'threat' | undefined
  kind?: string | undefined
  q?: string | undefined
  view?: 'all' | undefined
  when?: 'past' | undefined
  ids?: string
  limit?: number
  cursor?: string | undefined
}

export const read = {
  session: () => get<SessionAnswer>('/session'),
  preferences: () => get<Preferences>('/preferences'),
  catalogue: () => get<{ items: MomentKindInfo[] }>('/catalogue'),
  queue: (query: QueueQuery, signal?: AbortSignal) => get<QueueAnswer>(`/queue${asQuery(query)}`, signal),
  moment: (id: string, signal?: AbortSignal) =>
    get<MomentDetail>(`/moments/${encodeURIComponent(id)}`, signal),
  customers: (
    query: { identity?: string; q?: string; cursor?: string; limit?: number },
    signal?: AbortSignal,
  ) => get<ListOf<CustomerSummary>>(`/customers${asQuery(query)}`, signal),
  customer: (id: string) => get<CustomerDetail>(`/customers/${encodeURIComponent(id)}`),
  facts: (customerId: string) => get<ListOf<Fact>>(`/customers/${encodeURIComponent(customerId)}/facts`),
  timeline: (
    customerId: string,
    query: { cursor?: string | undefined; kinds?: string | undefined; limit?: number },
  ) => get<ListOf<TimelineEntry>>(`/customers/${encodeURIComponent(customerId)}/timeline${asQuery(query)}`),
  search: (q: string, signal?: AbortSignal) => get<SearchAnswer>(`/search${asQuery({ q })}`, signal),
  imports: () => get<ListOf<ImportStatus>>('/imports'),
  /** Before it runs it can be asked how it would be read: as another shape, with another column of times. */
  import: (id: string, wishes: { as?: ImportShape; at?: string; dates?: DateOrder | undefined } = {}) =>
    get<ImportStatus>(`/imports/${encodeURIComponent(id)}${asQuery(wishes)}`),
  setAside: (id: string, cursor?: string) =>
    get<ListOf<SetAsideLine>>(`/imports/${encodeURIComponent(id)}/set-aside${asQuery({ cursor })}`),
  keys: () => get<ListOf<ProgramKey>>('/keys'),
  refusals: (query: { source?: string | undefined; cursor?: string | undefined }) =>
    get<ListOf<RefusedItem>>(`/refusals${asQuery(query)}`),
  refusalCounts: () => get<ListOf<RefusalCount>>('/refusals/counts'),
  members: () => get<ListOf<MemberInfo>>('/members'),
}

/** Each makes a change to be handed to `deliver` (outbox.ts). */
export const change = {
  settle: (id: string, body: SettleMoment, label: string) =>
    changing('PUT', `/moments/${id}/settlement`, label, body),
  unsettle: (id: string, label: string) => changing('DELETE', `/moments/${id}/settlement`, label),
  snooze: (id: string, body: { until: string; reason?: string }, label: string) =>
    changing('PUT', `/moments/${id}/snooze`, label, body),
  wake: (id: string, label: string) => changing('DELETE', `/moments/${id}/snooze`, label),
  assign: (id: string, body: AssignMoment, label: string) =>
    changing('PUT', `/moments/${id}/assignment`, label, body),
  unassign: (id: string, label: string) => changing('DELETE', `/moments/${id}/assignment`, label),
  writeNote: (id: string, text: string, label: string) =>
    changing('POST', `/moments/${id}/notes`, label, { text }),
  undoAct: (id: string, label: string) => changing('DELETE', `/acts/${id}`, label),
  standFact: (id: string, standing: Fact['standing'], label: string) =>
    changing('PUT', `/facts/${id}/standing`, label, { standing }),
  addFact: (customerId: string, value: string, label: string) =>
    changing('POST', `/customers/${customerId}/facts`, label, { value }),
  preferences: (body: Preferences) => changing('PUT', '/preferences', 'Your settings', body),
  away: (until: string) => changing('PUT', '/absence', 'Away', { until }),
  back: () => changing('DELETE', '/absence', 'Back'),
  startImport: (id: string, body: StartImport) => changing('PUT', `/imports/${id}/run`, 'Import', body),
  cancelImport: (id: string) => changing('DELETE', `/imports/${id}`, 'Import cancelled'),
  startSample: () => changing('POST', '/sample', 'The sample brand'),
  removeSample: () => changing('DELETE', '/sample', 'The sample brand removed'),
  createKey: (body: NewProgramKey) => changing('POST', '/keys', `Key ${body.name}`, body),
  revokeKey: (id: string, name: string) => changing('DELETE', `/keys/${id}`, `Key ${name} revoked`),
  merge: (id: string, other: string, label: string) =>
    changing('PUT', `/customers/${id}/merges/${other}`, label),
  separate: (id: string, other: string, label: string) =>
    changing('DELETE', `/customers/${id}/merges/${other}`, label),
}

/** What the server answers to `writeNote`. */
export type ActAnswer = DoneAct

/** Sends a change at once. Throws a `Problem` when refused, a TypeError when there is no connection. */
export async function send(wanted: Change): Promise<unknown> {
  const headers: Record<string, string> = {
    'Idempotency-Key': wanted.key,
    accept: 'application/json',
    ...byItself(),
  }
  if (wanted.body !== undefined) headers['content-type'] = 'application/json'
  const body = wanted.body === undefined ? {} : { body: JSON.stringify(wanted.body) }
  return answerOf(await fetch(BASE + wanted.path, { method: wanted.method, headers, ...body }))
}

/** Sends a file as it is. Throws a `Problem` when refused, a TypeError when there is no connection. */
export async function sendFile(path: string, file: Blob): Promise<unknown> {
  const headers = { 'content-type': 'application/octet-stream', accept: 'application/json' }
  return answerOf(await fetch(BASE + path, { method: 'POST', headers, body: file }))
}

/** Reads JSON. Throws a `Problem` when refused, a TypeError when there is no connection. */
export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  const options = signal ? { signal } : {}
  return (await answerOf(
    await fetch(BASE + path, { headers: { accept: 'application/json', ...byItself() }, ...options }),
  )) as T
}

async function answerOf(answer: Response): Promise<unknown> {
  if (answer.status === 204) return undefined
  const body: unknown = await answer.json().catch(() => undefined)
  if (answer.ok) return body
  const problem = new Problem(answer.status, (body ?? {}) as ProblemBody)
  if (isAtDoor(problem)) for (const listener of doors) listener(problem)
  throw problem
}

const AT_DOOR: readonly string[] = ['not_signed_in', 'session_idle', 'session_over', 'second_step_needed']

/** Whether it was refused because she has to come in again, or has a second step to set up, and not for what it is. */
export const isAtDoor = ({ code }: Problem): boolean => AT_DOOR.includes(code)

const doors = new Set<(problem: Problem) => void>()

/** Calls back whenever something was refused at the door, whoever asked for it. */
export function onDoor(listener: (problem: Problem) => void): () => void {
  doors.add(listener)
  return () => doors.delete(listener)
}

/** A change that is not in the list above, such as another feature's own. */
export function changing(method: Change['method'], path: string, label: string, body?: unknown): Change {
  const made = { method, path, label, key: newKey() }
  return body === undefined ? made : { ...made, body }
}

/** "?a=1&b=2" of what is given and not empty; "" of nothing. */
export function asQuery(values: Record<string, string | number | undefined>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== '') query.set(name, String(value))
  }
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

/** A random UUID; not `crypto.randomUUID`, which browsers keep from pages without TLS. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
