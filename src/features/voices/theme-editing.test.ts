/** Themes as they are written: tried before they count, made of comments, merged, split from a found group; what is hostile or came in between is told. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { homesOf } from '#kit/id.ts'
import type { Api } from '#platform/http.ts'
import type { Scope } from '#platform/scope.ts'
import { aSession, openTestApi } from '#testing/api.ts'
import { record } from '#testing/take-in.ts'
import { aWorkspace, anEntry, NOW } from '#testing/workspace.ts'
import {
  addTheme,
  changeTheme,
  dropExample,
  keepExample,
  mergeTheme,
  removeTheme,
} from './actions/edit-themes.ts'
import { forgetAnswers } from './actions/forget.ts'
import { listen } from './actions/listen.ts'
import { proposeTheme } from './actions/propose-theme.ts'
import { discover, retheme } from './actions/retheme.ts'
import { showCuts } from './actions/show-cuts.ts'
import { showTheme, showThemes } from './actions/themes.ts'
import { tryTheme } from './actions/try-theme.ts'
import { showIdeas } from './actions/ideas.ts'
import type { ThemeDefinition, TriedTheme } from './contract.ts'
import { problemOfPhrases } from './rules/phrases.ts'
import { STARTER_THEMES } from './rules/starter-themes.ts'

const DAY = 86_400_000
let scope: Scope
let said = 0

/** As many entries of a customer of her own each. */
async function say(texts: readonly string[], daysAgo = 1): Promise<void> {
  const entries = texts.map((text) => {
    said++
    return anEntry({
      kind: 'review',
      channel: 'review',
      text,
      messageId: `edit-${said}`,
      at: new Date(NOW.getTime() - daysAgo * DAY - said * 1000),
      identities: [{ kind: 'email', value: `writer-${said}@mail.example`, verified: true }],
    })
  })
  await listen(scope, [await record(scope, entries)])
}

const reread = async () => {
  for (const home of homesOf(scope.workspace)) await retheme(scope, { home })
}
const countOf = async (id: string) =>
  (await showThemes(scope, { days: 84 })).themes.find((theme) => theme.id === id)?.count
const theme = (any: string[], more: Partial<ThemeDefinition> = {}) => ({
  name: 'Lanolin',
  kind: 'complaint' as const,
  place: '',
  none: [],
  any,
  examples: [],
  ...more,
})
const later = (minutes: number): Scope => ({ ...scope, now: new Date(NOW.getTime() + minutes * 60_000) })

/** The whole look, its stretches added up. */
async function look(any: string[], none: string[] = [], id: string | null = null): Promise<TriedTheme> {
  let cursor: string | null = null
  const parts: TriedTheme[] = []
  do {
    const part: TriedTheme = await tryTheme(scope, { id, any, none, cursor })
    parts.push(part)
    cursor = part.next
  } while (cursor !== null)
  expect(parts).toHaveLength(1)
  return parts[0] as TriedTheme
}

beforeAll(async () => {
  scope = await aWorkspace({ slices: 4 })
  await say([
    'It smells of sheep when it is wet.',
    'The sheep smell stays, and it looks cheap.',
    'A smell of sheep, but I grew up on a farm: lovely.',
    'Wet wool smells, that is all.',
    'It runs small.',
    'Bonjour tout le monde',
  ])
})

describe('tried on the last 90 days', () => {
  test('says how many it would catch, in which words, and where those are today', async () => {
    const tried = await look(['smells of sheep', 'sheep smell', 'smell*', 'goat'], ['grew up on a farm'])
    expect([tried.read, tried.count, tried.stay, tried.go]).toEqual([6, 3, 0, 0])
    expect(tried.any.map(({ count }) => count)).toEqual([1, 1, 4, 0])
    expect(tried.none[0]?.count).toBe(1)
    const { words, mark } = tried.any[1]?.example ?? { words: '', mark: { start: 0, end: 0 } }
    expect(words.slice(mark.start, mark.end)).toBe('sheep smell')
    for (const { text, mark } of tried.quotes) expect(text.slice(mark?.start, mark?.end)).toMatch(/smell/)
    const come = Object.fromEntries(tried.come.map(({ id, count, leave }) => [id, [count, leave]]))
    expect(come['quality']).toEqual([1, false])
    expect(come['-']?.[1]).toBe(true)
  })

  test('says what a theme would lose, and what would then be of none', async () => {
    const before = await countOf('runs-small')
    const tried = await look(['fits tight'], [], 'runs-small')
    expect([tried.count, tried.go, tried.bare]).toEqual([0, before, 1])
    expect(tried.gone[0]?.text).toBe('It runs small.')
    await expect(look(['x y'], [], 'nobody')).rejects.toMatchObject({ code: 'theme_not_found' })
    await expect(tryTheme(scope, { id: null, any: ['wool'], none: [], cursor: 'nonsense' })).rejects.toMatchObject({ code: 'cursor_not_known' }) // prettier-ignore
  })

  test('goes through many comments a stretch at a time, each once', async () => {
    const many = await aWorkspace({ slices: 4 })
    const former = scope
    scope = many
    await say(Array.from({ length: 1_120 }, (_, i) => `Number ${i} is itchy.`))
    let [read, count, stretches] = [0, 0, 0]
    let cursor: string | null = null
    do {
      const part: TriedTheme = await tryTheme(many, { id: null, any: ['itchy'], none: [], cursor })
      read += part.read
      count += part.count
      stretches++
      cursor = part.next
    } while (cursor !== null)
    expect([read, count, stretches]).toEqual([1_120, 1_120, 3])
    scope = former
  })
})

