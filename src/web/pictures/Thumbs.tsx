/** Pictures as small pieces in a row; a press shows one large, with its name and the way to take it away. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Picture } from '#features/timeline/contract.ts'
import { Icon } from '../components/Icon.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { addressOf } from './pictures.ts'
import './pictures.css'

export function Thumbs(props: {
  pictures: readonly Picture[]
  /** What they show, for those who can't see: "Pictures Maren sent". */
  label: string
  onRemove?: (picture: Picture) => void
}) {
  const [open, setOpen] = useState<Picture | null>(null)
  if (props.pictures.length === 0) return null
  return (
    <>
      <ul className="Thumbs" aria-label={props.label}>
        {props.pictures.map((picture, i) => (
          <li key={picture.id}>
            <button type="button" className="Thumb plain" onClick={() => setOpen(picture)}>
              <img src={addressOf(picture)} alt={nameOf(picture, i)} loading="lazy" />
            </button>
          </li>
        ))}
      </ul>
      {open && (
        <Sheet title={open.name === '' ? 'A picture' : open.name} onClose={() => setOpen(null)}>
          <div className="Sheet-body stack" data-gap="10">
            <img
              className="Thumb-large"
              src={addressOf(open)}
              alt={open.name}
              width={open.width}
              height={open.height}
            />
            <div className="row between">
              <span className="small third">
                {open.by === null ? 'As it was sent' : `By ${open.by}`}; drawn anew, without where and when it
                was taken.
              </span>
              {props.onRemove && (
                <Button
                  size="xs"
                  onClick={() => {
                    props.onRemove?.(open)
                    setOpen(null)
                  }}
                >
                  <Icon name="x" />
                  Take it away
                </Button>
              )}
            </div>
          </div>
        </Sheet>
      )}
    </>
  )
}

const nameOf = ({ name }: Picture, i: number) => (name === '' ? `Picture ${i + 1}` : name)
