/** What colleagues saw at a touchpoint: photos and notes with who and when. Leaders add to them and take them away, with undo. */
import { ActionIcon, Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useId, useState } from 'react'
import type { SyntheticEvent } from 'react'
import type { Touchpoint, TouchpointNote } from '#features/journey/contract.ts'
import { Icon } from '#web/components/Icon.tsx'
import { failureWords } from '#web/failure.ts'
import { PhotoField } from '#web/pictures/PhotoField.tsx'
import { Thumbs } from '#web/pictures/Thumbs.tsx'
import { useSession } from '#web/session.ts'
import { tell, tellFailure } from '#web/toasts.ts'
import { change, sendPhoto } from './api.ts'
import { dayWords } from './say.ts'
import { useChange } from './useChange.ts'
import { renewJourney } from './useJourney.ts'

type Place = Pick<Touchpoint, 'id' | 'name'>

export function Seen({ place, notes }: { place: Place; notes: readonly TouchpointNote[] }) {
  const mayWrite = useSession().permissions.includes('journey.write')
  if (notes.length === 0 && !mayWrite) return null
  return (
    <section className="Seen stack" data-gap="6" aria-label={`Seen at ${place.name}`}>
      <h3 className="head row" data-gap="6">
        <Icon name="camera" />
        Seen there
      </h3>
      {notes.map((note) => (
        <Note key={note.id} note={note} place={place} mayWrite={mayWrite} />
      ))}
      {mayWrite && <NewNote place={place} />}
    </section>
  )
}

function Note({ note, place, mayWrite }: { note: TouchpointNote; place: Place; mayWrite: boolean }) {
  const carry = useChange()
  const remove = () =>
    void carry(
      change.removeNote(note),
      note.pictures.length > 0 ? 'The photo is taken away.' : 'The note is taken away.',
      () => void carry(change.returnNote(note)),
    )
  return (
    <figure className="Seen-note">
      <Thumbs
        pictures={note.pictures}
        label={`Photos of ${place.name} by ${note.by}`}
        {...(mayWrite ? { onRemove: remove } : {})}
      />
      {note.words !== '' && <blockquote className="voice">{note.words}</blockquote>}
      <figcaption className="row between small third">
        {note.by}, {dayWords(note.at)}
        {mayWrite && (
          <ActionIcon aria-label={`Take away the note by ${note.by}, ${dayWords(note.at)}`} onClick={remove}>
            <Icon name="x" size="s" />
          </ActionIcon>
        )}
      </figcaption>
    </figure>
  )
}

/** A note, a photo, or a photo with a note. */
function NewNote({ place }: { place: Place }) {
  const carry = useChange()
  const client = useQueryClient()
  const id = useId()
  const [words, setWords] = useState<string | null>(null)
  const [photo, setPhoto] = useState<File>()
  const [isSending, setSending] = useState(false)
  const close = () => {
    setWords(null)
    setPhoto(undefined)
  }
  async function send(file: File, said: string): Promise<boolean> {
    try {
      await sendPhoto(place.id, file, said)
      tell(`A photo of ${place.name}.`)
      return true
    } catch (failure) {
      tellFailure(`The photo was not kept. ${failureWords(failure)}`)
      return false
    } finally {
      await renewJourney(client)
    }
  }
  async function submit(event: SyntheticEvent) {
    event.preventDefault()
    const said = (words ?? '').trim()
    if (isSending || (said === '' && !photo)) return
    setSending(true)
    const isKept = await (photo
      ? send(photo, said)
      : carry(change.note(place, said), `Noted at ${place.name}.`))
    setSending(false)
    if (isKept) close()
  }
  if (words === null)
    return (
      <p className="row Seen-add" data-gap="12">
        <button type="button" className="Link" onClick={() => setWords('')}>
          <Icon name="plus" size="s" /> Add a note
        </button>
        <PhotoField
          label={`Add a photo of ${place.name}`}
          onPhoto={(file) => {
            setPhoto(file)
            setWords('')
          }}
        >
          Add a photo
        </PhotoField>
      </p>
    )
  return (
    <form className="stack" data-gap="6" onSubmit={(event) => void submit(event)}>
      {photo && <Preview photo={photo} />}
      <label htmlFor={id} className="visually-hidden">
        What you saw at {place.name}
      </label>
      <textarea
        id={id}
        className="Input voice"
        autoFocus
        rows={2}
        maxLength={2000}
        placeholder={photo ? 'What it shows, if that needs words' : 'What you saw'}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <div className="row wrap" data-gap="6">
        <Button
          type="submit"
          size="xs"
          variant="filled"
          disabled={isSending || (words.trim() === '' && !photo)}
        >
          {photo ? 'Keep the photo' : 'Write it down'}
        </Button>
        <Button size="xs" variant="subtle" onClick={close}>
          Not now
        </Button>
        <PhotoField label={`Choose a photo of ${place.name}`} onPhoto={setPhoto}>
          {photo ? 'Another photo' : 'With a photo'}
        </PhotoField>
      </div>
      {photo && (
        <p className="small third">
          Drawn anew before it is kept, without where it was taken. No label with a customer’s name on it,
          please.
        </p>
      )}
    </form>
  )
}

/** What was chosen, from this device alone. */
function Preview({ photo }: { photo: File }) {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(photo)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [photo])
  return <span className="Thumb Seen-preview">{address && <img src={address} alt={photo.name} />}</span>
}
