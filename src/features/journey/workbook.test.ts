/** The workbook against the database: several people, nothing lost, ideas carried to their touchpoint. */
import { expect, test } from 'vitest'
import { addMembers } from '#features/team/index.ts'
import { newId, type Scope } from '#platform/scope.ts'
import { aWorkspace } from '#testing/workspace.ts'
import { changeIdea } from './actions/ideas.ts'
import { showTouchpointPage } from './actions/show.ts'
import {
  changeExercise,
  closeWorkbook,
  markDone,
  reopenWorkbook,
  restoreExercise,
  showWorkbook,
  showWorkbooks,
  startWorkbook,
} from './actions/workbook/lead.ts'
import { workbookMarkdown } from './actions/workbook/page.ts'
import { beInWorkbook, leaveWorkbook } from './actions/workbook/presence.ts'
import { showPast, writeField } from './actions/workbook/write.ts'

/** The same workspace, asked by a colleague. */
async function colleague(scope: Scope, name: string): Promise<Scope> {
  const id = newId<'member'>(scope)
  const member = { id, name, nicknames: [], zone: 'America/New_York', role: 'agent' as const }
  await addMembers(scope.db, scope.workspace.id, [member], scope.now)
  return { ...scope, actor: { kind: 'member', id, name, role: 'agent' } }
}
const later = (scope: Scope, seconds: number): Scope => ({ ...scope, now: new Date(scope.now.getTime() + seconds * 1_000) }) // prettier-ignore
const EASIER = 'choose.easier@dispatch'

test('two people in one field: the last writer’s words stand, the other’s are kept and can be brought back', async () => {
  const priya = await aWorkspace({ slices: 4 })
  const jo = await colleague(priya, 'Jo Park')
  const { id } = await startWorkbook(priya, 'everyone')
  const first = await writeField(priya, id, 'purpose.goal', { text: 'Why people chase', base: 0 })
  const second = await writeField(later(jo, 5), id, 'purpose.goal', { text: 'Why parcels are late', base: 0 })
  expect(first.over).toBeNull()
  expect(second).toMatchObject({ field: { version: 2, by: 'Jo Park', past: 1 }, over: { text: 'Why people chase', by: 'Priya Nair' } }) // prettier-ignore

  const [kept] = await showPast(priya, id, 'purpose.goal')
  await writeField(later(priya, 20), id, 'purpose.goal', { text: kept?.text ?? '', base: 2 })
  expect((await showPast(priya, id, 'purpose.goal')).map(({ text }) => text)).toEqual(['Why parcels are late', 'Why people chase']) // prettier-ignore
  expect((await showWorkbook(priya, id)).fields).toMatchObject([{ key: 'purpose.goal', text: 'Why people chase', by: 'Priya Nair', past: 2 }]) // prettier-ignore
})

test('at the same instant nothing is lost either', async () => {
  const scope = await aWorkspace()
  const { id } = await startWorkbook(scope, 'everyone')
  const texts = ['one apple', 'two pears', 'three plums', 'four figs']
  await Promise.all(texts.map((text) => writeField(scope, id, 'people.missing', { text, base: 0 })))
  const [field] = (await showWorkbook(scope, id)).fields
  const past = (await showPast(scope, id, 'people.missing')).map(({ text }) => text)
  expect([...past, field?.text].sort()).toEqual([...texts].sort())
})

test('an idea written in the workbook is one of its touchpoint, follows its words, and keeps its owner', async () => {
  const scope = await aWorkspace()
  const { id } = await startWorkbook(scope, 'everyone')
  const { field } = await writeField(scope, id, EASIER, { text: 'Say the day', base: 0 })
  await changeIdea(scope, field.ideaId ?? '', { ownerId: scope.actor.kind === 'member' ? scope.actor.id : null }) // prettier-ignore
  await writeField(scope, id, EASIER, { text: 'Say the day, not a span', base: 1 })
  const ideas = async () => (await showTouchpointPage(scope, 'dispatch', { days: 30 })).ideas
  expect(await ideas()).toMatchObject([{ words: 'Say the day, not a span', question: 'easier', by: 'Priya Nair', owner: { name: 'Priya Nair' }, standing: 'idea' }]) // prettier-ignore
  await writeField(scope, id, EASIER, { text: '', base: 2 })
  expect(await ideas()).toMatchObject([{ words: 'Say the day, not a span', standing: 'dropped' }])
  await writeField(scope, id, EASIER, { text: 'Name the day', base: 3 })
  expect(await ideas()).toMatchObject([{ words: 'Name the day', standing: 'idea' }])
})

test('who is in which field is told, and forgotten after 45 seconds', async () => {
  const priya = await aWorkspace()
  const jo = await colleague(priya, 'Jo Park')
  const { id } = await startWorkbook(priya, 'first')
  await beInWorkbook(priya, id, 'purpose.goal')
  expect(await beInWorkbook(jo, id, null)).toMatchObject([{ name: 'Jo Park', initials: 'JP', key: null }, { name: 'Priya Nair', key: 'purpose.goal' }]) // prettier-ignore
  expect(await beInWorkbook(later(jo, 50), id, EASIER)).toMatchObject([{ name: 'Jo Park', key: EASIER }])
  await leaveWorkbook(later(jo, 51), id)
  expect((await showWorkbook(later(jo, 52), id)).present).toEqual([])
})

test('changed questions hold for open workbooks; a closed one keeps its own, is not written in, and opens again', async () => {
  const scope = await aWorkspace()
  const old = await startWorkbook(scope, 'everyone')
  await writeField(scope, old.id, 'purpose.decision', { text: 'The dispatch mail', base: 0 })
  await markDone(scope, old.id, 'purpose', true)
  await closeWorkbook(scope, old.id)
  const open = await startWorkbook(later(scope, 60), 'everyone')
  await changeExercise(scope, 'purpose', { title: 'Why?', task: '', questions: [{ id: 'goal', words: 'Why at all?', help: '' }] }) // prettier-ignore

  expect((await showWorkbook(scope, open.id)).exercises[0]).toMatchObject({ title: 'Why?', isChanged: true })
  expect((await showWorkbook(scope, old.id)).exercises[0]?.title).not.toBe('Why?')
  await expect(writeField(scope, old.id, 'purpose.goal', { text: 'x', base: 0 })).rejects.toMatchObject({ code: 'workbook_closed' }) // prettier-ignore
  await expect(writeField(scope, open.id, 'purpose.decision', { text: 'x', base: 0 })).rejects.toMatchObject({ code: 'question_not_found' }) // prettier-ignore
  await expect(writeField(scope, open.id, 'feel.feeling@dispatch', { text: '7', base: 0 })).rejects.toMatchObject({ code: 'answer_not_fitting' }) // prettier-ignore
  expect((await showWorkbooks(scope, 'everyone')).map(({ id }) => id)).toEqual([open.id, old.id])

  await reopenWorkbook(scope, old.id)
  expect(await workbookMarkdown(scope, old.id, 30)).toContain('## Answers to former questions')
  await restoreExercise(scope, 'purpose')
  expect(await workbookMarkdown(scope, old.id, 30)).not.toContain('former questions')
  expect(await workbookMarkdown(scope, old.id, 30)).toContain('> The dispatch mail')
})

test('another workspace has no such workbook', async () => {
  const { id } = await startWorkbook(await aWorkspace(), 'everyone')
  const other = await aWorkspace()
  await expect(showWorkbook(other, id)).rejects.toMatchObject({ code: 'workbook_not_found' })
  await expect(startWorkbook(other, 'nowhere')).rejects.toMatchObject({ code: 'route_not_found' })
})
