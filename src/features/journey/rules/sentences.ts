/** A touchpoint's rule as a sentence people read. Pure. */
import type { EntryKind } from '#features/timeline/contract.ts'
import type { Clause, Rule } from '../contract.ts'

/** What an entry's kind is called, in the singular. */
export const KIND_WORDS: Readonly<Record<EntryKind, string>> = {
  message_in: 'a message from a customer',
  message_out: 'a message to a customer',
  note: 'a note',
  order: 'an order',
  order_change: 'a changed order',
  fulfilment: 'a dispatch',
  delivery: 'a parcel’s scan',
  return: 'a return',
  refund: 'a refund',
  review: 'a review',
  survey_answer: 'a survey answer',
  post: 'a post',
  page: 'a page seen',
  form: 'a form sent',
  subscription: 'a newsletter change',
  promotion: 'an advert seen',
  profile_view: 'a profile seen',
  reviews_read: 'reviews read',
  traits: 'details changed',
  activity: 'something else done',
}

/** "A message from a customer in which chasing was noticed; or words like “refund”." */
export function sentenceOf({ happens, spokenOf }: Rule): string {
  const clauses = happens.map(clauseWords)
  const spoken =
    spokenOf.length > 0
      ? [
          `words like ${listed(
            spokenOf.slice(0, 3).map((word) => `“${word}”`),
            'or',
          )}`,
        ]
      : []
  const parts = [...clauses, ...spoken]
  if (parts.length === 0) return 'Nothing comes in from here; it holds notes and ideas.'
  const text = parts.join('; or ')
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`
}

function clauseWords({ kinds, channels, device, statuses, noticed, order }: Clause): string {
  return [
    listed(
      kinds.map((kind) => KIND_WORDS[kind]),
      'or',
    ),
    device ? `on a ${device === 'mobile' ? 'phone' : device}` : '',
    channels ? `by ${listed(channels, 'or')}` : '',
    statuses ? `that is ${listed(statuses.map(plain), 'or')}` : '',
    noticed ? `in which ${listed(noticed.map(plain), 'or')} was noticed` : '',
    order === 'after' ? 'from somebody who has ordered' : '',
    order === 'before' ? 'from somebody who has not ordered yet' : '',
  ]
    .filter((part) => part !== '')
    .join(' ')
}

const plain = (word: string) => word.replaceAll('_', ' ')

function listed(words: readonly string[], and: string): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${and} ${last}`
}
