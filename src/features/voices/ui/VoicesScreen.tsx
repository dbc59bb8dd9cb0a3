/** Screen 04: what customers are saying the most, in their words, with how sure the change is; thanks by name below. */
import { counted } from '#kit/counted.ts'
import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState, type ReactNode } from 'react'
import { Link, useLocation, useSearchParams } from 'wouter'
import { MOST_OPEN, THEME_KINDS, VOICE_SOURCES } from '#features/voices/contract.ts'
import type { ChangeTheme, ThemeRow } from '#features/voices/contract.ts'
import { send } from '#web/api.ts'
import { useTime } from '#web/clock.ts'
import { EmptyFace, FailedFace, LoadingLines } from '#web/components/Faces.tsx'
import { Icon } from '#web/components/Icon.tsx'
import { Segments } from '#web/components/Segments.tsx'
import { failureWords } from '#web/failure.ts'
import { OfflineNotice } from '#web/frame/OfflineNotice.tsx'
import { useKeys } from '#web/keys.ts'
import { useAnnouncements } from '#web/live.ts'
import { useIsPhone } from '#web/screen-size.ts'
import { useSession } from '#web/session.ts'
import { tell, tellFailure, undoLatest } from '#web/toasts.ts'
import { change, read } from './api.ts'
import { IdeaList } from './IdeaList.tsx'
import { ExportSheet } from './ExportSheet.tsx'
import { SaidParagraph, type Felt } from './SaidParagraph.tsx'
import { ThanksStrip } from './ThanksStrip.tsx'
import { ThemeMerge } from './ThemeMerge.tsx'
import { ThemePane } from './ThemePane.tsx'
import { ThemeTable } from './ThemeTable.tsx'
import { Chip, FeelingKeys, SourceChip } from './VoiceChips.tsx'
import { VoicesTabs } from './VoicesTabs.tsx'
import { WorkList } from './WorkList.tsx'
import './voices.css'
import './theme-editor.css'

const [UNTHEMED, EVERY] = ['-', '*']
const NAMES: Readonly<Record<string, string>> = {
  [UNTHEMED]: 'Said, but of no theme yet',
  [EVERY]: 'Everything that was said',
}
const KIND_CHIPS = { complaint: 'Complaint', praise: 'Praise', help: 'Help', idea: 'Idea' } as const

export type VoicesSlots = {
  /** What leads on from the theme that is open. */
  foot: (theme: Pick<ThemeRow, 'id' | 'name' | 'kind' | 'count'> & { days: number }) => ReactNode
}