describe('a theme of comments', () => {
  test('what they have in common is proposed, and they are kept whatever the phrases', async () => {
    const { verbatims } = await showTheme(scope, '*', { days: 84 })
    const chosen = verbatims
      .filter(({ text }) => /^It smells|^A smell|^Bonjour/.test(text))
      .map(({ id }) => id)
    expect(chosen).toHaveLength(3)
    const proposal = await proposeTheme(scope, { voices: chosen, group: null })
    expect(proposal.definition.any.join(' ')).toMatch(/sheep/)
    expect([proposal.of, proposal.covered]).toEqual([3, 2])
    expect(proposal.examples.at(-1)?.text).toBe('Bonjour tout le monde')

    await addTheme(scope, 'sheep', theme(proposal.definition.any, { ...proposal.definition, name: 'Sheep', examples: chosen } as never)) // prettier-ignore
    await reread()
    const detail = await showTheme(scope, 'sheep', { days: 84 })
    expect(detail.verbatims.some(({ text }) => text.startsWith('Bonjour'))).toBe(true)
    expect(detail.examples).toHaveLength(3)
    expect(detail.changed?.by).toBe(scope.actor.name)

    const bonjour = detail.examples.find(({ text }) => text.startsWith('Bonjour'))?.id ?? ''
    const before = await countOf('sheep')
    await dropExample(scope, 'sheep', bonjour)
    await reread()
    expect(await countOf('sheep')).toBe((before ?? 0) - 1)
    await keepExample(scope, 'sheep', bonjour)
    await reread()
    expect(await countOf('sheep')).toBe(before)
    await expect(keepExample(scope, 'sheep', '01890000-0000-7000-8000-000000000000')).rejects.toMatchObject({ code: 'voice_not_found' }) // prettier-ignore
  })

  test('one that was written here can be deleted, and its comments are where they were', async () => {
    await removeTheme(scope, 'sheep')
    await reread()
    expect(await countOf('sheep')).toBeUndefined()
    expect((await showTheme(scope, '-', { days: 84 })).verbatims.some(({ text }) => text.startsWith('Bonjour'))).toBe(true) // prettier-ignore
    await expect(removeTheme(scope, 'runs-small')).rejects.toMatchObject({ code: 'theme_not_deletable' })
    await expect(addTheme(scope, 'empty', theme([]))).rejects.toMatchObject({ code: 'theme_empty' })
  })

  test('an example goes with the customer who said it', async () => {
    const { verbatims } = await showTheme(scope, '-', { days: 84 })
    const [voice] = verbatims
    await addTheme(scope, 'kept', theme([], { examples: [voice?.id ?? ''] } as never))
    await forgetAnswers(scope, { customers: [voice?.customerId] })
    await reread()
    expect((await showTheme(scope, 'kept', { days: 84 })).examples).toEqual([])
  })
})

test('a changed kind is read anew: its comments are ideas from then on, and no longer', async () => {
  await addTheme(scope, 'lanolin', theme(['wet wool smells']))
  await reread()
  const ideas = async () => (await showIdeas(scope)).items.map(({ said }) => said.text)
  expect(await ideas()).toEqual([])
  const { definition } = await showTheme(scope, 'lanolin', { days: 84 })
  await changeTheme(scope, 'lanolin', { definition: { ...definition, kind: 'idea' } })
  await reread()
  expect(await ideas()).toEqual(['Wet wool smells, that is all.'])
  await changeTheme(scope, 'lanolin', { definition })
  await reread()
  expect(await ideas()).toEqual([])
})

