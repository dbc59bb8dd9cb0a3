/** The list of screen 04: the paragraph, themes of one kind or all, and what matches none. */
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { counted } from '#kit/counted.ts'
import { THEME_KINDS } from '#features/voices/contract.ts'
import type { ThemeKind, ThemeRow, ThemesAnswer } from '#features/voices/contract.ts'
import { KIND_WORDS, ThemeTable } from './ThemeTable.tsx'
import { Chip, FeelingKeys } from './VoiceChips.tsx'

/** Stands for a theme's id where the comments without one are meant. */
export const UNTHEMED = '-'

export function MostSaid(props: {
  said: ThemesAnswer
  /** The themes to show, of all that were said. */
  rows: readonly ThemeRow[]
  selected: string | null
  onSelect: (id: string) => void
  kind: ThemeKind | undefined
  onKind: (kind: ThemeKind | null) => void
  isHiddenShown: boolean
  onHiddenShown: (isShown: boolean) => void
  /** Looks for themes among the rest; undefined for who may not. */
  onDiscover: (() => void) | undefined
  paragraph: ReactNode
}) {
  const { said, kind, onKind, onSelect, isHiddenShown, onDiscover } = props
  return (
    <section className="Paper Voices-list" aria-labelledby="most-said">
      <div className="row wrap Voices-listhead" data-gap="10">
        <h2 className="head" id="most-said">
          What customers are saying the most
        </h2>
        <FeelingKeys />
      </div>
      {props.paragraph}
      <div className="row wrap Voices-kinds" data-gap="6">
        <Chip isOn={!kind} onPress={() => onKind(null)}>
          All {counted(said.total)}
        </Chip>
        {THEME_KINDS.map((each) => (
          <Chip key={each} isOn={kind === each} onPress={() => onKind(kind === each ? null : each)}>
            {KIND_WORDS[each]}
          </Chip>
        ))}
        <span className="small third push">trend: 12 weeks</span>
        {onDiscover && (
          <Link href="/voices/themes/new" className="Link">
            New theme
          </Link>
        )}
      </div>
      <ThemeTable rows={props.rows} selected={props.selected} onSelect={onSelect} />
      <p className="small third Voices-foot">
        “Steady”: no more change than chance would give (99 % interval). {counted(said.unthemed.count)} of{' '}
        {counted(said.total)} comments ({Math.round(said.unthemed.share * 100)}%) match no theme yet.{' '}
        <button type="button" className="Link" onClick={() => onSelect(UNTHEMED)}>
          Read them
        </button>
        {onDiscover && (
          <button type="button" className="Link" onClick={onDiscover}>
            Look for themes in them
          </button>
        )}
        {said.themes.some(({ isHidden }) => isHidden) && (
          <button type="button" className="Link" onClick={() => props.onHiddenShown(!isHiddenShown)}>
            {isHiddenShown ? 'Leave out the hidden' : 'Show the hidden'}
          </button>
        )}
      </p>
    </section>
  )
}
