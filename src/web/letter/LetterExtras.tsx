/** What came with a message beside its words: pictures, other files to be saved, and the page as it was sent. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Picture, TimelineEntry } from '#features/timeline/contract.ts'
import { failureWords } from '../failure.ts'
import { deliver } from '../outbox.ts'
import { PICTURES, removing, usePictures } from '../pictures/pictures.ts'
import { Thumbs } from '../pictures/Thumbs.tsx'
import { useSession } from '../session.ts'
import { tell, tellFailure } from '../toasts.ts'
import { Files } from './Files.tsx'
import { LetterPage } from './LetterPage.tsx'
import { filesOf, hasPage, isCut } from './letter.ts'
import './letter.css'

export function LetterExtras({ entry }: { entry: TimelineEntry }) {
  const client = useQueryClient()
  const mayRemove = useSession().permissions.includes('customers.write')
  const [isOpen, setOpen] = useState(false)
  const files = filesOf(entry)
  const pictures = usePictures(files.length > 0 ? [entry.id] : []).get(entry.id) ?? []
  const shown = pictures.filter(({ width, height }) => Math.max(width, height) >= SEEN)
  const others = files.filter(({ name }) => !pictures.some((picture) => picture.name === name))
  async function remove(picture: Picture) {
    try {
      await deliver(removing(picture))
      tell('The picture is gone.')
    } catch (failure) {
      tellFailure(`It was not taken away. ${failureWords(failure)}`)
    }
    await client.invalidateQueries({ queryKey: [PICTURES] })
  }
  return (
    <div className="Letter">
      <Thumbs
        pictures={shown}
        label="Pictures that came with it"
        {...(mayRemove ? { onRemove: (picture) => void remove(picture) } : {})}
      />
      <Files entryId={entry.id} files={others} isCut={isCut(entry)} mayRemove={mayRemove} />
      {hasPage(entry) && (
        <button type="button" className="Link" onClick={() => setOpen(true)}>
          As it was sent
        </button>
      )}
      {isOpen && <LetterPage entryId={entry.id} onClose={() => setOpen(false)} />}
    </div>
  )
}

/** Smaller ones are the signs of signatures and social networks. */
const SEEN = 120
