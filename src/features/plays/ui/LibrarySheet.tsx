/** One piece of the library: what it is, where it lies, the line that goes with it, and what it answers. */
import { useId, useState } from 'react'
import type { LibraryFields } from '#features/plays/contract.ts'
import { Sheet } from '#web/components/Sheet.tsx'
import { Toggle } from '#web/components/Toggle.tsx'
import { KeepOrDrop, KindChoice } from './ShelfParts.tsx'

const EMPTY: LibraryFields = {
  title: '',
  sort: 'review',
  url: '',
  words: '',
  products: [],
  kinds: [],
  isUpsell: false,
  formWords: [],
}

export function LibrarySheet(props: {
  item: LibraryFields | null
  onSave: (fields: LibraryFields) => void
  onDrop: () => void
  onClose: () => void
}) {
  const id = useId()
  const [fields, setFields] = useState<LibraryFields>(props.item ?? EMPTY)
  const [products, setProducts] = useState(fields.products.join(', '))
  const [formWords, setFormWords] = useState(fields.formWords.join(', '))
  const set = (some: Partial<LibraryFields>) => setFields((all) => ({ ...all, ...some }))
  const isAddress = /^https?:\/\/[^\s.]+\.\S+$/.test(fields.url)
  const isReady = fields.title.trim() !== '' && fields.words.trim() !== '' && isAddress
  return (
    <Sheet title={props.item ? props.item.title : 'A piece for the library'} onClose={props.onClose}>
      <form
        className="Sheet-body stack"
        data-gap="12"
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady)
            props.onSave({
              ...fields,
              products: partsOf(products),
              formWords: partsOf(formWords).filter((word) => word.length > 1),
            })
        }}
      >
        <div className="row wrap" data-gap="12">
          <div className="Field grow">
            <label htmlFor={`${id}-title`}>What it is</label>
            <input
              id={`${id}-title`}
              data-first
              className="Input"
              maxLength={200}
              placeholder="How the Wren falls at 5′2″"
              value={fields.title}
              onChange={(event) => set({ title: event.currentTarget.value })}
            />
          </div>
          <div className="Field">
            <label htmlFor={`${id}-sort`}>Sort</label>
            <select
              id={`${id}-sort`}
              className="Input"
              value={fields.sort}
              onChange={(event) => {
                const sort = (['review', 'video', 'guide'] as const).find(
                  (each) => each === event.currentTarget.value,
                )
                if (sort) set({ sort })
              }}
            >
              <option value="review">A review</option>
              <option value="video">A short video</option>
              <option value="guide">A guide</option>
            </select>
          </div>
        </div>
        <div className="Field">
          <label htmlFor={`${id}-url`}>Where it lies</label>
          <input
            id={`${id}-url`}
            className="Input"
            type="url"
            maxLength={2_000}
            placeholder="https://"
            value={fields.url}
            onChange={(event) => set({ url: event.currentTarget.value.trim() })}
          />
        </div>
        <div className="Field">
          <label htmlFor={`${id}-words`}>The line that goes with the link</label>
          <input
            id={`${id}-words`}
            className="Input voice"
            maxLength={500}
            placeholder="Here is somebody of your height in it:"
            value={fields.words}
            onChange={(event) => set({ words: event.currentTarget.value })}
          />
        </div>
        <div className="row wrap" data-gap="12">
          <div className="Field grow">
            <label htmlFor={`${id}-products`}>Products it is about, with commas between</label>
            <input
              id={`${id}-products`}
              className="Input"
              placeholder="Wren dress"
              value={products}
              onChange={(event) => setProducts(event.currentTarget.value)}
            />
          </div>
          <KindChoice
            label="Answers"
            none="any kind of moment"
            kinds={fields.kinds}
            onChange={(kinds) => set({ kinds })}
          />
        </div>
        <div className="Field">
          <label htmlFor={`${id}-form`}>On the contact form, when somebody types one of</label>
          <input
            id={`${id}-form`}
            className="Input"
            placeholder="short leg, hem, too long"
            aria-describedby={`${id}-form-hint`}
            value={formWords}
            onChange={(event) => setFormWords(event.currentTarget.value)}
          />
          <p id={`${id}-form-hint`} className="small third">
            With commas between; empty keeps it off the form. Once 30 have opened it there, the form says how
            many did not need to write.
          </p>
        </div>
        <Toggle
          label="It shows something to buy: offer it after a good end only"
          isOn={fields.isUpsell}
          onChange={(isUpsell) => set({ isUpsell })}
        />
        <KeepOrDrop isReady={isReady} onDrop={props.item && props.onDrop} />
      </form>
    </Sheet>
  )
}

const partsOf = (typed: string): string[] =>
  typed
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .slice(0, 20)
