/** Writes themes: new ones, changed, merged, deleted; and which comments are kept as examples. What a change covers is read anew behind it. */
import { homeOf, type Home } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { announce } from '#platform/announcements.ts'
import { audit } from '#platform/audit/index.ts'
import { transact, type Scope, type TxScope } from '#platform/scope.ts'
import { EXAMPLES_LIMIT, type ChangeTheme, type MergeTheme, type NewTheme } from '../contract.ts'
import { problemOfPhrases } from '../rules/phrases.ts'
import { deletePut, deletePutsOf, insertPuts, listPutsOf } from '../store/puts.ts'
import { deleteTheme, setTheme, type ThemeRecord } from '../store/themes.ts'
import { findVoices } from '../store/voices.ts'
import { EVERY, themesOfWorkspace, UNTHEMED } from './listen.ts'

const THEMES_LIMIT = 500

/** Refuses phrases that cannot be looked for, each in a sentence: `theme_phrase_…`. */
export function checkPhrases(theme: Parameters<typeof problemOfPhrases>[0]): void {
  const problem = problemOfPhrases(theme)
  if (problem) throw new Refusal(problem.code, problem.message)
}

/** Writes a new theme. Refuses `theme_id_taken`, `themes_full`, `theme_empty`, `theme_phrase_…`, `voice_not_found`. */
export async function addTheme(
  scope: Scope,
  id: string,
  { examples, ...definition }: NewTheme,
): Promise<void> {
  checkPhrases(definition)
  if (definition.any.length + examples.length === 0)
    throw new Refusal('theme_empty', 'Write a phrase it listens for, or keep a comment as its example.')
  await checkFree(scope, id)
  await transact(scope, async (scope) => {
    await write(scope, ownTheme(id, definition))
    await keep(scope, id, examples)
    await readAnew(scope)
  })
}

/** A theme of the workspace's own, as nobody changed it yet. */
export const ownTheme = (id: string, definition: ThemeRecord['definition']): ThemeRecord => ({
  id,
  definition,
  origin: 'own',
  isPinned: false,
  isHidden: false,
  mergedInto: null,
  changedAt: null,
  changedBy: null,
})

/** Refuses `theme_id_taken`, `themes_full`. */
export async function checkFree(scope: Scope, id: string): Promise<void> {
  const records = await themesOfWorkspace(scope)
  if (records.some((one) => one.id === id))
    throw new Refusal('theme_id_taken', 'There is a theme of that id already.')
  if (records.length >= THEMES_LIMIT)
    throw new Refusal('themes_full', `A workspace has ${THEMES_LIMIT} themes at most; merge or hide some.`)
}

/**
 * Renames, pins, hides, merges or defines anew; each is undone by saying what it was. A found theme that is given phrases is one
 * of the workspace's own from then on. Refuses `theme_not_found`, `theme_merge_circle`, `theme_changed`, `theme_phrase_…`.
 */
export async function changeTheme(
  scope: Scope,
  id: string,
  change: ChangeTheme,
): Promise<{ changedAt: string }> {
  const record = await findRecord(scope, id)
  if (change.since !== undefined && change.since !== (record.changedAt?.toISOString() ?? null))
    throw changedBy(record)
  if (change.definition) checkPhrases(change.definition)
  if (change.mergedInto != null) await checkMerge(scope, id, change.mergedInto)
  const { definition = record.definition, name = definition.name, isPinned, isHidden, mergedInto } = change
  const next: ThemeRecord = {
    ...record,
    definition: { ...definition, name },
    origin: isFoundId(id) ? (definition.any.length === 0 ? 'found' : 'own') : record.origin,
    ...(isPinned !== undefined && { isPinned }),
    ...(isHidden !== undefined && { isHidden }),
    ...(mergedInto !== undefined && { mergedInto }),
  }
  await transact(scope, async (scope) => {
    await write(scope, next)
    if (readingOf(next) !== readingOf(record)) await readAnew(scope)
  })
  return { changedAt: scope.now.toISOString() }
}

/** Ids of found themes begin like that, and nobody else's can (`NewTheme`). */
const isFoundId = (id: string): boolean => id.startsWith('th_')

/** What of a theme decides which comments belong to it and which of them are ideas. */
const readingOf = ({ mergedInto, definition: { any, none, kind } }: ThemeRecord): string =>
  JSON.stringify([mergedInto, any, none, kind === 'idea'])