test('a change that somebody else made meanwhile is told and keeps theirs', async () => {
  const { changed, definition } = await showTheme(scope, 'lanolin', { days: 84 })
  await changeTheme(later(1), 'lanolin', { name: 'Theirs', since: changed?.at ?? null })
  await expect(
    changeTheme(later(2), 'lanolin', {
      definition: { ...definition, name: 'Mine' },
      since: changed?.at ?? null,
    }),
  ).rejects.toThrow(`${scope.actor.name} has changed “Theirs” meanwhile`)
  expect((await showTheme(scope, 'lanolin', { days: 84 })).definition.name).toBe('Theirs')
  // One that nobody changed yet begins from nothing.
  await changeTheme(later(3), 'soft', { isPinned: true, since: null })
  await expect(changeTheme(later(4), 'soft', { isPinned: false, since: null })).rejects.toMatchObject({ code: 'theme_changed' }) // prettier-ignore
})

test('a merged theme’s id leads on, through every merge after it, and each can be taken out again', async () => {
  await addTheme(later(10), 'farm', theme(['grew up on a farm'], { name: 'Farm' }))
  await addTheme(later(10), 'flock', theme(['of sheep'], { name: 'Flock' }))
  await mergeTheme(later(11), 'farm', { into: 'flock', name: 'Farm and flock' })
  await mergeTheme(later(12), 'flock', { into: 'lanolin', name: 'Theirs' })
  await reread()
  const lead = await showTheme(scope, 'farm', { days: 84 })
  expect([lead.id, lead.definition.name]).toEqual(['lanolin', 'Theirs'])
  expect(lead.merged.map(({ id, name }) => [id, name])).toEqual([['farm', 'Farm'], ['flock', 'Farm and flock']]) // prettier-ignore
  expect(lead.verbatims.some(({ text }) => text.includes('grew up'))).toBe(true)
  expect((await showCuts(scope, 'farm', { by: 'channel', days: 84 })).items[0]?.count).toBe(lead.read)
  await expect(mergeTheme(scope, 'lanolin', { into: 'farm', name: 'Round' })).rejects.toMatchObject({ code: 'theme_merge_circle' }) // prettier-ignore
  await expect(removeTheme(scope, 'lanolin')).rejects.toMatchObject({ code: 'theme_not_deletable' })
  // What those that went into it catch is not lost by other phrases of its own.
  const tried = await look(['nothing like it'], [], 'lanolin')
  expect(tried.stay).toBe(lead.read - 1)
  await changeTheme(later(13), 'flock', { mergedInto: null })
  await reread()
  expect((await showTheme(scope, 'farm', { days: 84 })).id).toBe('flock')
})

describe('a found group', () => {
  const PARCELS = ['My parcel with the blanket got stuck at customs', 'The blanket parcel is stuck at customs', 'Customs have my blanket parcel, stuck since Monday', 'A blanket parcel is stuck in customs again', 'Stuck at customs: my parcel, the blanket', 'The parcel with my blanket is stuck at customs, still', 'Customs! My blanket parcel is stuck', 'Still stuck at customs, the blanket parcel', 'Parcel with a blanket, stuck at customs', 'My blanket parcel stuck at customs for days'] // prettier-ignore

  const CHOIR = ['Our choir sings in the old chapel on Sunday', 'The choir sang on Sunday in the chapel', 'We sing in a choir, the chapel is old', 'On Sunday the chapel choir sings again', 'A choir of forty sang in the chapel', 'Sunday choir in the old chapel, we sing', 'The old chapel and its choir on Sunday', 'Singing in the chapel choir every Sunday', 'My choir sings old songs in the chapel', 'We sang with the choir in the chapel'] // prettier-ignore

  test('is kept when a theme is changed, becomes a theme of one’s own with phrases, and back', async () => {
    scope = await aWorkspace({ slices: 4 })
    const ends = ['.', ', please tell me more.', ' and I wanted you to know.']
    await say([...PARCELS, ...CHOIR].flatMap((text) => ends.map((end) => text + end)))
    // What the starter taxonomy catches of it is no matter here.
    const caught = Object.entries(STARTER_THEMES).filter(([, { any }]) => any.some((one) => /custom|stuck|parcel/.test(one))) // prettier-ignore
    for (const [id, definition] of caught) await changeTheme(scope, id, { definition: { ...definition, any: ['no such words'] } }) // prettier-ignore
    await reread()
    expect((await discover(scope)).found).toBeGreaterThan(0)
    const id =
      (await showThemes(scope, { days: 84 })).themes.find(({ name }) => /blanket|customs/i.test(name))?.id ??
      ''
    const before = await countOf(id)
    expect(before).toBeGreaterThanOrEqual(8)
    await reread()
    expect(await countOf(id)).toBe(before)

    const proposal = await proposeTheme(scope, { voices: [], group: id })
    expect(proposal.covered).toBeGreaterThan(0)
    await changeTheme(later(1), id, { definition: proposal.definition })
    await reread()
    expect((await showTheme(scope, id, { days: 84 })).origin).toBe('own')
    expect(await countOf(id)).toBeGreaterThanOrEqual(before ?? 0)

    await mergeTheme(later(2), id, { into: 'soft', name: 'Soft' })
    await reread()
    expect(await countOf('soft')).toBeGreaterThanOrEqual(before ?? 0)
    await changeTheme(later(3), id, { mergedInto: null, definition: { ...proposal.definition, any: [] } })
    await reread()
    expect([await countOf(id), await countOf('soft')]).toEqual([before, 0])
    expect((await showTheme(scope, id, { days: 84 })).origin).toBe('found')
  })
})

