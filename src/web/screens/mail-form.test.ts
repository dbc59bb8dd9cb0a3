/** An address fills in what it tells, and never what somebody typed. */
import { expect, test } from 'vitest'
import { EMPTY, guessed, settingsOf } from './mail-form.ts'

test('the servers of a great provider are known, others are guessed by their usual names', () => {
  expect(guessed({ ...EMPTY, address: 'Care@Gmail.com' })).toMatchObject({
    imap: { host: 'imap.gmail.com', port: '993', security: 'tls' },
    smtp: { host: 'smtp.gmail.com', port: '465', security: 'tls' },
    keepsSent: true,
    username: 'Care@Gmail.com',
  })
  expect(guessed({ ...EMPTY, address: 'a@outlook.com' }).smtp).toEqual({
    host: 'smtp.office365.com',
    port: '587',
    security: 'starttls',
  })
  expect(guessed({ ...EMPTY, address: 'care@tussock.example' }).imap.host).toBe('imap.tussock.example')
})

test('what was typed stays, and half an address tells nothing', () => {
  const typed = {
    ...EMPTY,
    address: 'care@tussock.example',
    imap: { ...EMPTY.imap, host: 'mail.tussock.example' },
  }
  expect(guessed(typed)).toBe(typed)
  expect(guessed({ ...EMPTY, address: 'care@' })).toMatchObject({ imap: { host: '' } })
})

test('aliases may be separated as one likes; an empty voucher is none', () => {
  expect(
    settingsOf({ ...EMPTY, aliases: ' a@x.example, b@x.example;c@x.example ', authserv: ' ' }),
  ).toMatchObject({
    aliases: ['a@x.example', 'b@x.example', 'c@x.example'],
    authserv: null,
  })
})
