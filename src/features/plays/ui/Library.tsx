/** The library: reviews, short videos and guides, each offered where it answers what was asked. */
import { Badge, Button } from '@mantine/core'
import type { LibraryFields, LibraryItem } from '#features/plays/contract.ts'
import { Answered } from '#web/Answered.tsx'
import { useSession } from '#web/session.ts'
import { change, read } from './api.ts'
import { LibrarySheet } from './LibrarySheet.tsx'
import { useShelf } from './useShelf.ts'

const SORTS = { review: 'Review', video: 'Short video', guide: 'Guide' } as const

export function Library() {
  const mayEdit = useSession().permissions.includes('book.write')
  const { items, error, refetch, setOpen, isOpen, opened, sheet } = useShelf<LibraryItem, LibraryFields>({
    key: ['library'],
    list: async () => (await read.library()).items,
    keep: change.item,
    drop: ({ id, title }) => change.dropItem(id, title),
    fieldsOf,
    nameOf: ({ title }) => title,
  })
  return (
    <section className="Paper SettingsCard" aria-labelledby="library">
      <div className="SettingsCard-head">
        <h2 className="head grow" id="library">
          Library: reviews, short videos, guides
        </h2>
        {mayEdit && (
          <Button size="xs" onClick={() => setOpen('new')}>
            Put one in
          </Button>
        )}
      </div>
      <Answered answer={items} error={error} onRetry={refetch} failed="The library could not be read.">
        {(items) =>
          items.length === 0 ? (
            <p className="second">
              Nothing yet. What stands here is offered beside a moment whose product or kind it answers, with
              its line and its link.
            </p>
          ) : (
            <ul className="Words-list" aria-label="The library">
              {items.map((item) => (
                <li key={item.id}>
                  <button
                    type="button"
                    className="plain grow"
                    disabled={!mayEdit}
                    onClick={() => setOpen(item)}
                  >
                    <b className="strong">{item.title}</b>
                    <span className="voice Words-line truncate">{item.words}</span>
                    <span className="small third Words-line truncate">
                      {item.products.length > 0 ? item.products.join(', ') : 'any product'}
                      {item.formWords.length > 0 && ` · ${onFormWords(item.onForm)}`}
                    </span>
                  </button>
                  {item.isUpsell && <Badge data-tone="warn">After a good end only</Badge>}
                  <Badge>{SORTS[item.sort]}</Badge>
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
      {isOpen && <LibrarySheet item={opened} {...sheet} />}
    </section>
  )
}

function fieldsOf({
  title,
  sort,
  url,
  words,
  products,
  kinds,
  isUpsell,
  formWords,
}: LibraryFields): LibraryFields {
  return { title, sort, url, words, products, kinds, isUpsell, formWords }
}

function onFormWords({ opened, written }: LibraryItem['onForm']): string {
  if (opened === 0) return 'on the contact form, not opened yet'
  return `on the contact form, opened by ${opened}, ${written} of whom wrote all the same`
}
