/** `spoonful secrets rotate`: another key in front, everything sealed again. */
import { Refusal } from '#kit/refusal.ts'
import { addKey, forgetOldKeys, sealAgain } from '#platform/rotation.ts'
import { withInstallation } from './product.ts'

/** Refuses `installation_running`: a server goes on sealing with the key it started with. */
export async function rotateCommand({ forgetOld = false }: { forgetOld?: boolean }): Promise<void> {
  await withInstallation(async ({ connection, secrets, config }) => {
    const isOurs = config.secretKeys === undefined
    const { again, lost } = await sealAgain(connection, isOurs ? await addKey(config.dataDirectory) : secrets)
    console.log(
      `${again} secrets are sealed with ${isOurs ? 'a new key' : 'the first of SPOONFUL_SECRET_KEYS'}.`,
    )
    for (const one of lost) console.log(`No key opens ${one}: enter it again.`)
    if (forgetOld && lost.length > 0)
      throw new Refusal('key_still_needed', 'The old keys stay, since not everything could be sealed again.')
    if (forgetOld && isOurs) {
      await forgetOldKeys(config.dataDirectory)
      console.log(
        'The old keys are gone from secret.key; backups that were sealed with them no longer open with it.',
      )
    } else if (isOurs)
      console.log(
        'The old keys stay behind it for backups that were taken before. Copy secret.key to its safe place again.',
      )
  })
}
