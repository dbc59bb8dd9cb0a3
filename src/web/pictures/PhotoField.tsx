/** A link that opens the camera or the files: the browser's own field does the work. */
import { PHOTO_TYPES } from './pictures.ts'
import './pictures.css'

export function PhotoField(props: {
  /** What stands there to press. */
  children: string
  /** The same with what it is of, for those who can't see: "Add a photo: Handwritten note". */
  label: string
  onPhoto: (photo: File) => void
}) {
  return (
    <label className="Link PhotoField">
      {props.children}
      <input
        type="file"
        className="visually-hidden"
        accept={PHOTO_TYPES}
        aria-label={props.label}
        onChange={(event) => {
          const [photo] = event.currentTarget.files ?? []
          if (photo) props.onPhoto(photo)
          event.currentTarget.value = ''
        }}
      />
    </label>
  )
}
