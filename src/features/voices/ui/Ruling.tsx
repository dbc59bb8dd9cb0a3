/** What may be done with a theme: edit, rename, pin, hide, split, merge; whoever may not sees what it listens for. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'wouter'
import type { ThemeDetail, ThemeRow } from '#features/voices/contract.ts'
import { ThemeSplit } from './ThemeSplit.tsx'

export type ThemeActs = {
  readonly onRename: (name: string) => void
  readonly onPin: () => void
  readonly onHide: () => void
  readonly onSplit: (name: string, phrases: string[]) => void
  readonly onMerge: () => void
}

export function Ruling(props: { row: ThemeRow; detail: ThemeDetail; mayRule: boolean; acts: ThemeActs }) {
  const { row, detail, acts } = props
  const [isSplit, setSplit] = useState(false)
  const [name, setName] = useState<string | null>(null)
  const editor = `/voices/themes/${encodeURIComponent(row.id)}`
  if (!props.mayRule)
    return row.origin === 'found' ? null : (
      <Link href={editor} className="Link">
        What it listens for
      </Link>
    )
  if (isSplit)
    return (
      <ThemeSplit
        detail={detail}
        onClose={() => setSplit(false)}
        onSplit={(newName, phrases) => {
          setSplit(false)
          acts.onSplit(newName, phrases)
        }}
      />
    )
  if (name !== null)
    return (
      <form
        className="row"
        data-gap="6"
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() !== '' && name.trim() !== row.name) acts.onRename(name.trim())
          setName(null)
        }}
      >
        <input
          className="ThemePane-name"
          aria-label="Name of the theme"
          value={name}
          maxLength={80}
          autoFocus
          onChange={(event) => setName(event.target.value)}
        />
        <Button size="xs" type="submit" variant="filled">
          Rename
        </Button>
      </form>
    )
  return (
    <div className="row wrap" data-gap="6">
      <Button size="xs" component={Link} href={editor}>
        {row.origin === 'found' ? 'Make it a theme' : 'Edit'}
      </Button>
      <Button size="xs" onClick={() => setName(row.name)}>
        Rename
      </Button>
      <Button size="xs" onClick={acts.onPin}>
        {row.isPinned ? 'Unpin' : 'Pin to the top'}
      </Button>
      <Button size="xs" onClick={acts.onHide}>
        {row.isHidden ? 'Show again' : 'Hide'}
      </Button>
      {detail.definition.any.length > 1 && (
        <Button size="xs" onClick={() => setSplit(true)}>
          Split
        </Button>
      )}
      <Button size="xs" onClick={acts.onMerge}>
        Merge
      </Button>
    </div>
  )
}
