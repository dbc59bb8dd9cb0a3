/** `spoonful erase`, `audit`, `erasures`: what an operator does for people's rights and for the account of what was done. */
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline/promises'
import {
  checkAudit,
  checkRequest,
  exportAudit,
  fulfilRequest,
  listErasures,
  openRequest,
  replayErasures,
} from '#features/privacy/index.ts'
import { customerIdFrom, customerIdOf, findCustomerDetail, readIdentity } from '#features/timeline/index.ts'
import { isId } from '#kit/id.ts'
import { read, type Scope } from '#platform/scope.ts'
import { withProduct } from './product.ts'

/** Erases a person by an id or anything that identifies her; the request, its check and its receipt stay on record. */
export function eraseCommand(who: string, { yes = false }: { yes?: boolean }): Promise<number> {
  return withProduct(async ({ machineScope }) => {
    const scope = machineScope('spoonful erase')
    const id = isId(who) ? customerIdFrom(who) : customerIdOf(scope.workspace.id, readIdentity(who))
    const name = (await read(scope, (scope) => findCustomerDetail(scope, id)))?.name
    if (!yes && !(await isMeant(name ?? who))) return 1
    const { receipt } = await erase(scope, id)
    for (const [kind, rows] of Object.entries(receipt?.rows ?? {})) console.log(`${kind}: ${rows}`)
    console.log(`Erased: ${receipt?.total ?? 0} rows and files. This does not reach:`)
    for (const words of receipt?.elsewhere ?? []) console.log(`- ${words}`)
    return 0
  })
}

async function erase(scope: Scope, id: ReturnType<typeof customerIdFrom>) {
  const { id: request } = await openRequest(scope, id, 'erase')
  await checkRequest(scope, request, 'operator')
  return fulfilRequest(scope, request, { by: 'cli' })
}

/** Asks on a terminal; elsewhere `--yes` is needed. */
async function isMeant(name: string): Promise<boolean> {
  if (!process.stdin.isTTY) {
    console.error('Erasing can’t be undone: say --yes.')
    return false
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await terminal.question(`Erase ${name} for good? Type “erase”: `)
  terminal.close()
  return answer.trim() === 'erase'
}

export function verifyCommand(): Promise<number> {
  return withProduct(async ({ machineScope }) => {
    const { holds, entries, unsealed, lateSince, brokenAt, ends } = await checkAudit(
      machineScope('spoonful audit'),
    )
    if (!holds) {
      console.error(`The audit log was changed: entry ${brokenAt} does not fit the one before it.`)
      return 1
    }
    console.log(`The audit log holds: ${entries} entries.`)
    for (const { no, hash } of ends) console.log(`Its end is entry ${no}, ${hash}`)
    if (unsealed > 0) console.log(`Not sealed yet: ${unsealed}.`)
    if (lateSince === null) return 0
    console.error(
      `One waits for its seal since ${lateSince}. Entries are sealed within seconds while the server runs, and as each command ends: see the server’s log, then check again.`,
    )
    return 1
  })
}

export async function exportCommand(): Promise<void> {
  await withProduct(async ({ machineScope }) => {
    process.stdout.write(await exportAudit(machineScope('spoonful audit')))
  })
}

export async function erasuresCommand({ replay }: { replay?: string }): Promise<void> {
  await withProduct(async ({ machineScope }) => {
    const scope = machineScope('spoonful erasures')
    if (replay === undefined) return void process.stdout.write(await listErasures(scope))
    const { listed, erased } = await replayErasures(scope, await readFile(replay, 'utf8'))
    console.log(`${listed} on the list; of ${erased} something was there and is gone.`)
  })
}
