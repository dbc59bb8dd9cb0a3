/** The library: reviews, short videos and guides, each offered where it answers what was asked. */
import { Badge, Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { LibraryFields, LibraryItem } from '#features/plays/contract.ts'
import { FailedFace, LoadingLines } from '#web/components/Faces.tsx'
import { failureWords } from '#web/failure.ts'
import { deliver } from '#web/outbox.ts'
import { useSession } from '#web/session.ts'
import { tell, tellFailure } from '#web/toasts.ts'
import { change, read } from './api.ts'
import { LibrarySheet } from './LibrarySheet.tsx'

const LIBRARY = ['library'] as const
const SORTS = { review: 'Review', video: 'Short video', guide: 'Guide' } as const

export function Library() {
  const client = useQueryClient()
  const mayEdit = useSession().permissions.includes('book.write')
  const { data, error, refetch } = useQuery({
    queryKey: LIBRARY,
    queryFn: async () => (await read.library()).items,
  })
  const [open, setOpen] = useState<LibraryItem | 'new' | null>(null)
  async function save(id: string | null, fields: LibraryFields, told: string, back?: () => void) {
    try {
      await deliver(change.item(id, fields))
      tell(told, back)
      await client.invalidateQueries({ queryKey: LIBRARY })
    } catch (failure) {
      tellFailure(`It was not kept. ${failureWords(failure)}`)
    }
  }
  async function drop(item: LibraryItem) {
    try {
      await deliver(change.dropItem(item.id, item.title))
      tell(`${item.title} is gone.`, () => void save(null, fieldsOf(item), `${item.title} is back.`))
      await client.invalidateQueries({ queryKey: LIBRARY })
    } catch (failure) {
      tellFailure(`It is still there. ${failureWords(failure)}`)
    }
  }
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
      {error ? (
        <FailedFace
          title="The library could not be read."
          detail={failureWords(error)}
          onRetry={() => void refetch()}
        />
      ) : !data ? (
        <LoadingLines />
      ) : data.length === 0 ? (
        <p className="second">
          Nothing yet. What stands here is offered beside a moment whose product or kind it answers, with its
          line and its link.
        </p>
      ) : (
        <ul className="Words-list" aria-label="The library">
          {data.map((item) => (
            <li key={item.id}>
              <button type="button" className="plain grow" disabled={!mayEdit} onClick={() => setOpen(item)}>
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
      )}
      {open && (
        <LibrarySheet
          item={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
          onDrop={() => {
            setOpen(null)
            if (open !== 'new') void drop(open)
          }}
          onSave={(fields) => {
            setOpen(null)
            const before = open === 'new' ? null : open
            void save(
              before?.id ?? null,
              fields,
              `${fields.title} is kept.`,
              before ? () => void save(before.id, fieldsOf(before), 'As it was.') : undefined,
            )
          }}
        />
      )}
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
