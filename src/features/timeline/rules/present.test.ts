/** A line of the timeline says what was written this time, not what was quoted or signed. */
import { describe, expect, test } from 'vitest'
import type { ConversationId, CustomerId, EntryId, Home } from '#kit/id.ts'
import { presentEntry, type StoredEntry } from './present.ts'

const mail = (body: string): StoredEntry => ({
  home: 4096 as Home,
  id: '01900000-0000-7000-8000-000000000001' as EntryId,
  at: new Date('2025-11-21T14:20:00Z'),
  customerId: '01900000-0000-7000-8000-000000000002' as CustomerId,
  conversationId: null as ConversationId | null,
  kind: 'message_in',
  channel: 'email',
  source: 'test',
  messageId: 'm-1',
  title: null,
  body,
  authorKind: 'customer',
  authorName: null,
  data: {},
  receivedAt: new Date('2025-11-21T14:20:00Z'),
})

describe('an e-mail in the timeline', () => {
  const cases: [name: string, body: string, detail: string][] = [
    [
      'quotes below',
      'Still nothing?\n\nOn Tue, Nov 18, 2025 at 12:10 PM Jo Park <jo@tussock.example> wrote:\n> It’s packed and waiting.\n> Jo',
      '“Still nothing?”',
    ],
    ['answers below the quotation', '> Which size do you take?\n\nAn 8, please.', '“An 8, please.”'],
    [
      'has a forwarded head',
      'See below.\n\n-----Original Message-----\nFrom: Jo Park\nSent: Tuesday\nSubject: Your order\n\nWe shipped it.',
      '“See below.”',
    ],
    ['is signed by a phone', 'Thank you!\n\nSent from my iPhone', '“Thank you!”'],
    [
      'is signed with an address block',
      'Where is it?\n\nKind regards,\nMaren Oduya\n+1 802 555 0100',
      '“Where is it?”',
    ],
    ['only forwards', '> We shipped it on Tuesday.', '“> We shipped it on Tuesday.”'],
  ]
  test.each(cases)('that %s', (_, body, detail) => {
    expect(presentEntry(mail(body)).detail).toBe(detail)
  })
  test('says where the quoted part stands, and keeps the text whole', () => {
    const body = 'Where is it?\n\n> We shipped it.\n>\n> Jo\n\nI need it.\n-- \nMaren'
    const { text, history } = presentEntry(mail(body))
    expect(text).toBe(body)
    expect(history.map(({ start, end }) => body.slice(start, end))).toEqual([
      '> We shipped it.\n>\n> Jo',
      '-- \nMaren',
    ])
  })
})
