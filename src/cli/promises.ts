/** `spoonful promises`: the ledger on the command line, and a list from a former tool into it. */
import { readFile } from 'node:fs/promises'
import { inheritPromises } from '#connectors/files/index.ts'
import { KeptBy, ListPromises, type PromiseRow } from '#features/promises/contract.ts'
import {
  listLedger,
  makePromise,
  promiseIdFrom,
  readWhen,
  settlePromise,
  showPromise,
  snoozePromise,
} from '#features/promises/index.ts'
import { customerIdOf } from '#features/timeline/index.ts'
import { Refusal } from '#kit/refusal.ts'
import type { Scope } from '#platform/scope.ts'
import { withProduct } from './product.ts'

type ListOptions = { group?: string; touchpoint?: string; customer?: string; limit?: string; json?: boolean }

export async function listCommand({ json, customer, ...options }: ListOptions): Promise<number> {
  const query = ListPromises.safeParse(options)
  if (!query.success) {
    console.error(`--group takes ${ListPromises.shape.group.unwrap().options.join(', ')}; --limit 1 to 200.`)
    return 2
  }
  return asked(async (scope) => {
    const whom = customer === undefined ? {} : { customer: customerFrom(scope, customer) }
    const { items } = await listLedger(scope, { ...query.data, ...whom })
    for (const row of items) console.log(json ? JSON.stringify(row) : lineOf(row, scope.workspace.zone))
    if (items.length === 0 && !json) console.log('No promise.')
  })
}

export function showCommand(id: string): Promise<number> {
  return asked(async (scope) => {
    const { row, story } = await showPromise(scope, promiseIdFrom(id))
    console.log(lineOf(row, scope.workspace.zone))
    console.log(`  “${row.wording}” · ${row.dueWords}`)
    for (const { at, title, words, quote, by } of story)
      console.log(
        `  ${timeIn(scope.workspace.zone, at)}  ${[title, words, quote === null ? '' : `“${quote}”`, by ?? ''].filter(Boolean).join(' · ')}`,
      )
  })
}

type MakeOptions = { to: string; say: string; when: string; keptBy?: string; touchpoint?: string }

export async function makeCommand({
  to,
  say,
  when,
  keptBy = 'word',
  touchpoint,
}: MakeOptions): Promise<number> {
  const by = KeptBy.safeParse(keptBy)
  if (!by.success) {
    console.error(`--kept-by takes ${KeptBy.options.join(', ')}, not “${keptBy}”.`)
    return 2
  }
  return asked(async (scope) => {
    const wanted = { customerId: customerFrom(scope, to), wording: say, when, keptBy: by.data }
    const id = await makePromise(scope, { ...wanted, touchpoint: touchpoint ?? 'check_back' })
    const { row } = await showPromise(scope, id)
    console.log(`${id} ${row.dueWords}`)
  })
}

type SettleOptions = { as: string; words?: string }

export async function settleCommand(id: string, { as, words }: SettleOptions): Promise<number> {
  const outcome = ({ kept: 'kept', withdrawn: 'withdrawn', good: 'made_good' } as const)[as]
  if (!outcome) {
    console.error(`--as takes kept, good or withdrawn, not “${as}”.`)
    return 2
  }
  return asked(async (scope) => {
    const said = words === undefined ? {} : { words }
    await settlePromise(
      scope,
      promiseIdFrom(id),
      outcome === 'made_good' ? { outcome, words: words ?? '' } : { outcome, ...said },
    )
    await tellStanding(scope, id)
  })
}

export function snoozeCommand(id: string, { until, why }: { until: string; why: string }): Promise<number> {
  return asked(async (scope) => {
    const { due, words } = await readWhen(scope, until)
    if (due === null) throw new Refusal('when_not_readable', words)
    await snoozePromise(scope, promiseIdFrom(id), { until: new Date(due), reason: why })
    await tellStanding(scope, id)
  })
}

export async function importCommand(
  file: string,
  { source, trial }: { source?: string; trial?: boolean },
): Promise<number> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Refusal('file_not_found', `There is no file ${file}.`)
  })
  return asked(async (scope) => {
    const name = source ?? file.replace(/^.*[/\\]/, '').replace(/\.[a-z0-9]+$/i, '').slice(0, 80) // prettier-ignore
    const answer = await inheritPromises(scope, { text, source: name, isTrial: trial ?? false })
    for (const { line, reason } of answer.aside) console.error(`line ${line}: ${reason}`)
    console.log(
      `${answer.read} read, ${answer.opened} ${trial ? 'would be opened' : 'opened'}, ${answer.known} already known, ${answer.setAside} set aside`,
    )
  })
}

async function asked(work: (scope: Scope) => Promise<void>): Promise<number> {
  await withProduct(({ machineScope }) => work(machineScope('command line')))
  return 0
}

/** An e-mail address, a number of another tool, or our own id. */
function customerFrom({ workspace }: Scope, text: string): string {
  if (/^\S+@\S+\.\S+$/.test(text))
    return customerIdOf(workspace.id, { kind: 'email', value: text.toLowerCase() })
  return /^[0-9a-f-]{36}$/.test(text)
    ? text
    : customerIdOf(workspace.id, { kind: 'external', value: `user:${text}` })
}

async function tellStanding(scope: Scope, id: string): Promise<void> {
  const { row } = await showPromise(scope, promiseIdFrom(id))
  console.log(lineOf(row, scope.workspace.zone))
}

function lineOf(
  { id, standing, dueAt, customer, about, owner, madeGoodAt }: PromiseRow,
  zone: string,
): string {
  const due = dueAt === null ? 'no time' : timeIn(zone, dueAt)
  const how = madeGoodAt === null ? standing.replace('_', ' ') : `${standing}, made good`
  return `${id}  ${how.padEnd(9)}  ${due.padEnd(16)}  ${customer.name}: ${about}${owner ? ` (${owner.name})` : ''}`
}

function timeIn(zone: string, at: string): string {
  const parts = { timeZone: zone, dateStyle: 'short', timeStyle: 'short' } as const
  return new Intl.DateTimeFormat('sv-SE', parts).format(new Date(at))
}
