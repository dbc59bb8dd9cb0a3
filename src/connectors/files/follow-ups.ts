/**
 * A list of promises from a former tool, as CSV: which column is what, which lines can't be promises and why. What it finds is
 * handed to promises; a line that can't be read is set aside and never guessed.
 */
import { createHash } from 'node:crypto'
import { addDays, dayOf, instantAt } from '#kit/time.ts'
import { Refusal } from '#kit/refusal.ts'
import { KeptBy, type InheritedAnswer, type InheritPromises } from '#features/promises/contract.ts'
import { planInheritance, recordInherited, type InheritedPromise } from '#features/promises/index.ts'
import { customerIdOf, isStorable } from '#features/timeline/index.ts'
import type { Scope } from '#platform/scope.ts'
import { openCsv, type CsvRow } from './csv.ts'
import { dateColumnOf, readDate, saysNothing, type DateColumn } from './dates.ts'
import { plainName } from './guess.ts'
import { sniff } from './sniff.ts'

/** Lines of one list; longer lists come in parts. */
const MOST_LINES = 5_000
const SHOWN = 20
const ASIDE_SHOWN = 50

const COLUMNS = {
  customer: ['customer', 'customer id', 'email', 'e mail', 'mail', 'customer email', 'contact', 'contact email', 'requester', 'requester email', 'to'], // prettier-ignore
  wording: ['promise', 'promised', 'wording', 'what', 'words', 'text', 'task', 'note', 'follow up', 'reminder', 'description', 'subject'], // prettier-ignore
  madeAt: ['made', 'made at', 'made on', 'promised at', 'promised on', 'created', 'created at', 'created on', 'date', 'since'], // prettier-ignore
  dueAt: ['due', 'due at', 'due on', 'due date', 'until', 'deadline', 'by when', 'remind at', 'follow up on', 'snoozed until'], // prettier-ignore
  keptBy: ['kept by', 'kept when', 'keeps', 'kind'],
  touchpoint: ['touchpoint', 'channel'],
  order: ['order', 'order no', 'order number', 'order id'],
  madeBy: ['by', 'made by', 'promised by', 'agent', 'owner', 'assignee'],
  id: ['id', 'external id', 'ticket', 'ticket id', 'reference', 'number'],
} as const satisfies Record<string, readonly string[]>
type Column = keyof typeof COLUMNS

type Found = { readonly line: number; readonly raw: string; readonly promise: InheritedPromise }
type Aside = InheritedAnswer['aside'][number]

/**
 * Reads a list and, unless it is a trial, opens its promises with their old dates; twice opens nothing twice. Refuses
 * `list_not_readable`.
 */
export async function inheritPromises(
  scope: Scope,
  { text, source, isTrial }: InheritPromises,
): Promise<InheritedAnswer> {
  const { columns, found, aside, read } = readList(scope, text, `list:${source}`)
  const plans = await planInheritance(
    scope,
    found.map(({ promise }) => promise),
  )
  const rows = found.map((one, i) => ({ ...one, plan: plans[i] }))
  const nobody = rows
    .filter(({ plan }) => plan === undefined)
    .map(({ line, raw }) => asideLine(line, raw, 'Nobody here has this address or number: import the customers first.')) // prettier-ignore
  const there = rows.flatMap(({ plan, ...one }) => (plan ? [{ ...one, plan }] : []))
  const fresh = there.filter(({ plan }) => !plan.isKnown)
  if (!isTrial)
    await recordInherited(
      scope,
      fresh.map(({ promise }) => promise),
    )
  const asides = [...aside, ...nobody].sort((a, b) => a.line - b.line)
  return {
    read,
    opened: fresh.length,
    known: there.length - fresh.length,
    setAside: asides.length,
    columns,
    promises: there.slice(0, SHOWN).map(({ line, promise, plan }) => ({
      line,
      customer: plan.customerName,
      wording: promise.wording,
      madeAt: promise.madeAt.toISOString(),
      dueAt: promise.dueAt?.toISOString() ?? null,
      standing: plan.standing,
      isKnown: plan.isKnown,
    })),
    aside: asides.slice(0, ASIDE_SHOWN),
  }
}

