/** Voices as files to take along: the themes as they are shown, and the comments behind them, page by page so that a million take no more room than a hundred. */
import { Readable } from 'node:stream'
import { csvLine } from '#kit/csv.ts'
import { homesOf, type Home } from '#kit/id.ts'
import { addDays, dayOf } from '#kit/time.ts'
import { findEntries, heldAmong, type StoredEntry } from '#features/timeline/index.ts'
import { audit } from '#platform/audit/index.ts'
import { read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import { delicateIn } from '#reading/index.ts'
import type { ExportComments, ExportThemes } from '../contract.ts'
import { openTouchpoints } from '../places.ts'
import { labelOfCut } from '../rules/cuts.ts'
import { COMMENT_HEAD, commentCells, themeLines, type CommentTaken } from '../rules/export.ts'
import { ratingOf } from '../rules/voices.ts'
import { countSaid, listThemesOfVoices, listVoicePage } from '../store/export.ts'
import type { VoiceRecord } from '../store/voices.ts'
import { EVERY, SIDES, themesOfWorkspace } from './listen.ts'
import { leadOf, showThemes, sinceOf } from './themes.ts'

/** Comments read at once. */
const PAGE = 250

/** The themes as the screen shows them, as CSV. That they were taken stands in the audit log. */
export async function exportThemes(
  scope: Scope,
  { days, source, kind, hidden }: ExportThemes,
): Promise<string> {
  const answer = await showThemes(scope, { days, source })
  const themes = answer.themes.filter(
    (row) =>
      (row.count > 0 || row.isPinned) &&
      (kind === undefined || row.kind === kind) &&
      (hidden === '1' || !row.isHidden),
  )
  await tellTaken(scope, 'themes', themes.length)
  const today = dayOf(scope.now, scope.workspace.zone)
  return themeLines({ ...answer, themes, today, source })
    .map(csvLine)
    .join('')
}

/**
 * The comments of a theme, or all, newest first within a slice, as CSV or a line of JSON each. Left out: the words of what is
 * delicate, and people whose data is held back from use. Refuses `theme_not_found`.
 */
export async function exportComments(
  scope: Scope,
  wanted: ExportComments,
  form: 'csv' | 'jsonl',
): Promise<Readable> {
  const { record } = await leadOf(scope, wanted.theme)
  const asked = { ...wanted, theme: record.id }
  const reader = await readerOf(scope)
  await tellTaken(scope, 'comments', await countOf(scope, asked))
  const lineOf = (one: CommentTaken) => form === 'csv' ? csvLine(commentCells(one)) : `${JSON.stringify(one)}\n` // prettier-ignore
  return Readable.from(chunks(scope, asked, reader, { head: form === 'csv' ? csvLine(COMMENT_HEAD) : '', lineOf }), { objectMode: false }) // prettier-ignore
}

type Reader = {
  readonly themes: ReadonlyMap<string, string>
  readonly touchpointOf: (id: string) => string | null
}

async function readerOf(scope: Scope): Promise<Reader> {
  const themes = new Map((await themesOfWorkspace(scope)).map(({ id, definition }) => [id, definition.name]))
  return { themes, touchpointOf: (await openTouchpoints(scope)).nameOf }
}

/** Said before anything leaves: where the line can't be written, nothing does. */
function tellTaken(scope: Scope, list: string, rows: number): Promise<void> {
  return transact(scope, (scope) => audit(scope, 'data.exported', { details: { list, rows } }))
}

/** From the daily counts, before a single comment is read. */
function countOf(scope: Scope, { theme, days, source, feeling }: ExportComments): Promise<number> {
  const from = addDays(dayOf(scope.now, scope.workspace.zone), 1 - days)
  return read(scope, (scope) => countSaid(scope, { themeId: theme, from, source, feeling }))
}

/** A chunk of the file for each page; each page is a transaction of its own, so that no other waits and who is erased meanwhile is not told. */
async function* chunks(
  scope: Scope,
  { theme, days, source, feeling }: ExportComments,
  reader: Reader,
  { head, lineOf }: { head: string; lineOf: (one: CommentTaken) => string },
): AsyncGenerator<string> {
  if (head !== '') yield head
  const since = sinceOf(scope, days)
  const wanted = { themeId: theme === EVERY ? undefined : theme, since, source, feeling: feeling && SIDES[feeling], limit: PAGE } // prettier-ignore
  for (const home of homesOf(scope.workspace)) {
    let after: { at: Date; id: string } | undefined
    do {
      const page = await read(scope, (scope) => takenPage(scope, home, { ...wanted, after }, reader))
      after = page.last
      if (page.taken.length > 0) yield page.taken.map(lineOf).join('')
    } while (after)
  }
}

async function takenPage(
  scope: TxScope,
  home: Home,
  asked: Parameters<typeof listVoicePage>[2],
  reader: Reader,
): Promise<{ taken: CommentTaken[]; last: { at: Date; id: string } | undefined }> {
  const found = await listVoicePage(scope, home, asked)
  const last = found.length === asked.limit ? found.at(-1) : undefined
  const held = await heldAmong(scope, [...new Set(found.map(({ customerId }) => customerId))])
  const voices = found.filter(({ customerId }) => !held.has(customerId))
  const ids = voices.map(({ id }) => id)
  const entries = new Map(
    (
      await findEntries(
        scope,
        voices.map(({ id, at, customerId }) => ({ home, id, at: at.toISOString(), customerId })),
      )
    ).map((entry) => [entry.id, entry]),
  )
  const themes = Map.groupBy(await listThemesOfVoices(scope, home, ids), ({ voiceId }) => voiceId)
  return {
    last,
    taken: voices.flatMap((voice) => {
      const entry = entries.get(voice.id)
      if (!entry) return []
      const names = (themes.get(voice.id) ?? []).flatMap(({ themeId }) => reader.themes.get(themeId) ?? [])
      return [takenOf(voice, entry, names, reader)]
    }),
  }
}

const FELT = { '-1': 'negative', '0': 'neutral', '1': 'positive' } as const

function takenOf(
  voice: VoiceRecord,
  entry: StoredEntry,
  themes: readonly string[],
  { touchpointOf }: Reader,
): CommentTaken {
  const leftOut = delicateIn(`${entry.title ?? ''} ${entry.body ?? ''}`) ?? null
  return {
    at: voice.at.toISOString(),
    id: voice.id,
    source: voice.source,
    channel: voice.channel,
    rating: ratingOf(entry.data),
    feeling: FELT[`${voice.feeling}`],
    themes,
    product: voice.product,
    orders: voice.segment === null ? null : labelOfCut('segment', voice.segment),
    touchpoint: voice.touchpoint === null ? null : (touchpointOf(voice.touchpoint) ?? voice.touchpoint),
    customerId: voice.customerId,
    closed: voice.closedHow,
    words: leftOut === null ? (entry.body ?? '') : null,
    leftOut,
  }
}
