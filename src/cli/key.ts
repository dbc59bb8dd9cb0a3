/** `spoonful key`: keys for programs. The secret goes to standard output and nowhere else. */
import { createKey, listKeys, revokeKey } from '#features/team/index.ts'
import { withProduct } from './product.ts'

export async function createKeyCommand({
  name,
  scopes,
  browser = false,
}: {
  name: string
  scopes: string
  browser?: boolean
}): Promise<void> {
  await withProduct(async ({ machineScope }) => {
    const list = scopes
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '')
    const { id, secret } = await createKey(machineScope('cli'), {
      name,
      scopes: list,
      trust: browser ? 'browser' : 'server',
    })
    console.log(secret)
    console.error(`Key ${id} is made. The line above is shown this once.`)
  })
}

export async function listKeysCommand(): Promise<void> {
  await withProduct(async ({ machineScope }) => {
    for (const { id, name, hint, scopes, trust, createdAt, usedAt, revokedAt } of await listKeys(
      machineScope('cli'),
    ))
      console.log(
        [
          id,
          hint,
          trust,
          scopes.join(','),
          `made ${createdAt.toISOString()}`,
          usedAt ? `used ${usedAt.toISOString()}` : 'never used',
          revokedAt ? `revoked ${revokedAt.toISOString()}` : 'in use',
          name,
        ].join('  '),
      )
  })
}

export async function revokeKeyCommand(id: string): Promise<void> {
  await withProduct(({ machineScope }) => revokeKey(machineScope('cli'), id))
  console.log(`Key ${id} is revoked; what it opened is closed from now on.`)
}
