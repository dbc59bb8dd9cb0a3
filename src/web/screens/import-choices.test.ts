import { describe, expect, it } from 'vitest'
import { missingOf } from './import-choices.ts'
import { snippetOf } from './KeysConnect.tsx'

const FIELDS = [
  { field: 'at', label: 'When', needed: false },
  { field: 'text', label: 'What was written', needed: true },
  { field: 'email', label: 'E-mail', needed: false },
  { field: 'customer', label: 'Customer id', needed: false },
]

describe('what a file of messages still lacks', () => {
  it('is nothing once the words and somebody are known', () => {
    expect(missingOf(FIELDS, { as: 'messages', map: { Body: 'text', From: 'email' } })).toEqual([])
  })

  it('names the needed column that nobody has pointed out', () => {
    expect(missingOf(FIELDS, { as: 'messages', map: { From: 'email' } })).toEqual(['What was written'])
  })

  it('asks who wrote when no column says it', () => {
    expect(missingOf(FIELDS, { as: 'messages', map: { Body: 'text' } })).toEqual([
      'who it was: an e-mail, a phone number or a customer id',
    ])
  })

  it('lets a review be nobody’s', () => {
    expect(missingOf(FIELDS, { as: 'reviews', map: { Body: 'text' } })).toEqual([])
  })
})

describe('something to try with a new key', () => {
  it('holds the key and the address, whichever way it is sent', () => {
    for (const way of ['curl', 'node', 'browser'] as const) {
      const snippet = snippetOf(way, 'spk_secret', 'http://127.0.0.1:4680')
      expect(snippet).toContain('spk_secret')
      expect(snippet).toContain('http://127.0.0.1:4680')
    }
  })
})
