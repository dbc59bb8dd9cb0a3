/** `spoonful moments`: reading history again with the catalogue of this release. */
import { rereadHistory } from '#features/moments/index.ts'
import { Refusal } from '#kit/refusal.ts'
import { withProduct } from './product.ts'

export async function rereadCommand({ since }: { since?: string }): Promise<void> {
  const from = since === undefined ? undefined : new Date(since)
  if (from && Number.isNaN(from.getTime()))
    throw new Refusal('date_not_known', 'Write the day as 2025-11-21.')
  await withProduct(async ({ machineScope }) => {
    let last
    for await (const progress of rereadHistory(machineScope('cli'), from ? { since: from } : {})) {
      last = progress
      if (process.stderr.isTTY) process.stderr.write(`\r${progress.read} read, ${progress.noticed} noticed`)
    }
    if (process.stderr.isTTY) process.stderr.write('\n')
    console.log(`${last?.read ?? 0} read, ${last?.noticed ?? 0} noticed, ${last?.withdrawn ?? 0} withdrawn`)
  })
}
