/**
 * SAFETY.md G1: whatever happens in whatever order, with calls to the database that fail and workers that are killed between two
 * steps, the twelve invariants hold. Each run has a seed of its own, the first one’s is SEED: `SEED=20251140 RUNS=1 npm run
 * check:simulation` plays that one again.
 */
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { subscribe } from '#platform/announcements.ts'
import { declareHoldings } from '#platform/holdings/index.ts'
import { allHoldings } from '../../../holdings.ts'
import { makeTestDirectory } from '../../directory.ts'
import { SEED, sized, tally } from '../run.ts'
import { checkAll, closeWorld } from './invariants.ts'
import { STEPS } from './steps.ts'
import { declareOutside, messageOf, openWorld, readOne, say } from './world.ts'

const RUNS = Number(process.env['RUNS'] ?? sized(300, 5_000))
/** What was said before a run begins, in any order. */
const SAID = fc.shuffledSubarray(
  Array.from({ length: 12 }, (_, k) => k),
  { minLength: 4 },
)
const MOST_STEPS = sized(25, 200)

beforeAll(async () => {
  const directory = await makeTestDirectory('simulation')
  declareHoldings(...allHoldings(directory.path))
  declareOutside()
  subscribe(
    ...['at_risk', 'broken'].map((news) => ({
      subscriber: 'simulation',
      name: `promise.${news}`,
      handle: async () => {},
    })),
  )
  return () => directory.remove()
})

test('twelve invariants hold whatever happens', { timeout: 3 * 3_600_000 }, async () => {
  const counted = tally('simulation')
  let [steps, asked] = [0, 0]
  const happened = { person: 0, survey: 0, erased: 0, grants: 0, promises: 0 }
  for (let seed = SEED; seed < SEED + RUNS; seed++) {
    const checked = await fc.check(
      fc.asyncProperty(
        SAID,
        fc.commands(STEPS, { maxCommands: MOST_STEPS, size: 'max' }),
        async (said, commands) => {
          const world = await openWorld()
          try {
            // So that there is something to answer, promise and ask about.
            await say(
              world,
              said.map((k) => messageOf(k).entry),
              null,
            )
            await readOne(world, 0, null)
            await fc.asyncModelRun(() => ({ model: {}, real: world }), commands)
            asked += await checkAll(world)
            steps += [...commands].length
            for (const { by } of world.sent) happened[by] += 1
            happened.erased += world.erasedAt.size
            happened.grants += world.ledger.length
            happened.promises += world.promises.length
          } finally {
            await closeWorld(world)
          }
        },
      ),
      { seed, numRuns: 1, endOnFailure: true },
    )
    if (checked.failed)
      expect.fail(
        `SEED=${seed} RUNS=1: ${String(checked.errorInstance)}\n${String(checked.counterexample?.join('\n'))}`,
      )
    counted.add()
  }
  counted.end(RUNS, {
    steps,
    replies: happened.person,
    surveys: happened.survey,
    grants: happened.grants,
    promises: happened.promises,
    erased: happened.erased,
    broken: 0,
  })
})
