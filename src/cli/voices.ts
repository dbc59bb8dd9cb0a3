/** `spoonful voices`: what customers are saying the most, as one paragraph or as JSON. */
import { VoiceSource } from '#features/voices/contract.ts'
import { summarise } from '#features/voices/index.ts'
import { Refusal } from '#kit/refusal.ts'
import { withProduct } from './product.ts'

export async function voicesCommand(options: {
  days: string
  source?: string
  json?: boolean
}): Promise<void> {
  const days = Number(options.days)
  if (!Number.isInteger(days) || days < 1 || days > 84)
    throw new Refusal('days_not_known', 'Say a number of days from 1 to 84.')
  const source = options.source === undefined ? undefined : VoiceSource.safeParse(options.source).data
  if (options.source !== undefined && source === undefined)
    throw new Refusal('source_not_known', `A source is one of ${VoiceSource.options.join(', ')}.`)
  await withProduct(async ({ machineScope }) => {
    const said = await summarise(machineScope('cli'), { days, source })
    if (options.json) console.log(JSON.stringify(said))
    else console.log(said.total === 0 ? `Nobody said anything in the last ${days} days.` : said.text)
  })
}
