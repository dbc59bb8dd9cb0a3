/** What customers say, from the entry to the screen: themes, feeling, change, thanks by name, closure; and what must not count. */
import { beforeAll, describe, expect, test } from 'vitest'
import { homesOf } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import { addMembers } from '#features/team/index.ts'
import { customerIdOf } from '#features/timeline/index.ts'
import { newId, transact, type Scope } from '#platform/scope.ts'
import { record } from '#testing/take-in.ts'
import { aWorkspace, anEntry, NOW } from '#testing/workspace.ts'
import { forgetAnswers } from './actions/forget.ts'
import { hearHistory } from './actions/hear-history.ts'
import { showTone } from './actions/tone.ts'
import { listen } from './actions/listen.ts'
import { retheme } from './actions/retheme.ts'
import { showCuts } from './actions/show-cuts.ts'
import { setThemePlace, showThemePlace } from './actions/theme-place.ts'
import { declareTouchpoints } from './places.ts'
import { splitTheme } from './actions/split-theme.ts'
import type { CutBy } from './contract.ts'
import { summarise } from './actions/summarise.ts'
import { showVoice } from './actions/show-voice.ts'
import { showTheme, showThemes } from './actions/themes.ts'
import { addTheme, changeTheme } from './actions/edit-themes.ts'
import { closeVoice, listOpen, reopenVoice, shareThanks, showThanks } from './actions/voices.ts'
import { decideChange } from './rules/change.ts'

const DAY = 86_400_000
let scope: Scope
let said = 0

async function say(body: string, more: Partial<Parameters<typeof anEntry>[0]> = {}): Promise<void> {
  said++
  const entry = anEntry({
    kind: 'review',
    channel: 'review',
    text: body,
    messageId: `voice-${said}`,
    at: new Date(NOW.getTime() - DAY),
    ...more,
  })
  const recorded = await record(scope, [entry])
  await listen(scope, [recorded])
  await listen(scope, [recorded])
}

const themeNamed = async (name: string) =>
  (await showThemes(scope, { days: 30 })).themes.find((theme) => theme.name === name)

beforeAll(async () => {
  scope = await aWorkspace({ slices: 4 })
})

test('a comment counts once for its theme, with its feeling, however often it is read', async () => {
  await say('This dress runs small and looks cheap. So disappointed, I hate it.')
  const answer = await showThemes(scope, { days: 30 })
  expect(answer.total).toBe(1)
  const theme = answer.themes.find(({ id }) => id === 'runs-small')
  expect(theme).toMatchObject({ count: 1, share: 1, feeling: { negative: 1, neutral: 0, positive: 0 } })
  expect(theme?.change.isSteady).toBe(true)
  expect(theme?.trend.at(-1)).toBe(1)
})

test('what no theme covers is counted as such and can be read', async () => {
  await say('Bonjour tout le monde')
  const { unthemed } = await showThemes(scope, { days: 30 })
  expect(unthemed.count).toBe(1)
  expect((await showTheme(scope, '-', { days: 30 })).verbatims[0]?.text).toBe('Bonjour tout le monde')
})

test('what an agent, a machine or nobody said is no voice', async () => {
  const { total } = await showThemes(scope, { days: 30 })
  await say('   ')
  await say('It runs small', { author: { kind: 'agent', name: 'Priya Nair' } })
  await say('It runs small', { data: { automatic: true } })
  expect((await showThemes(scope, { days: 30 })).total).toBe(total)
})

test('a theme shows its very words and how many people said them', async () => {
  const detail = await showTheme(scope, 'runs-small', { days: 30 })
  expect(detail.people).toBe(1)
  expect(detail.words[0]).toEqual({ words: 'runs small', count: 1 })
  const [voice] = detail.verbatims
  expect(voice?.text.slice(voice.mark?.start, voice.mark?.end)).toBe('runs small')
  expect((await showTheme(scope, 'runs-small', { days: 30, words: 'too tight' })).verbatims).toEqual([])
})

