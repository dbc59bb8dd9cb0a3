/** The words under which moments are found. One of them is her name, and that may change after a moment was noticed. */
import { z } from 'zod'
import { homeOf, type CustomerId, type Home } from '#kit/id.ts'
import { namesOf, personRows } from '#features/timeline/index.ts'
import { read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import { declarationOf } from '../catalogue/index.ts'
import { searchWordsIn } from '../rules/search.ts'
import { listFoundByName, lockNoticing, setSearchWords, type FoundByName } from '../store/moments.ts'

/** Body of the announcement `timeline.customersRenamed`. */
const Renamed = z.object({ customers: z.array(z.string()) })

/** Persons whose moments are written anew in one go. */
const PERSONS_AT_ONCE = 100

/**
 * Sets the words of moments of one home. Whoever calls holds noticing there (`lockNoticing`): a name that changes
 * meanwhile is told to `renameMoments`, which waits for it.
 */
export async function setFoundBy(scope: TxScope, home: Home, moments: readonly FoundByName[]): Promise<void> {
  const names = await namesOf(scope, [...new Set(moments.map(({ customerId }) => customerId))])
  await setSearchWords(
    scope,
    home,
    moments.map((moment) => ({ id: moment.id, words: wordsOf(moment, names.get(moment.customerId) ?? '') })),
  )
}

/** The subscriber of `timeline.customersRenamed`: what was noticed about them is found by what they are called now. */
export async function renameMoments(scope: Scope, body: unknown): Promise<void> {
  const ids = Renamed.parse(body).customers as CustomerId[]
  for (let i = 0; i < ids.length; i += PERSONS_AT_ONCE) {
    const persons = await read(scope, (scope) => personRows(scope, ids.slice(i, i + PERSONS_AT_ONCE)))
    const rows = [...persons.values()].flat().map(({ id }) => id)
    for (const [home, part] of Map.groupBy(rows, (id) => homeOf(scope.workspace, id)))
      await transact(scope, async (scope) => {
        await lockNoticing(scope, home)
        await setFoundBy(scope, home, await listFoundByName(scope, home, part))
      })
  }
}

function wordsOf({ signs, slots, words }: FoundByName, name: string): string[] {
  const declared = signs.map((sign) => declarationOf(sign.kind, sign.own))
  // Nobody should come upon somebody's grief by searching for a word.
  const isDelicate = declared.some(({ delicate }) => delicate)
  return searchWordsIn(
    name,
    slots.order,
    ...(isDelicate ? [] : [...declared.map(({ label }) => label), words]),
  )
}
