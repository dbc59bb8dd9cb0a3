/** Splits a theme: some of its phrases become a theme of their own, the rest stay under the old id. Taken back by merging the new one into the old. */
import { Refusal } from '#kit/refusal.ts'
import { audit } from '#platform/audit/index.ts'
import { announce } from '#platform/announcements.ts'
import { transact, type Scope } from '#platform/scope.ts'
import type { SplitTheme } from '../contract.ts'
import { decideSplit } from '../rules/taxonomy.ts'
import { setTheme } from '../store/themes.ts'
import { themesOfWorkspace } from './listen.ts'
import { recordOf, THEMES_LIMIT } from './themes.ts'

/** Refuses `theme_not_found`, `theme_not_splittable`, `theme_id_taken`, `themes_full`. */
export async function splitTheme(
  scope: Scope,
  id: string,
  { into, name, phrases }: SplitTheme,
): Promise<void> {
  const record = await recordOf(scope, id)
  const split = decideSplit(record.definition, phrases)
  if (!split)
    throw new Refusal('theme_not_splittable', 'Choose some of its phrases, and leave it one at least.')
  const records = await themesOfWorkspace(scope)
  if (records.some((one) => one.id === into))
    throw new Refusal('theme_id_taken', 'There is a theme of that id already.')
  if (records.length >= THEMES_LIMIT)
    throw new Refusal('themes_full', `A workspace has ${THEMES_LIMIT} themes at most; merge or hide some.`)
  await transact(scope, async (scope) => {
    await setTheme(
      scope,
      { ...record, definition: { ...record.definition, any: split.rest } },
      scope.actor.name,
    )
    await setTheme(
      scope,
      {
        id: into,
        definition: { ...record.definition, name, any: split.taken },
        origin: 'own',
        isPinned: false,
        isHidden: false,
        mergedInto: null,
      },
      scope.actor.name,
    )
    for (const home of scope.homes) await announce(scope, home, 'themes.changed', { home })
    for (const subject of [id, into])
      await audit(scope, 'setting.changed', { subject: { kind: 'theme', id: subject } })
  })
}