test('a theme of one’s own reads what was said before, and merging takes it along and can be taken back', async () => {
  const reread = async () => {
    for (const home of homesOf(scope.workspace)) await retheme(scope, { home })
  }
  await addTheme(scope, 'bonjour', {
    name: 'Greetings',
    kind: 'praise',
    place: '',
    any: ['bonjour'],
    none: [],
    examples: [],
  })
  await reread()
  expect((await themeNamed('Greetings'))?.count).toBe(1)
  await changeTheme(scope, 'bonjour', { mergedInto: 'kind' })
  await reread()
  expect(await themeNamed('Greetings')).toBeUndefined()
  expect((await themeNamed('Kind, human replies'))?.count).toBe(1)
  await changeTheme(scope, 'bonjour', { mergedInto: null, name: 'Hellos' })
  await reread()
  expect((await themeNamed('Hellos'))?.count).toBe(1)
  await expect(changeTheme(scope, 'bonjour', { mergedInto: 'bonjour' })).rejects.toThrow('Merge it into')
  await expect(changeTheme(scope, 'nobody', { isPinned: true })).rejects.toThrow('no such theme')
})

test('a negative review is open until somebody closes it, and opens again', async () => {
  const open = await listOpen(scope)
  const id = open[0]?.id ?? ''
  expect(open[0]?.text).toContain('runs small')
  await closeVoice(scope, id, 'nothing_needed')
  expect((await listOpen(scope)).map((voice) => voice.id)).not.toContain(id)
  await reopenVoice(scope, id)
  expect((await listOpen(scope)).map((voice) => voice.id)).toContain(id)
  await expect(closeVoice(scope, 'no-such', 'replied')).rejects.toThrow('no such voice')
})

test('thanks by name reach the one who was thanked, and the team only when she says so', async () => {
  const jo = newId<'member'>(scope)
  const member = { id: jo, name: 'Jo Park', role: 'agent', nicknames: [], email: null, zone: null } as const
  await addMembers(scope.db, scope.workspace.id, [member], NOW)
  await say('Jo was amazing, thank you so much Jo for sorting it out!')
  const asJo: Scope = {
    ...scope,
    actor: { kind: 'member', id: jo, name: 'Jo Park', role: 'agent' },
  }
  expect((await showThanks(scope)).items).toEqual([])
  expect((await showThanks(scope)).thisMonth).toBe(1)
  expect((await showThanks(asJo)).items[0]).toMatchObject({ name: 'Jo Park', isMine: true, isShared: false })
  const id = (await showThanks(asJo)).items[0]?.voiceId ?? ''
  await expect(shareThanks(scope, id, true)).rejects.toThrow('Only who was thanked')
  await shareThanks(asJo, id, true)
  expect((await showThanks(scope)).items[0]).toMatchObject({ name: 'Jo Park', isMine: false, isShared: true })
})

test('a customer who is taken out takes her words out of every count', async () => {
  const before = await showThemes(scope, { days: 30 })
  const [voice] = await listOpen(scope)
  await forgetAnswers(scope, { customers: [voice?.customerId] })
  const after = await showThemes(scope, { days: 30 })
  expect(after.total).toBeLessThan(before.total)
  expect(after.themes.find(({ id }) => id === 'runs-small')?.count).toBe(0)
})

test('a change is told only beyond what chance would do', () => {
  expect(decideChange({ theme: 12, all: 1000 }, { theme: 8, all: 1000 }).isSteady).toBe(true)
  expect(decideChange({ theme: 120, all: 1000 }, { theme: 80, all: 1000 })).toEqual({
    percent: 50,
    isSteady: false,
    before: 80,
  })
  // Twice the comments of everything is no change of this theme.
  expect(decideChange({ theme: 200, all: 2000 }, { theme: 100, all: 1000 })).toMatchObject({
    percent: 0,
    isSteady: true,
  })
  expect(decideChange({ theme: 5, all: 100 }, { theme: 0, all: 0 }).isSteady).toBe(true)
})

test('the paragraph counts what the table counts, and its quotes stand in their comments', async () => {
  const workspace = await aWorkspace({ slices: 4 })
  scope = workspace
  for (let i = 0; i < 25; i++)
    await say(`Number ${i}. This top runs small across the shoulders. I hate that.`)
  await say('So soft and comfortable, I love wearing it.')
  const { text, parts } = await summarise(scope, { days: 30 })
  expect(text).toMatch(/^Of 26 comments of the last 30 days, 25 are about “Runs small”: “This top runs small across the shoulders”/) // prettier-ignore
  for (const part of parts) {
    if (part.kind === 'quote') {
      const { verbatims } = await showTheme(scope, part.themeId, { days: 30 })
      expect(verbatims.find(({ id }) => id === part.voiceId)?.text).toContain(part.text)
    }
    if (part.kind === 'figure') {
      const opened = await showTheme(scope, part.themeId, { days: 30, feeling: part.feeling ?? undefined })
      expect(String(opened.read), JSON.stringify(part)).toBe(part.text)
    }
  }
  expect((await summarise(scope, { days: 30, source: 'call' })).parts).toEqual([])
})

