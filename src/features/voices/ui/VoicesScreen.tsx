/** Screen 04: what customers are saying the most, in their words, with how sure the change is; thanks by name below. */
import { counted } from '#kit/counted.ts'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState, type ReactNode } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import { MOST_OPEN, THEME_KINDS, VOICE_SOURCES } from '#features/voices/contract.ts'
import type { ThemeRow } from '#features/voices/contract.ts'
import { Answered } from '#web/Answered.tsx'
import { useTime } from '#web/clock.ts'
import { EmptyFace } from '#web/components/Faces.tsx'
import { Icon } from '#web/components/Icon.tsx'
import { Segments } from '#web/components/Segments.tsx'
import { OfflineNotice } from '#web/frame/OfflineNotice.tsx'
import { useKeys } from '#web/keys.ts'
import { useIsPhone } from '#web/screen-size.ts'
import { useSession } from '#web/session.ts'
import { tell, undoLatest } from '#web/toasts.ts'
import { read } from './api.ts'
import { IdeaList } from './IdeaList.tsx'
import { ExportSheet } from './ExportSheet.tsx'
import { MostSaid, UNTHEMED } from './MostSaid.tsx'
import { SaidParagraph, type Felt } from './SaidParagraph.tsx'
import { ThanksStrip } from './ThanksStrip.tsx'
import { ThemeMerge } from './ThemeMerge.tsx'
import { ThemePane } from './ThemePane.tsx'
import { useThemeActs } from './useThemeActs.ts'
import { Chip, SourceChip } from './VoiceChips.tsx'
import { VoicesTabs } from './VoicesTabs.tsx'
import { WorkList } from './WorkList.tsx'
import './voices.css'
import './theme-editor.css'

/** Names of what can be opened beside the themes. */
const NAMES: Readonly<Record<string, string>> = {
  [UNTHEMED]: 'Said, but of no theme yet',
  '*': 'Everything that was said',
}

export type VoicesSlots = {
  /** What leads on from the theme that is open. */
  foot: (theme: Pick<ThemeRow, 'id' | 'name' | 'kind' | 'count'> & { days: number }) => ReactNode
}

export function VoicesScreen({ themeId, foot }: VoicesSlots & { themeId: string | null }) {
  const [, go] = useLocation()
  const [isTaking, setTaking] = useState(false)
  const [params, setParams] = useSearchParams()
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
  const mayWrite = session.permissions.includes('voices.write')

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
  const acts = useThemeActs(row, data?.themes ?? [], select)

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
      acts={{ ...acts, onMerge: () => setMerging(true) }}
      onBack={isPhone ? () => select(null) : undefined}
      foot={row && foot({ ...row, days })}
    />
  )
  const merging = isMerging && row && (
    <ThemeMerge
      row={row}
      days={days}
      source={source}
      onMerge={(into, name) => {
        setMerging(false)
        acts.onMerged(into, name)
      }}
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

        <Answered answer={data} error={error} onRetry={refetch} failed="Voices could not be read.">
          {(said) =>
            work === 'ideas' ? (
              <IdeaList now={now} mayWrite={mayWrite} />
            ) : work === 'open_negative' ? (
              <WorkList now={now} mayWrite={mayWrite} />
            ) : said.total === 0 ? (
              <EmptyFace icon="message-circle" title="Nobody said anything yet">
                Messages, reviews, posts and answers of the last {days} days are counted here as they come in.
              </EmptyFace>
            ) : (
              <div className="Voices-columns">
                <MostSaid
                  said={said}
                  rows={rows}
                  selected={chosen}
                  onSelect={select}
                  kind={kind}
                  onKind={(value) => show('kind', value)}
                  isHiddenShown={isHiddenShown}
                  onHiddenShown={(value) => show('hidden', value ? '1' : null)}
                  onDiscover={mayRule ? acts.onDiscover : undefined}
                  paragraph={<SaidParagraph days={days} source={source} onOpen={open} />}
                />
                {pane}
                {merging}
              </div>
            )
          }
        </Answered>
        <ThanksStrip />
      </div>
    </div>
  )
}