/** A theme goes into another, which may take its name; the old id leads on. Refuses as `changeTheme`. */
export async function mergeTheme(scope: Scope, id: string, { into, name }: MergeTheme): Promise<void> {
  const record = await findRecord(scope, id)
  const target = await checkMerge(scope, id, into)
  await transact(scope, async (scope) => {
    await write(scope, { ...record, mergedInto: into })
    if (name !== target.definition.name)
      await write(scope, { ...target, definition: { ...target.definition, name } })
    await readAnew(scope)
  })
}

async function checkMerge(scope: Scope, id: string, into: string): Promise<ThemeRecord> {
  const target = await findRecord(scope, into)
  if (target.id === id || target.mergedInto !== null)
    throw new Refusal('theme_merge_circle', 'Merge it into a theme that is shown itself.')
  return target
}

/** Deletes a theme that was written here. Refuses `theme_not_found`, `theme_not_deletable`. */
export async function removeTheme(scope: Scope, id: string): Promise<void> {
  const record = await findRecord(scope, id)
  if (record.origin !== 'own' || isFoundId(id))
    throw new Refusal('theme_not_deletable', 'This theme was not written here: hide it, and it is left out.')
  if ((await themesOfWorkspace(scope)).some(({ mergedInto }) => mergedInto === id))
    throw new Refusal('theme_not_deletable', 'Another theme went into it: take that one out first.')
  await transact(scope, async (scope) => {
    await deleteTheme(scope, id)
    for (const home of scope.homes) await deletePutsOf(scope, home, id)
    await audit(scope, 'setting.removed', { subject: { kind: 'theme', id } })
    await readAnew(scope)
  })
}

/** Keeps a comment as an example of a theme. Refuses `theme_not_found`, `voice_not_found`, `theme_examples_full`. */
export async function keepExample(scope: Scope, id: string, voiceId: string): Promise<void> {
  await findRecord(scope, id)
  await transact(scope, async (scope) => {
    if ((await listPutsOf(scope, id, 'kept', EXAMPLES_LIMIT)).length >= EXAMPLES_LIMIT)
      throw new Refusal('theme_examples_full', `A theme keeps ${EXAMPLES_LIMIT} examples at most.`)
    await onExample(scope, id, homeOf(scope.workspace, voiceId), () => keep(scope, id, [voiceId]))
  })
}

/** Takes an example away; taken away twice changes nothing. Refuses `theme_not_found`. */
export async function dropExample(scope: Scope, id: string, voiceId: string): Promise<void> {
  await findRecord(scope, id)
  await transact(scope, async (scope) => {
    const home = homeOf(scope.workspace, voiceId)
    await onExample(scope, id, home, () => deletePut(scope, home, { voiceId, themeId: id, how: 'kept' }))
  })
}

async function onExample(
  scope: TxScope,
  id: string,
  home: Home,
  work: () => Promise<unknown>,
): Promise<void> {
  await work()
  await audit(scope, 'setting.changed', { subject: { kind: 'theme', id } })
  await announce(scope, home, 'themes.changed', { home })
}

async function keep(scope: TxScope, themeId: string, voiceIds: readonly string[]): Promise<void> {
  for (const [home, ids] of Map.groupBy(voiceIds, (id) => homeOf(scope.workspace, id))) {
    const voices = await findVoices(scope, home, ids)
    if (voices.length < new Set(ids).size)
      throw new Refusal('voice_not_found', 'One of these comments is not here any more.')
    await insertPuts(
      scope,
      home,
      voices.map(({ id, at, customerId }) => ({ voiceId: id, themeId, how: 'kept', at, customerId })),
    )
  }
}

/** A theme that can be changed. Refuses `theme_not_found`. */
export async function findRecord(scope: Scope, id: string): Promise<ThemeRecord> {
  const record = (await themesOfWorkspace(scope)).find((one) => one.id === id)
  if (!record || id === UNTHEMED || id === EVERY)
    throw new Refusal('theme_not_found', 'There is no such theme here.')
  return record
}

/** Refuses `theme_changed` where it is no longer as it was read. */
export async function write(scope: TxScope, record: ThemeRecord): Promise<void> {
  if ((await setTheme(scope, record, scope.actor.name)) === 0) throw changedBy(record)
  await audit(scope, 'setting.changed', { subject: { kind: 'theme', id: record.id } })
}

const changedBy = ({ definition: { name }, changedBy }: ThemeRecord): Refusal =>
  new Refusal(
    'theme_changed',
    `${changedBy ?? 'Somebody else'} has changed “${name}” meanwhile. Nothing of yours was saved.`,
  )

export async function readAnew(scope: TxScope): Promise<void> {
  for (const home of scope.homes) await announce(scope, home, 'themes.changed', { home })
}
