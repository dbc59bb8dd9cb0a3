/** The workspace's macros and its library of what explains: kept, listed, filled for a moment. */
import { isId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { firstNameOf } from '#features/moments/index.ts'
import { listAnswerUse, type FormAnswerPiece } from '#features/promises/index.ts'
import { isStorable } from '#features/timeline/index.ts'
import { audit } from '#platform/audit/index.ts'
import { newId, read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import type { FilledMacro, LibraryFields, LibraryItem, Macro, MacroFields, VoiceFields } from '../contract.ts'
import { fillMacro, variablesIn } from '../rules/variables.ts'
import {
  deleteItem,
  deleteMacro,
  findMacro,
  findVoice,
  listItems,
  listMacros,
  upsertItem,
  upsertMacro,
  type StoredItem,
  type StoredMacro,
} from '../store/words.ts'
import { aroundMoment, memberOf, type Around } from './people.ts'
import { NO_VOICE } from './words.ts'

/** Names a macro can use; others are filled by their fallback only. */
const KNOWN: ReadonlySet<string> = new Set([
  'first_name',
  'name',
  'order',
  'product',
  'pet',
  'animal',
  'event',
  'carrier',
  'years',
  'agent',
  'agent_first',
  'brand',
  'greeting',
  'sign_off',
  'code',
])

export function showMacros(scope: Scope): Promise<Macro[]> {
  return read(scope, async (scope) => (await listMacros(scope)).map(presentMacro))
}

/** Keeps a macro; with an id the one that stands is changed. Refuses `macro_not_found`, `text_not_storable`. */
export function saveMacro(scope: Scope, id: string | undefined, fields: MacroFields): Promise<Macro> {
  const member = memberOf(scope)
  if (![fields.name, fields.template, ...fields.kinds].every(isStorable)) throw notStorable()
  return transact(scope, async (scope) => {
    if (id !== undefined && !(isId(id) && (await findMacro(scope, id)))) throw macroNotFound()
    const macro: StoredMacro = {
      ...fields,
      id: id ?? newId<'macro'>(scope),
      changedAt: scope.now,
      changedBy: member.name,
    }
    await upsertMacro(scope, macro)
    await audit(scope, 'setting.changed', { subject: { kind: 'macro', id: macro.id } })
    return presentMacro(macro)
  })
}

export async function dropMacro(scope: Scope, id: string): Promise<void> {
  memberOf(scope)
  if (!isId(id)) throw macroNotFound()
  await transact(scope, async (scope) => {
    if ((await deleteMacro(scope, id)) === 0) throw macroNotFound()
    await audit(scope, 'setting.removed', { subject: { kind: 'macro', id: id } })
  })
}

/** A macro filled for a moment, in the asker's name. Refuses `macro_not_found`, `moment_not_found`. */
export async function fillFor(scope: Scope, id: string, momentId: string): Promise<FilledMacro> {
  const around = await aroundMoment(scope, momentId)
  return read(scope, async (scope) => {
    const macro = isId(id) ? await findMacro(scope, id) : undefined
    if (!macro) throw macroNotFound()
    const { text, personal, blank } = fillMacro(
      macro.template,
      valuesFor(scope, around, await voiceOf(scope)),
    )
    return { text, personal: personal ?? null, blank: [...blank] }
  })
}

/** The voice of the one who asks; none for a program. */
export async function voiceOf(scope: TxScope): Promise<VoiceFields> {
  const { actor } = scope
  return (actor.kind === 'member' ? await findVoice(scope, actor.id) : undefined) ?? NO_VOICE
}

/** What the variables of a macro stand for at a moment; undefined where nothing is known. */
export function valuesFor(
  { workspace, actor }: Pick<TxScope, 'workspace' | 'actor'>,
  { moment, customer }: Around,
  { greeting, signOff }: VoiceFields,
): Record<string, string | undefined> {
  const first = firstNameOf(customer.name ?? '')
  const { order, product, pet, animal, event, carrier, years } = moment.slots
  const values: Record<string, string | undefined> = {
    first_name: first === 'there' ? undefined : first,
    name: first === 'there' ? undefined : (customer.name ?? undefined),
    order: order === undefined ? undefined : order.replace(/^#?/, '#'),
    product,
    pet,
    animal,
    event,
    carrier,
    years,
    agent: actor.name,
    agent_first: actor.name.split(/\s+/)[0],
    brand: workspace.name,
  }
  return {
    ...values,
    greeting: fillMacro(greeting || 'Hi {{first_name|there}},', values).text,
    sign_off: fillMacro(signOff || '{{agent_first}}', values).text,
  }
}

export async function showLibrary(scope: Scope): Promise<LibraryItem[]> {
  const [items, use] = await Promise.all([read(scope, listItems), listAnswerUse(scope)])
  const useOf = new Map(use.map((each) => [each.answerId, each]))
  return items.map((item) => presentItem(item, useOf.get(item.id)))
}

/** The pieces that the contact form offers, by title. */
export async function listFormAnswers(scope: Scope): Promise<FormAnswerPiece[]> {
  return (await read(scope, listItems))
    .filter(({ formWords }) => formWords.length > 0)
    .map(({ id, title, url, formWords }) => ({ id, title, url, words: formWords }))
}

/** Keeps a review, video or guide. Refuses `library_item_not_found`, `text_not_storable`. */
export async function saveItem(
  scope: Scope,
  id: string | undefined,
  fields: LibraryFields,
): Promise<LibraryItem> {
  const member = memberOf(scope)
  if (
    ![fields.title, fields.words, fields.url, ...fields.products, ...fields.kinds, ...fields.formWords].every(
      isStorable,
    )
  )
    throw notStorable()
  const saved = await transact(scope, async (scope) => {
    if (id !== undefined && !(await listItems(scope)).some((item) => item.id === id)) throw itemNotFound()
    const item: StoredItem = {
      ...fields,
      id: id ?? newId<'item'>(scope),
      changedAt: scope.now,
      changedBy: member.name,
    }
    await upsertItem(scope, item)
    await audit(scope, 'setting.changed', { subject: { kind: 'library', id: item.id } })
    return item
  })
  const use = await listAnswerUse(scope)
  return presentItem(
    saved,
    use.find(({ answerId }) => answerId === saved.id),
  )
}

export async function dropItem(scope: Scope, id: string): Promise<void> {
  memberOf(scope)
  if (!isId(id)) throw itemNotFound()
  await transact(scope, async (scope) => {
    if ((await deleteItem(scope, id)) === 0) throw itemNotFound()
    await audit(scope, 'setting.removed', { subject: { kind: 'library', id: id } })
  })
}

function presentMacro({ changedAt, ...macro }: StoredMacro): Macro {
  const { personal } = fillMacro(macro.template, {})
  return {
    ...macro,
    variables: variablesIn(macro.template).map((name) => ({ name, isKnown: KNOWN.has(name) })),
    personal: personal === undefined ? 'none' : personal.isRequired ? 'required' : 'optional',
    changedAt: changedAt.toISOString(),
  }
}

const presentItem = (
  { changedAt, ...item }: StoredItem,
  { opened, written } = { opened: 0, written: 0 },
): LibraryItem => ({
  ...item,
  onForm: { opened, written },
  changedAt: changedAt.toISOString(),
})

const macroNotFound = () => new Refusal('macro_not_found', 'There is no such macro here.')
const itemNotFound = () => new Refusal('library_item_not_found', 'There is no such piece in the library.')
const notStorable = () =>
  new Refusal('text_not_storable', 'The text holds a character that no database keeps.')