export function VoicesScreen({ themeId, foot }: VoicesSlots & { themeId: string | null }) {
  const [, go] = useLocation()
  const [isTaking, setTaking] = useState(false)
  const [params, setParams] = useSearchParams()
  const client = useQueryClient()
  const session = useSession()
  const isPhone = useIsPhone()
  const now = useTime(60_000)
  const days = { '7': 7, '84': 84 }[params.get('days') ?? ''] ?? 30
  const source = VOICE_SOURCES.find((each) => each === params.get('from'))
  const kind = THEME_KINDS.find((each) => each === params.get('kind'))
  const work =
    params.get('work') === 'ideas' ? 'ideas' : params.get('work') === 'open' ? 'open_negative' : null
  const isHiddenShown = params.get('hidden') === '1'
  const { data, error, refetch } = useQuery({
    queryKey: ['themes', days, source],
    queryFn: () => read.themes({ days, source }),
    placeholderData: (before) => before,
  })
  const refresh = async (): Promise<void> => {
    await client.invalidateQueries({ queryKey: ['themes'] })
    await client.invalidateQueries({ queryKey: ['theme'] })
  }
  // What a changed theme covers is read in the background, and is counted a moment later.
  useAnnouncements((name) => {
    if (name === 'theme.counted' || name === 'resync') void refresh()
  })
  const rows = useMemo(
    () =>
      (data?.themes ?? []).filter(
        (row) =>
          (row.count > 0 || row.isPinned) && (!kind || row.kind === kind) && (isHiddenShown || !row.isHidden),
      ),
    [data, kind, isHiddenShown],
  )
  const chosen = themeId ?? (isPhone ? null : (rows[0]?.id ?? null))
  const row = data?.themes.find(({ id }) => id === chosen)
  const mayRule = session.permissions.includes('themes.write')

  const felt: Felt = params.get('felt') === 'negative' ? 'negative' : null

  const open = (id: string | null, feeling: Felt): void => {
    const next = new URLSearchParams(params)
    next.delete('felt')
    if (feeling) next.set('felt', feeling)
    const query = next.size > 0 ? `?${next}` : ''
    go(`/voices${id ? `/${encodeURIComponent(id)}` : ''}${query}`, { replace: !isPhone })
  }
  const [isMerging, setMerging] = useState(false)
  const select = (id: string | null): void => open(id, null)
  const step = (by: number): void => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, rows.findIndex(({ id }) => id === chosen) + by))]
    if (next) select(next.id)
  }
  const show = (name: string, value: string | null): void => {
    const next = new URLSearchParams(params)
    if (value === null) next.delete(name)
    else next.set(name, value)
    setParams(next, { replace: true })
  }
  const alter = async (
    id: string,
    body: ChangeTheme,
    done: string,
    back: ChangeTheme | null,
  ): Promise<void> => {
    try {
      await send(change.theme(id, body, 'A theme'))
      tell(done, back ? () => void alter(id, back, 'Taken back.', null) : undefined)
    } catch (failure) {
      tellFailure(failureWords(failure))
    }
    await refresh()
  }
  const split = async (name: string, phrases: string[]): Promise<void> => {
    if (!row) return
    const into = freeThemeId(name, data?.themes.map(({ id }) => id) ?? [])
    try {
      await send(change.split(row.id, { into, name, phrases }))
      tell(`${name} is a theme of its own.`, () => void alter(into, { mergedInto: row.id }, 'Put together again.', null)) // prettier-ignore
    } catch (failure) {
      tellFailure(failureWords(failure))
    }
    await refresh()
  }
  const merge = async (into: ThemeRow, name: string): Promise<void> => {
    setMerging(false)
    if (!row) return
    try {
      await send(change.merge(row.id, { into: into.id, name }))
      tell(`“${row.name}” went into “${name}”.`, () => void unmerge(row, into, name))
      select(into.id)
    } catch (failure) {
      tellFailure(failureWords(failure))
    }
    await refresh()
  }
  const unmerge = async (row: ThemeRow, into: ThemeRow, name: string): Promise<void> => {
    if (name !== into.name) await alter(into.id, { name: into.name }, 'Taken back.', null)
    await alter(row.id, { mergedInto: null }, 'Taken back.', null)
    select(row.id)
  }
  const discover = async (): Promise<void> => {
    try {
      const found = (await send(change.discover())) as { found: number; read: number }
      tell(
        found.found === 0
          ? `No new theme in ${found.read} comments.`
          : `${found.found} themes found in ${found.read} comments.`,
      )
    } catch (failure) {
      tellFailure(failureWords(failure))
    }
    await refresh()
  }

  useKeys([
    ...(mayRule
      ? [{ keys: 'c', label: 'new theme', group: 'The list', run: () => go('/voices/themes/new'), bar: { word: 'new theme', place: 2 } }] // prettier-ignore
      : []),
    {
      keys: 'j',
      label: 'next theme',
      group: 'The list',
      run: () => step(1),
      bar: { word: 'next, previous', place: 1 },
    },
    {
      keys: 'k',
      label: 'previous theme',
      group: 'The list',
      run: () => step(-1),
      bar: { word: 'next, previous', place: 1 },
    },
    {
      keys: 'z',
      label: 'undo',
      group: 'The theme',
      run: () => undoLatest() || tell('There is nothing to take back.'),
      bar: { word: 'undo', place: 7 },
    },
  ])

  const pane = chosen !== null && (
    <ThemePane
      key={`${chosen} ${days} ${felt}`}
      id={chosen}
      name={row?.name ?? NAMES[chosen] ?? 'A theme'}
      row={row}
      days={days}
      source={source}
      felt={felt}
      onEveryFeeling={() => open(chosen, null)}
      onLead={select}
      now={now}
      mayRule={mayRule}
      acts={{
        ...actsOf(row, alter),
        onSplit: (name, phrases) => void split(name, phrases),
        onMerge: () => setMerging(true),
      }}
      onBack={isPhone ? () => select(null) : undefined}
      foot={row && foot({ ...row, days })}
    />
  )
  const merging = isMerging && row && (
    <ThemeMerge
      row={row}
      days={days}
      source={source}
      onMerge={(into, name) => void merge(into, name)}
      onClose={() => setMerging(false)}
    />
  )
  if (isPhone && pane)
    return (
      <div className="Voices Voices-body Themes-body">
        {pane}
        {merging}
      </div>
    )
  return (
    <div className="Voices">
      <VoicesTabs>
        <span>
          <Segments
            label="Period"
            value={String(days)}
            choices={[
              { value: '7', label: '7 d' },
              { value: '30', label: '30 d' },
              { value: '84', label: '12 wk' },
            ]}
            onChange={(value) => show('days', value === '30' ? null : value)}
          />
        </span>
        {session.permissions.includes('voices.export') && (
          <Button size="xs" variant="default" onClick={() => setTaking(true)}>
            <Icon name="file-spreadsheet" />
            <span className={isPhone ? 'visually-hidden' : undefined}>Export</span>
          </Button>
        )}
      </VoicesTabs>
      {isTaking && (
        <ExportSheet
          days={days}
          source={source}
          kind={kind}
          isHiddenShown={isHiddenShown}
          theme={chosen === null ? null : { id: chosen, name: row?.name ?? NAMES[chosen] ?? 'A theme' }}
          felt={felt}
          onClose={() => setTaking(false)}
        />
      )}
      <OfflineNotice />
      <div className="Voices-body Themes-body">
        <div className="row wrap" data-gap="6">
          {(data?.sources ?? [])
            .filter((each) => each.count > 0 || each.source === source)
            .map((each) => (
              <SourceChip
                key={each.source}
                {...each}
                chosen={source}
                onChoose={(value) => show('from', value)}
              />
            ))}
          <Chip
            isOn={work === 'open_negative'}
            onPress={() => show('work', work === 'open_negative' ? null : 'open')}
          >
            Open in public {data && counted(data.openNegatives)}
            {data?.openNegatives === MOST_OPEN && '+'}
          </Chip>
          <Chip isOn={work === 'ideas'} onPress={() => show('work', work === 'ideas' ? null : 'ideas')}>
            Ideas
          </Chip>
        </div>

        {error && !data ? (
          <FailedFace
            title="Voices could not be read."
            detail={failureWords(error)}
            onRetry={() => void refetch()}
          />
        ) : !data ? (
          <LoadingLines />
        ) : work !== null ? (
          work === 'ideas' ? (
            <IdeaList now={now} mayWrite={session.permissions.includes('voices.write')} />
          ) : (
            <WorkList now={now} mayWrite={session.permissions.includes('voices.write')} />
          )
        ) : data.total === 0 ? (
          <EmptyFace icon="message-circle" title="Nobody said anything yet">
            Messages, reviews, posts and answers of the last {days} days are counted here as they come in.
          </EmptyFace>
        ) : (
          <div className="Voices-columns">
            <section className="Paper Voices-list" aria-labelledby="most-said">
              <div className="row wrap Voices-listhead" data-gap="10">
                <h2 className="head" id="most-said">
                  What customers are saying the most
                </h2>
                <FeelingKeys />
              </div>
              <SaidParagraph days={days} source={source} onOpen={open} />
              <div className="row wrap Voices-kinds" data-gap="6">
                <Chip isOn={!kind} onPress={() => show('kind', null)}>
                  All {counted(data.total)}
                </Chip>
                {THEME_KINDS.map((each) => (
                  <Chip
                    key={each}
                    isOn={kind === each}
                    onPress={() => show('kind', kind === each ? null : each)}
                  >
                    {KIND_CHIPS[each]}
                  </Chip>
                ))}
                <span className="small third push">trend: 12 weeks</span>
                {mayRule && (
                  <Link href="/voices/themes/new" className="Link">
                    New theme
                  </Link>
                )}
              </div>
              <ThemeTable rows={rows} selected={chosen} onSelect={select} />
              <p className="small third Voices-foot">
                “Steady”: no more change than chance would give (99 % interval).{' '}
                {counted(data.unthemed.count)} of {counted(data.total)} comments (
                {Math.round(data.unthemed.share * 100)}%) match no theme yet.{' '}
                <button type="button" className="Link" onClick={() => select(UNTHEMED)}>
                  Read them
                </button>
                {mayRule && (
                  <button type="button" className="Link" onClick={() => void discover()}>
                    Look for themes in them
                  </button>
                )}
                {data.themes.some(({ isHidden }) => isHidden) && (
                  <button
                    type="button"
                    className="Link"
                    onClick={() => show('hidden', isHiddenShown ? null : '1')}
                  >
                    {isHiddenShown ? 'Leave out the hidden' : 'Show the hidden'}
                  </button>
                )}
              </p>
            </section>
            {pane}
            {merging}
          </div>
        )}
        <ThanksStrip />
      </div>
    </div>
  )
}

type Alter = (id: string, body: ChangeTheme, done: string, back: ChangeTheme | null) => Promise<void>

/** "see-through", or "see-through-2" where that is taken. */
function freeThemeId(name: string, taken: readonly string[]): string {
  const plain = name.normalize('NFD').replaceAll(/[^a-zA-Z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '').toLowerCase().slice(0, 50) // prettier-ignore
  const stem = plain.length < 2 ? `theme-${plain}` : plain
  for (let at = 1; ; at++) {
    const id = at === 1 ? stem : `${stem}-${at}`
    if (!taken.includes(id)) return id
  }
}

function actsOf(row: ThemeRow | undefined, alter: Alter) {
  return {
    onRename: (name: string) => {
      if (row) void alter(row.id, { name }, 'Renamed.', { name: row.name })
    },
    onPin: () => {
      if (row)
        void alter(row.id, { isPinned: !row.isPinned }, row.isPinned ? 'Unpinned.' : 'Pinned to the top.', {
          isPinned: row.isPinned,
        })
    },
    onHide: () => {
      if (row)
        void alter(
          row.id,
          { isHidden: !row.isHidden },
          row.isHidden ? 'Shown again.' : 'Hidden; still counted.',
          { isHidden: row.isHidden },
        )
    },
  }
}