test('how a customer sounds is told from her newest comments, and says when it has turned', async () => {
  const identities = [{ kind: 'email' as const, value: 'grit@mail.example', verified: true }]
  const said = ['I love it, wonderful.', 'So happy with it, thank you!', 'Perfect, my favourite.', 'This is awful.', 'Terrible, I am so angry.', 'The worst service, I hate this.'] // prettier-ignore
  for (const [i, text] of said.entries())
    await say(text, { identities, at: new Date(NOW.getTime() - (10 - i) * DAY) })
  const id = customerIdOf(scope.workspace.id, { kind: 'email', value: 'grit@mail.example' })
  const tone = await showTone(scope, id)
  expect(tone.items.map(({ feeling }) => feeling)).toEqual([
    ...Array.from({ length: 3 }, () => 'positive'),
    ...Array.from({ length: 3 }, () => 'negative'),
  ])
  expect(tone).toMatchObject({ turn: 'worse', before: 0, of: 3 })
  await expect(showTone(scope, 'nobody')).rejects.toMatchObject({ code: 'customer_not_found' })
})

test('a comment is shown in its conversation, with its themes and who answered; elsewhere with what happened around it', async () => {
  const hers = { conversation: 'seam', kind: 'message_in' as const, channel: 'email' as const }
  await say('The seam is torn and it looks cheap.', { ...hers, at: new Date(NOW.getTime() - 3 * DAY) })
  await say('We send you a new one.', { ...hers, kind: 'message_out', author: { kind: 'agent', name: 'Priya Nair' }, at: new Date(NOW.getTime() - 2 * DAY) }) // prettier-ignore
  const { verbatims } = await showTheme(scope, 'quality', { days: 30 })
  const detail = await showVoice(scope, verbatims[0]?.id ?? '')
  expect(detail.around.map(({ text }) => text)).toEqual(['The seam is torn and it looks cheap.', 'We send you a new one.']) // prettier-ignore
  expect([detail.isConversation, detail.closedBy, detail.voice.closed?.how]).toEqual([true, 'Priya Nair', 'replied']) // prettier-ignore
  expect(detail.themes.map(({ id, mark }) => [id, detail.voice.text.slice(mark.start, mark.end)])).toEqual([['quality', 'cheap']]) // prettier-ignore

  const alone = await showTheme(scope, 'soft', { days: 30 })
  const other = await showVoice(scope, alone.verbatims[0]?.id ?? '')
  expect(other.isConversation).toBe(false)
  expect(other.around.some(({ id }) => id === other.voice.id)).toBe(true)
  for (const wrong of ['nothing', newId(scope)])
    await expect(showVoice(scope, wrong)).rejects.toMatchObject({ code: 'voice_not_found' })
})

