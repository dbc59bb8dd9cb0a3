/** `spoonful mail status`: how each mailbox stands, one line each. */
import { showMailboxes } from '#connectors/email/index.ts'
import { withProduct } from './product.ts'

/** Exits with 1 where a mailbox has a problem. */
export async function mailStatusCommand(): Promise<void> {
  await withProduct(async ({ machineScope }) => {
    const mailboxes = await showMailboxes(machineScope('cli'))
    if (mailboxes.length === 0) console.log('No mailbox is set up.')
    for (const { address, standing, connectedAt, lastMailAt, problem, counts } of mailboxes) {
      const facts = [
        standing,
        connectedAt && `since ${connectedAt}`,
        lastMailAt ? `last mail ${lastMailAt}` : 'no mail yet',
        `7 days: ${counts.fromPeople} from people, ${counts.automatic} automatic, ${counts.undelivered} undelivered, ${counts.setAside} set aside, ${counts.sent} sent`,
      ]
      console.log(`${address}  ${facts.filter((fact) => fact).join(', ')}${problem ? `\n  ${problem}` : ''}`)
      if (problem) process.exitCode = 1
    }
  })
}
