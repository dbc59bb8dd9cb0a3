/** My words: what one tells of oneself, how one begins and ends, the macros and the library of the workspace. */
import { SettingsFrame } from '#web/frame/SettingsFrame.tsx'
import { Anecdotes } from './Anecdotes.tsx'
import { Library } from './Library.tsx'
import { Macros } from './Macros.tsx'
import { OwnShare } from './OwnShare.tsx'
import { Voice } from './Voice.tsx'
import './words.css'

export function WordsScreen() {
  return (
    <SettingsFrame
      aside={
        <>
          <Voice />
          <OwnShare />
        </>
      }
    >
      <Anecdotes />
      <Macros />
      <Library />
    </SettingsFrame>
  )
}