function readList(
  { workspace, now }: Scope,
  text: string,
  source: string,
): { columns: InheritedAnswer['columns']; found: Found[]; aside: Aside[]; read: number } {
  const bytes = Buffer.from(text.slice(0, 100_000))
  const { form, separator } = sniff(bytes, text.length <= 100_000)
  const reader = openCsv(separator)
  const [head, ...rows] = form === 'csv' ? [...reader.push(text.replace(/^\uFEFF/, '')), ...reader.end()] : []
  if (!head)
    throw new Refusal('list_not_readable', 'This is no list with a line of column names: save it as CSV.')
  if (rows.length > MOST_LINES)
    throw new Refusal('list_not_readable', `A list holds ${MOST_LINES} lines at most; bring it in parts.`)
  const places = placesOf(head.cells)
  const lacking = (['customer', 'wording', 'madeAt'] as const).filter(
    (column) => places.get(column) === undefined,
  )
  if (lacking.length > 0)
    throw new Refusal(
      'list_not_readable',
      `There is no column for ${lacking.map((column) => LACKS[column]).join(' and none for ')}: name one “${lacking.map((column) => COLUMNS[column][0]).join('”, “')}”.`,
    )
  const cell = (row: CsvRow, column: Column) => {
    const at = places.get(column)
    const value = at === undefined ? '' : (row.cells[at] ?? '').trim()
    return saysNothing(value) ? '' : value
  }
  const dates = (column: 'madeAt' | 'dueAt') =>
    dateColumnOf(
      rows.map((row) => cell(row, column)),
      workspace.zone,
    )
  const forms = { madeAt: dates('madeAt'), dueAt: dates('dueAt') }
  const found: Found[] = []
  const aside: Aside[] = []
  for (const row of rows) {
    const promise = promiseOf(row, cell, forms, { workspace, now }, source)
    if (typeof promise === 'string') aside.push(asideLine(row.line, row.raw, promise))
    else found.push({ line: row.line, raw: row.raw, promise })
  }
  const fieldAt = new Map([...places].map(([column, at]) => [at, column]))
  const columns = head.cells.map((column, at) => ({ column, field: fieldAt.get(at) ?? null }))
  return { columns, found, aside, read: rows.length }
}

const LACKS = {
  customer: 'the customer’s e-mail',
  wording: 'what was promised',
  madeAt: 'when it was promised',
} as const

function placesOf(head: readonly string[]): ReadonlyMap<Column, number> {
  const names = head.map(plainName)
  const places = new Map<Column, number>()
  for (const [column, known] of Object.entries(COLUMNS) as [Column, readonly string[]][]) {
    const at = known.map((name) => names.indexOf(plainName(name))).find((place) => place >= 0)
    if (at !== undefined) places.set(column, at)
  }
  return places
}

/** A line as a promise, or why it is none. */
function promiseOf(
  row: CsvRow,
  cell: (row: CsvRow, column: Column) => string,
  forms: { madeAt: DateColumn | undefined; dueAt: DateColumn | undefined },
  { workspace, now }: Pick<Scope, 'workspace' | 'now'>,
  source: string,
): InheritedPromise | string {
  if (row.problem !== undefined) return 'A quotation mark in this line is never closed.'
  const [customer, wording, made, due] = [cell(row, 'customer'), cell(row, 'wording'), cell(row, 'madeAt'), cell(row, 'dueAt')] // prettier-ignore
  if (customer === '') return 'It names no customer.'
  if (wording === '') return 'It does not say what was promised.'
  if (wording.length > 500 || !isStorable(wording))
    return 'The words are longer than 500 letters, or can’t be stored.'
  const madeMs = forms.madeAt && readDate(made, forms.madeAt.form, workspace.zone)
  if (madeMs === undefined)
    return made === '' ? 'It has no date of its own.' : `“${made.slice(0, 40)}” is no date.`
  if (madeMs > now.getTime()) return 'It was promised at a time that lies ahead.'
  const dueMs =
    due === '' ? null : ((forms.dueAt && readDate(due, forms.dueAt.form, workspace.zone)) ?? undefined)
  if (dueMs === undefined) return `“${due.slice(0, 40)}” is no date.`
  const dueAt =
    dueMs === null ? null : isDay(due) ? endOfDay(new Date(dueMs), workspace.zone) : new Date(dueMs)
  if (dueAt !== null && dueAt.getTime() < madeMs) return 'It was due before it was promised.'
  const keptBy = KeptBy.safeParse(cell(row, 'keptBy').toLowerCase())
  const [touchpoint, order, madeBy, id] = [cell(row, 'touchpoint'), cell(row, 'order'), cell(row, 'madeBy'), cell(row, 'id')] // prettier-ignore
  return {
    source,
    externalId: id === '' ? digestOf(customer, wording, made) : id.slice(0, 200),
    customerId: customerIdOf(workspace.id, identityOf(customer)),
    wording,
    madeAt: new Date(madeMs),
    dueAt,
    ...(keptBy.success ? { keptBy: keptBy.data } : {}),
    ...(touchpoint === '' ? {} : { touchpoint: wordOf(touchpoint) }),
    ...(order === '' ? {} : { order: order.replace(/^#/, '').slice(0, 100) }),
    ...(madeBy === '' ? {} : { madeBy: madeBy.slice(0, 120) }),
  }
}

function identityOf(customer: string) {
  if (/^\S+@\S+\.\S+$/.test(customer)) return { kind: 'email', value: customer.toLowerCase() } as const
  if (/^\+[\d ().-]{6,24}$/.test(customer))
    return { kind: 'phone', value: `+${customer.replace(/\D/g, '')}` } as const
  return { kind: 'external', value: `user:${customer}` } as const
}

/** "Phone call-back" as touchpoints are named: phone_call_back. */
const wordOf = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '_').slice(0, 60) // prettier-ignore
const isDay = (date: string) => !date.includes(':') && !/^\d{9,}$/.test(date)
const endOfDay = (at: Date, zone: string) => instantAt(addDays(dayOf(at, zone), 1), '00:00', zone)
const asideLine = (line: number, raw: string, reason: string): Aside => ({
  line,
  reason,
  text: raw.slice(0, 300),
})

function digestOf(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32)
}
