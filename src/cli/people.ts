/** `spoonful people`: who is on the team, for whoever sits at the machine. Links go to standard output and nowhere else. */
import {
  changeRole,
  invite,
  removeFactorOf,
  removeFromTeam,
  resetFor,
  showPeople,
} from '#features/team/index.ts'
import { Address, Role } from '#features/team/contract.ts'
import { teamPost } from '#connectors/email/index.ts'
import { Refusal } from '#kit/refusal.ts'
import type { Scope } from '#platform/scope.ts'
import { withProduct } from './product.ts'

export async function listPeopleCommand(): Promise<void> {
  await withProduct(async ({ machineScope }) => {
    for (const { id, name, role, login, awayUntil } of await showPeople(machineScope('cli')))
      console.log(
        [
          id,
          role.padEnd(10),
          login?.email ?? 'no address',
          login?.hasPassword ? 'password' : 'no password',
          login?.hasSecondFactor ? 'second step' : 'one step',
          ...(awayUntil === null ? [] : [`away until ${awayUntil}`]),
          name,
        ].join('  '),
      )
  })
}

export async function inviteCommand(address: string, { role }: { role: string }): Promise<void> {
  await withProduct(async ({ machineScope, secrets, policy, config }) => {
    const { link, mailedTo } = await invite(
      machineScope('cli'),
      { baseUrl: baseUrlOf(config), post: teamPost({ secrets, policy }) },
      { email: addressOf(address), role: roleOf(role) },
    )
    console.log(link)
    console.error(
      `The link works once, for seven days. ${mailedTo === null ? 'No mail was sent: hand it over.' : `It was mailed to ${mailedTo}.`}`,
    )
  })
}

export async function roleCommand(who: string, role: string): Promise<void> {
  await withProduct(async ({ machineScope }) => {
    const scope = machineScope('cli')
    const { id, name } = await memberOf(scope, who)
    await changeRole(scope, id, roleOf(role))
    console.log(`${name} is ${role} from now on.`)
  })
}

export async function removeCommand(who: string): Promise<void> {
  await withProduct(async ({ machineScope }) => {
    const scope = machineScope('cli')
    const { id, name } = await memberOf(scope, who)
    await removeFromTeam(scope, id)
    console.log(`${name} is no longer on the team; what was done stays with the name.`)
  })
}

export async function resetCommand(
  who: string,
  { secondFactor = false }: { secondFactor?: boolean },
): Promise<void> {
  await withProduct(async ({ machineScope, secrets, policy, config }) => {
    const scope = machineScope('cli')
    const { id, name } = await memberOf(scope, who)
    const { link } = await resetFor(scope, baseUrlOf(config), id)
    if (secondFactor) await removeFactorOf(scope, id, teamPost({ secrets, policy }))
    console.log(link)
    console.error(
      `The link works once, for a day: with it ${name} chooses a new password.${secondFactor ? ' The second step is off.' : ''}`,
    )
  })
}

async function memberOf(scope: Scope, who: string) {
  const asked = who.trim().toLowerCase()
  const found = (await showPeople(scope)).filter(
    ({ id, name, login }) => id === asked || login?.email === asked || name.toLowerCase() === asked,
  )
  const [member] = found
  if (!member || found.length > 1)
    throw new Refusal(
      'member_not_found',
      found.length > 1
        ? `There are ${found.length} people called ${who}: say an address or an id.`
        : `There is nobody called ${who}: see “spoonful people list”.`,
    )
  return member
}

function addressOf(text: string): string {
  const parsed = Address.safeParse(text)
  if (!parsed.success) throw new Refusal('invalid_input', `${text} is no e-mail address.`)
  return parsed.data
}

function roleOf(text: string): Role {
  const parsed = Role.safeParse(text)
  if (!parsed.success)
    throw new Refusal('invalid_input', `There is no role ${text}: owner, supervisor, agent or viewer.`)
  return parsed.data
}

const baseUrlOf = ({ baseUrl, port }: { baseUrl: string | undefined; port: number }) =>
  baseUrl ?? `http://127.0.0.1:${port}`
