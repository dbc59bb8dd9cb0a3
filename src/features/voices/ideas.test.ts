/** Ideas: what says the same or nearly stands together, with how many people had it; what was taken apart stays apart. */
import { beforeAll, expect, test } from 'vitest'
import type { Scope } from '#platform/scope.ts'
import { record } from '#testing/take-in.ts'
import { aWorkspace, anEntry, NOW } from '#testing/workspace.ts'
import { forgetAnswers } from './actions/forget.ts'
import { compareIdeas, moveIdeas, showIdea, showIdeas } from './actions/ideas.ts'
import { listen } from './actions/listen.ts'
import { ideaIn } from './rules/ideas.ts'

let scope: Scope
let said = 0
const DAY = 86_400_000

/** Each by a customer of her own, unless `who` is named; earlier ones first, from a day ago on or `since`. */
async function wish(texts: readonly string[], who?: string, since = DAY): Promise<void> {
  const entries = texts.map((text) => {
    said++
    return anEntry({
      kind: 'review',
      channel: 'review',
      text,
      messageId: `idea-${said}`,
      at: new Date(NOW.getTime() - since + said * 60_000),
      identities: [{ kind: 'email', value: `${who ?? `wisher-${said}`}@mail.example`, verified: true }],
    })
  })
  await listen(scope, [await record(scope, entries)])
}
const gathered = async () =>
  (await showIdeas(scope)).items.map(({ said, people, count }) => [said.text, people, count])

beforeAll(async () => {
  scope = await aWorkspace({ slices: 4 })
  await wish(['Lovely dress. I wish it had pockets. The green is deep.'])
  await wish(['i wish it had pockets!', 'Please bring back the cardigan'])
  await wish(['My only complaint is, I wish it had pockets', 'I wish it came in more colors'])
  await wish(['i wish they came in more colors', 'wish it came in more colors'], 'same')
})

test('near-equal ideas stand together once they were compared, each word kept, a person counted once', async () => {
  expect(await gathered()).toHaveLength(7)
  expect(await compareIdeas(scope)).toBe(7)
  expect(await gathered()).toEqual([
    ['Lovely dress. I wish it had pockets. The green is deep.', 3, 3],
    ['I wish it came in more colors', 2, 3],
    ['Please bring back the cardigan', 1, 1],
  ])
  const { items, ideas, comments } = await showIdeas(scope)
  expect([ideas, comments]).toEqual([3, 7])
  const [pockets] = items
  expect(pockets?.said.text.slice(pockets.said.mark?.start, pockets.said.mark?.end)).toBe(
    'wish it had pockets',
  )
  expect((await showIdea(scope, pockets?.id ?? '')).map(({ text }) => text)).toEqual([
    'My only complaint is, I wish it had pockets',
    'i wish it had pockets!',
    'Lovely dress. I wish it had pockets. The green is deep.',
  ])
  expect(await compareIdeas(scope)).toBe(0)
})

test('one that comes later joins them; one taken out stays out, and comes back by undo', async () => {
  await wish(['I wish it had pockets, though'])
  await compareIdeas(scope)
  const [pockets] = (await showIdeas(scope)).items
  expect([pockets?.people, pockets?.count]).toEqual([4, 4])
  const [last] = await showIdea(scope, pockets?.id ?? '')
  const ids = [last?.id ?? '']
  await moveIdeas(scope, { ids, with: null })
  await compareIdeas(scope)
  expect((await showIdeas(scope)).items[0]?.people).toBe(3)
  expect(await gathered()).toContainEqual(['I wish it had pockets, though', 1, 1])
  await moveIdeas(scope, { ids, with: pockets?.id ?? '' })
  expect((await showIdeas(scope)).items[0]?.people).toBe(4)
})

test('an older one that comes later joins them and does not speak for them', async () => {
  const [before] = (await showIdeas(scope)).items
  await wish(['I wish it had pockets!!'], undefined, 2 * DAY)
  await compareIdeas(scope)
  const [after] = (await showIdeas(scope)).items
  expect([after?.count, after?.said.id, after?.id]).toEqual([5, before?.id, before?.id])
  const [oldest] = (await showIdea(scope, before?.id ?? '')).toReversed()
  expect(oldest?.text).toBe('I wish it had pockets!!')
  await forgetAnswers(scope, { customers: [oldest?.customerId] })
})

test('what is not here is refused', async () => {
  const nobody = '01890000-0000-7000-8000-000000000000'
  const [pockets] = (await showIdeas(scope)).items
  await expect(showIdea(scope, nobody)).rejects.toMatchObject({ code: 'idea_not_found' })
  await expect(moveIdeas(scope, { ids: [nobody], with: null })).rejects.toMatchObject({
    code: 'voice_not_found',
  })
  await expect(moveIdeas(scope, { ids: [pockets?.said.id ?? ''], with: nobody })).rejects.toMatchObject({ code: 'idea_not_found' }) // prettier-ignore
})

test('an idea outlives the customer who had it first', async () => {
  const [pockets] = (await showIdeas(scope)).items
  await forgetAnswers(scope, { customers: [pockets?.said.customerId] })
  const [left] = (await showIdeas(scope)).items
  expect([left?.id, left?.people, left?.said.text]).toEqual([pockets?.id, 3, 'i wish it had pockets!'])
  await wish(['I wish it had pockets.'])
  await compareIdeas(scope)
  expect((await showIdeas(scope)).items[0]?.people).toBe(4)
})

test('the words of an idea are its sentence, or how the comment begins', () => {
  const text = 'Lovely. I wish it had pockets! Bye.'
  expect(ideaIn(text, { start: 10, end: 29 })).toBe('I wish it had pockets')
  const tall = 'I’m tall (5’7). Is there a tall length? Best, Flora'
  expect(ideaIn(tall, { start: 0, end: 8 })).toBe('I’m tall (5’7). Is there a tall length')
  expect(ideaIn('More pockets', { start: 0, end: 12 })).toBe('More pockets')
  expect(ideaIn('more colors please', undefined)).toBe('more colors please')
  expect(ideaIn('x'.repeat(900), undefined)).toHaveLength(280)
})
