/** What can be done with the theme that is open, and with those not found yet; each is told, and taken back where it can be. */
import { useQueryClient } from '@tanstack/react-query'
import type { ChangeTheme, ThemeRow } from '#features/voices/contract.ts'
import { send } from '#web/api.ts'
import { failureWords } from '#web/failure.ts'
import { useAnnouncements } from '#web/live.ts'
import { tell, tellFailure } from '#web/toasts.ts'
import { change } from './api.ts'

/** `row` is the theme that is open; `themes` are all there are, and `select` opens another. */
export function useThemeActs(
  row: ThemeRow | undefined,
  themes: readonly ThemeRow[],
  select: (id: string) => void,
) {
  const client = useQueryClient()
  const refresh = async (): Promise<void> => {
    await client.invalidateQueries({ queryKey: ['themes'] })
    await client.invalidateQueries({ queryKey: ['theme'] })
  }
  // What a changed theme covers is read in the background, and is counted a moment later.
  useAnnouncements((name) => {
    if (name === 'theme.counted' || name === 'resync') void refresh()
  })
  const attempt = async (what: () => Promise<void>): Promise<void> => {
    try {
      await what()
    } catch (failure) {
      tellFailure(failureWords(failure))
    }
    await refresh()
  }
  const alter = (id: string, body: ChangeTheme, done: string, back: ChangeTheme | null): Promise<void> =>
    attempt(async () => {
      await send(change.theme(id, body, 'A theme'))
      tell(done, back ? () => void alter(id, back, 'Taken back.', null) : undefined)
    })
  const unmerge = async (row: ThemeRow, into: ThemeRow, name: string): Promise<void> => {
    if (name !== into.name) await alter(into.id, { name: into.name }, 'Taken back.', null)
    await alter(row.id, { mergedInto: null }, 'Taken back.', null)
    select(row.id)
  }

  return {
    onRename: (name: string) => {
      if (row) void alter(row.id, { name }, 'Renamed.', { name: row.name })
    },
    onPin: () => {
      if (!row) return
      const { id, isPinned } = row
      void alter(id, { isPinned: !isPinned }, isPinned ? 'Unpinned.' : 'Pinned to the top.', { isPinned })
    },
    onHide: () => {
      if (!row) return
      const { id, isHidden } = row
      void alter(id, { isHidden: !isHidden }, isHidden ? 'Shown again.' : 'Hidden; still counted.', {
        isHidden,
      })
    },
    onSplit: (name: string, phrases: string[]) => {
      if (!row) return
      const { id } = row
      const into = freeThemeId(
        name,
        themes.map((each) => each.id),
      )
      void attempt(async () => {
        await send(change.split(id, { into, name, phrases }))
        tell(
          `${name} is a theme of its own.`,
          () => void alter(into, { mergedInto: id }, 'Put together again.', null),
        )
      })
    },
    /** The open theme goes into another, which is called `name` from then on. */
    onMerged: (into: ThemeRow, name: string) => {
      if (!row) return
      void attempt(async () => {
        await send(change.merge(row.id, { into: into.id, name }))
        tell(`“${row.name}” went into “${name}”.`, () => void unmerge(row, into, name))
        select(into.id)
      })
    },
    onDiscover: () =>
      void attempt(async () => {
        const { found, read } = (await send(change.discover())) as { found: number; read: number }
        tell(found === 0 ? `No new theme in ${read} comments.` : `${found} themes found in ${read} comments.`)
      }),
  }
}

/** "see-through", or "see-through-2" where that is taken. */
function freeThemeId(name: string, taken: readonly string[]): string {
  const plain = name.normalize('NFD').replaceAll(/[^a-zA-Z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '').toLowerCase().slice(0, 50) // prettier-ignore
  const stem = plain.length < 2 ? `theme-${plain}` : plain
  for (let at = 1; ; at++) {
    const id = at === 1 ? stem : `${stem}-${at}`
    if (!taken.includes(id)) return id
  }
}