describe('over HTTP', () => {
  let api: Api
  let close: () => Promise<void>
  const cookies = new Map<string, string>()
  beforeAll(async () => {
    ;({ api, close } = await openTestApi())
    for (const role of ['supervisor', 'agent', 'viewer'] as const)
      cookies.set(role, await aSession(scope, role))
  })
  afterAll(() => close())
  const post = async (url: string, body: object, role = 'supervisor') => {
    const answer = await api.inject({
      method: 'POST',
      url: `/api/v1/voices/themes/${url}`,
      headers: { cookie: cookies.get(role) ?? '' },
      payload: body,
    })
    return {
      status: answer.statusCode,
      ...(answer.body === '' ? {} : answer.json<{ code?: string; title?: string }>()),
    }
  }
  const words = Array.from({ length: 10_000 }, (_, i) => `word ${i}`)

  test.each([
    ['10,000 phrases', { any: words }, '10,000 phrases are more than a theme can have'],
    ['one letter', { any: ['a'] }, '“a” is one letter'],
    ['one letter and any ending', { any: ['a*'] }, '“a*” is one letter'],
    ['signs alone', { any: ['.*', '(?:)'] }, '“.*” has no word in it'],
    ['a pattern that would run for ever', { any: ['(a+)+$'] }, '“(a+)+$” is one letter'],
    ['200 KB', { any: ['wool '.repeat(40_000)] }, 'longer than 120 letters'],
    ['thirteen words', { any: ['a b c d e f g h i j k l m'] }, 'more than 12 words'],
    ['U+0000', { any: ['wo\u0000ol'] }, 'any.0'],
    ['the same on both sides', { any: ['wool smell'], none: ['Wool, smell!'] }, 'stands on both sides'],
    ['nothing to look for', { any: [] }, 'Write a phrase'],
  ])('%s is told in a sentence', async (_, given, sentence) => {
    const body = { ...theme([]), ...given }
    const saved = await post('hostile', body)
    expect(saved.status).toBe(422)
    expect(saved.title).toContain(sentence)
    if (given.any.length > 0) {
      const tried = await post('trials', { any: body.any, none: body.none, id: null, cursor: null })
      expect(tried.title).toContain(sentence)
    }
    expect(await countOf('hostile')).toBeUndefined()
  })

  test('twelve words, signs among words and an ending are looked for; the signs are said to be left out', async () => {
    const any = ['a b c d e f g h i j k l', 'late$|early', 'retur*', "couldn't button"]
    const answer = await post('trials', { any, none: [], id: null, cursor: null })
    expect(answer.status).toBe(200)
    expect((answer as never as TriedTheme).any.map(({ as }) => as)).toEqual([null, 'late early', null, null])
  })

  test('who may not write themes may not try, propose, merge or delete them', async () => {
    for (const role of ['agent', 'viewer']) {
      for (const [url, body] of [
        ['trials', { any: ['wool'], none: [], id: null, cursor: null }],
        ['proposals', { voices: [], group: 'soft' }],
        ['wool', theme(['wool'])],
        ['soft/merges', { into: 'thin', name: 'x' }],
      ] as const)
        // prettier-ignore
        expect((await post(url, body, role)).status, `${role} ${url}`).toBe(403)
    }
  })
})

test('every phrase of the starter themes can be looked for', () => {
  for (const [id, definition] of Object.entries(STARTER_THEMES))
    expect([id, problemOfPhrases(definition)]).toEqual([id, undefined])
})
