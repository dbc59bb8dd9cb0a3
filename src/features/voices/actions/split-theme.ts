/** Splits a theme: some of its phrases become a theme of their own, the rest stay under the old id. Taken back by merging the new one into the old. */
import { Refusal } from '#kit/refusal.ts'
import { transact, type Scope } from '#platform/scope.ts'
import type { SplitTheme } from '../contract.ts'
import { decideSplit } from '../rules/taxonomy.ts'
import { checkFree, findRecord, ownTheme, readAnew, write } from './edit-themes.ts'

/** Refuses `theme_not_found`, `theme_not_splittable`, `theme_id_taken`, `themes_full`, `theme_changed`. */
export async function splitTheme(
  scope: Scope,
  id: string,
  { into, name, phrases }: SplitTheme,
): Promise<void> {
  const record = await findRecord(scope, id)
  const split = decideSplit(record.definition, phrases)
  if (!split)
    throw new Refusal('theme_not_splittable', 'Choose some of its phrases, and leave it one at least.')
  await checkFree(scope, into)
  await transact(scope, async (scope) => {
    await write(scope, { ...record, definition: { ...record.definition, any: split.rest } })
    await write(scope, ownTheme(into, { ...record.definition, name, any: split.taken }))
    await readAnew(scope)
  })
}