describe('cut by product, channel, orders and touchpoint', () => {
  const product = (name: string) => ({ data: { products: [{ name, quantity: 1 }] } })
  const sayMany = async (count: number, text: string, more: Parameters<typeof say>[1]) => {
    for (let i = 0; i < count; i++) await say(`${text} ${i}`, more)
  }
  const cutsBy = async (by: CutBy, id = 'runs-small') => (await showCuts(scope, id, { by, days: 30 })).items

  test('a share stands with its interval and its denominator; of too few nothing is told', async () => {
    scope = await aWorkspace({ slices: 4 })
    await sayMany(20, 'It runs small', product('Wren dress'))
    await sayMany(15, 'Nice enough', product('Wren dress'))
    await sayMany(40, 'Nice enough', product('Moor trousers'))
    await say('It runs small', product('Hill scarf'))
    const [wren, scarf, moor] = await cutsBy('product')
    expect(wren).toMatchObject({ key: 'Wren dress', count: 20, of: 35, apart: 'more' })
    expect(wren?.share?.low).toBeGreaterThan(0.4)
    expect(scarf).toMatchObject({ key: 'Hill scarf', count: 1, of: 1, share: null, apart: null })
    expect(moor).toMatchObject({ key: 'Moor trousers', count: 0, of: 40, apart: 'less' })
    expect((await cutsBy('channel'))[0]).toMatchObject({ key: 'review', count: 21, of: 76 })
    expect((await cutsBy('segment'))[0]).toMatchObject({ label: 'No order yet', of: 76 })
  })

  test('history that was stored before is heard, and what was heard by an earlier release is cut', async () => {
    const counted = await cutsBy('product')
    await transact(scope, async ({ db, homes }) => {
      for (const home of homes) {
        await db.run(sql`delete from voice_cut_day where home = ${home}`)
        await db.run(sql`update voice set channel = null, segment = null where home = ${home}`)
        await db.run(sql`delete from voice_heard where home = ${home}`)
        await db.run(sql`delete from voice_day where home = ${home}`)
      }
    })
    await record(scope, [anEntry({ kind: 'review', channel: 'review', text: 'It runs small, never heard', messageId: 'silent', at: new Date(NOW.getTime() - DAY), ...product('Wren dress') })]) // prettier-ignore
    expect(await hearHistory(scope)).toBeGreaterThanOrEqual(77)
    const [wren, ...others] = await cutsBy('product')
    expect(wren).toMatchObject({ count: 21, of: 36 })
    expect(others).toEqual(counted.slice(1))
    expect((await cutsBy('channel'))[0]).toMatchObject({ count: 22, of: 77 })
    expect((await showThemes(scope, { days: 30 })).total).toBe(77)
    expect(await hearHistory(scope)).toBe(0)
  })

  test('a theme is split by its phrases, and put together again', async () => {
    const reread = async () => {
      for (const home of homesOf(scope.workspace)) await retheme(scope, { home })
    }
    await say('Far too tight in the arms')
    await splitTheme(scope, 'runs-small', { into: 'tight', name: 'Too tight', phrases: ['too tight', 'tight in the'] }) // prettier-ignore
    await reread()
    const counts = async () => {
      const { themes } = await showThemes(scope, { days: 30 })
      return ['runs-small', 'tight'].map((id) => themes.find((one) => one.id === id)?.count)
    }
    expect(await counts()).toEqual([22, 1])
    await changeTheme(scope, 'tight', { mergedInto: 'runs-small' })
    await reread()
    expect(await counts()).toEqual([23, undefined])
    await expect(splitTheme(scope, 'soft', { into: 'soft-2', name: 'Soft', phrases: ['no such phrase'] })).rejects.toMatchObject({ code: 'theme_not_splittable' }) // prettier-ignore
    await expect(splitTheme(scope, 'soft', { into: 'thin', name: 'Soft', phrases: ['cozy'] })).rejects.toMatchObject({ code: 'theme_id_taken' }) // prettier-ignore
  })
})

test('a theme belongs to the touchpoint most of its comments speak of, until somebody says another', async () => {
  const scope = await aWorkspace({ slices: 4 })
  declareTouchpoints(() =>
    Promise.resolve({
      placeOf: (entry) => (entry.body?.includes('parcel') ? 'dispatch' : 'website'),
      nameOf: (id) => ({ dispatch: 'Dispatch notice', website: 'Website' })[id] ?? null,
    }),
  )
  const say = async (text: string, times: number) => {
    const entries = Array.from({ length: times }, (_, at) => anEntry({ text, messageId: `${text}${at}` }))
    await listen(scope, [await record(scope, entries)])
  }
  const place = () => showThemePlace(scope, 'where-is-it', 30)
  await say('Where is my parcel?', 4)
  expect(await place()).toEqual({ touchpoint: null, isChosen: false, count: null })
  await say('Where is my order? Not a parcel in sight.', 2)
  await say('Tracking says nothing.', 3)
  expect(await place()).toEqual({
    touchpoint: { id: 'dispatch', name: 'Dispatch notice' },
    isChosen: false,
    count: 6,
  })
  await setThemePlace(scope, 'where-is-it', 'website')
  expect(await place()).toMatchObject({ touchpoint: { id: 'website' }, isChosen: true })
  await changeTheme(scope, 'where-is-it', { isPinned: true })
  expect(await place()).toMatchObject({ touchpoint: { id: 'website' }, isChosen: true })
  await setThemePlace(scope, 'where-is-it', null)
  expect(await place()).toMatchObject({ touchpoint: { id: 'dispatch' }, isChosen: false })
  await expect(setThemePlace(scope, 'where-is-it', 'nowhere')).rejects.toMatchObject({
    code: 'touchpoint_not_found',
  })
  await expect(setThemePlace(scope, '*', 'website')).rejects.toMatchObject({ code: 'theme_not_found' })
})
