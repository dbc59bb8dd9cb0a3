/** Columns as real exports name them, and what each is taken for. */
import { describe, expect, test } from 'vitest'
import type { ImportShape } from './contract.ts'
import { guessMapping, guessShape } from './guess.ts'

type File = Record<string, readonly string[]>
const guess = (file: File, as?: ImportShape) => {
  const columns = Object.keys(file)
  const rows = [0, 1, 2].map((i) => columns.map((name) => file[name]?.[i] ?? ''))
  const shape = as ?? guessShape({ columns, rows }, 'Europe/London')
  const mapping = guessMapping({ columns, rows }, shape, 'Europe/London')
  return { shape, ...Object.fromEntries(Object.entries(mapping).map(([field, i]) => [field, columns[i]])) }
}

const WORDS = [
  'Where is my parcel, please?',
  'It is too small, can I swap it for a larger one?',
  'Thank you so much for your help.',
]
const DAYS = ['21/11/2025 09:20', '22/11/2025 10:01', '13/11/2025 08:00']
const MAILS = ['maren@example.com', 'theo@example.com', 'bea@example.org']
const BOXES = ['Maren Oduya <maren@example.com>', '"Castellanos, Theo" <theo@example.com>', 'bea@example.org']
const NAMES = ['Maren Oduya', 'Theo Castellanos', 'Beatriz Lindqvist']

describe('a file of messages', () => {
  const when = [
    'Received',
    'Date received',
    'When sent',
    'Sent',
    'Date Sent',
    'Sent On',
    'Received At',
    'Created At',
    'created_time',
    'Creation date',
    'Submitted',
    'Submission Date',
    'Posted on',
    'Date & Time',
    'Timestamp (UTC)',
    'Message Date',
    'Datum',
    'Fecha',
    'Whatever you call it',
  ]
  test.each(when)('tells its time under “%s”', (name) => {
    expect(guess({ [name]: DAYS, Email: MAILS, Message: WORDS })).toMatchObject({ at: name })
  })

  const who = [
    'From',
    'Sender',
    'Sender email',
    'From: (Address)',
    'Customer Email',
    'Requester email',
    'Reply-To',
    'Contact',
    'Customer',
    'Absender',
  ]
  test.each(who)('tells who wrote under “%s”', (name) => {
    expect(guess({ Date: DAYS, [name]: MAILS, Body: WORDS })).toMatchObject({ email: name })
    expect(guess({ Date: DAYS, [name]: BOXES, Body: WORDS })).toMatchObject({ email: name })
  })

  const what = [
    'Body',
    'Comment',
    'Comments',
    'Message',
    'Message text',
    'Email body',
    'body_plain',
    'Description',
    'Details',
    'Question',
    'Enquiry',
    'Feedback',
    'Verbatim',
    'Response',
    'Notes',
    'Transcript',
    'Nachricht',
  ]
  test.each(what)('tells what was written under “%s”', (name) => {
    expect(guess({ Date: DAYS, Email: MAILS, [name]: WORDS }, 'messages')).toMatchObject({ text: name })
  })

  test('takes a sender’s name for a name, and her role for a role', () => {
    const file = { Received: DAYS, Sender: NAMES, 'Sender email': MAILS, Body: WORDS }
    expect(guess(file)).toMatchObject({ name: 'Sender', email: 'Sender email' })
    const roles = { Received: DAYS, Author: ['customer', 'agent', 'customer'], Email: MAILS, Body: WORDS }
    expect(guess(roles)).toMatchObject({ author: 'Author', email: 'Email' })
    expect(guess(roles)).not.toHaveProperty('name')
    const calls = { Date: DAYS, Customer: NAMES, Mail: MAILS, Body: WORDS }
    expect(guess(calls)).toMatchObject({ name: 'Customer', email: 'Mail' })
  })

  test('does not take a birthday or a delivery day for the time of writing', () => {
    const birthdays = {
      'Date of birth': ['1990-02-01', '1987-11-30', '1979-05-05'],
      Email: MAILS,
      Body: WORDS,
    }
    expect(guess(birthdays, 'messages')).not.toHaveProperty('at')
    const numbers = { Points: ['20251121', '20240101', '20230101'], Email: MAILS, Body: WORDS }
    expect(guess(numbers, 'messages')).not.toHaveProperty('at')
  })
})

describe('files of other shapes', () => {
  test('orders as a shop exports them', () => {
    const orders = {
      Name: ['#1001', '#1002', '#1003'],
      Email: MAILS,
      'Paid at': ['2025-11-21 09:20:00 -0500', '2025-11-21 10:20:00 -0500', '2025-11-20 09:20:00 -0500'],
      Currency: ['USD', 'USD', 'USD'],
      Total: ['148.00', '90.00', '12.50'],
      'Lineitem quantity': ['1', '2', '1'],
      'Lineitem name': ['Wren dress', 'Fern tee', 'Moor socks'],
      'Lineitem price': ['148.00', '45.00', '12.50'],
      'Billing Name': NAMES,
      Phone: ['+1 802 555 0100', '', ''],
    }
    expect(guess(orders)).toMatchObject({
      shape: 'orders',
      order: 'Name',
      at: 'Paid at',
      email: 'Email',
      name: 'Billing Name',
      product: 'Lineitem name',
      quantity: 'Lineitem quantity',
      price: 'Lineitem price',
      total: 'Total',
      phone: 'Phone',
    })
  })
  test('reviews', () => {
    const reviews = {
      'Review date': DAYS,
      Reviewer: NAMES,
      'Star Rating': ['5', '4', '1'],
      'Review content': WORDS,
      'Product Title': ['Wren dress', 'Fern tee', 'Wren dress'],
    }
    expect(guess(reviews)).toMatchObject({
      shape: 'reviews',
      at: 'Review date',
      name: 'Reviewer',
      rating: 'Star Rating',
      text: 'Review content',
      product: 'Product Title',
    })
  })
  test('posts', () => {
    const posts = {
      'Posted at': DAYS,
      Author: NAMES,
      Post: WORDS,
      Permalink: ['https://example.com/1', 'https://example.com/2', 'https://example.com/3'],
      Platform: ['Facebook group', 'X', 'Facebook group'],
      Likes: ['14', '2', '0'],
    }
    expect(guess(posts)).toMatchObject({
      shape: 'posts',
      at: 'Posted at',
      name: 'Author',
      text: 'Post',
      url: 'Permalink',
      place: 'Platform',
    })
  })
  test('a survey', () => {
    const survey = {
      'Recorded Date': ['2025-11-21', '2025-11-20', '2025-11-19'],
      'NPS Score': ['9', '10', '3'],
      Comment: WORDS,
      'Respondent email': MAILS,
    }
    expect(guess(survey)).toMatchObject({
      shape: 'surveys',
      at: 'Recorded Date',
      rating: 'NPS Score',
      text: 'Comment',
      email: 'Respondent email',
    })
  })
})

test.each(['<', 'a@', '@.', ' <a', '"', 'a@b.c <', '+1 ', 'a-'])(
  'a cell of a million signs of “%s” is looked at for no longer than any other',
  (piece) => {
    const cell = piece.repeat(1_000_000 / piece.length)
    expect(guess({ Date: DAYS, Email: [cell, cell, cell], Message: WORDS })).toMatchObject({
      text: 'Message',
    })
    expect(guess({ Date: DAYS, Other: [cell, cell, cell], Phone: [cell, cell, cell] })).toHaveProperty(
      'shape',
    )
  },
)
