/** `spoonful bench [NAME]`: runs the benchmarks of the folder bench/ and prints one JSON line each. */
import { cpus } from 'node:os'
import { Refusal } from '#kit/refusal.ts'
import type { Measure } from '../../bench/ground.ts'

/** Each loads only when it is asked for; one that needs a database brings its own. */
const BENCHES: Readonly<Record<string, () => Promise<readonly Measure[]>>> = {
  read: async () => {
    const { benchHostileRead, benchRead, benchReadCommand, benchReadPeers } =
      await import('../../bench/read.ts')
    const ours = await benchRead()
    return [
      ours,
      ...(await benchReadPeers(ours.value)),
      await benchHostileRead(),
      ...(await benchReadCommand()),
    ]
  },
  calendar: async () => [await (await import('../../bench/calendar.ts')).benchCalendar()],
  intake: async () => (await import('../../bench/intake.ts')).benchIntake(),
  import: async () => (await import('../../bench/import.ts')).benchImport(),
  queue: async () => (await import('../../bench/queue.ts')).benchQueue(),
  grants: async () => (await import('../../bench/grants.ts')).benchGrants(),
  themes: async () => (await import('../../bench/themes.ts')).benchThemes(),
  promises: async () => (await import('../../bench/promises.ts')).benchPromises(),
  hand: async () => (await import('../../bench/hand.ts')).benchHand(),
  voices: async () => (await import('../../bench/voices.ts')).benchVoices(),
  journey: async () => (await import('../../bench/journey.ts')).benchJourney(),
}

export async function benchCommand(name: string | undefined): Promise<void> {
  const chosen = name === undefined ? Object.keys(BENCHES) : [name]
  for (const one of chosen) {
    const bench = BENCHES[one]
    if (!bench)
      throw new Refusal(
        'bench_not_known',
        `There is no benchmark “${one}”; choose from ${Object.keys(BENCHES).join(', ')}.`,
      )
    for (const measure of await bench()) console.log(JSON.stringify(measure))
  }
  console.error(
    `measured on ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}, ${process.platform}`,
  )
}
