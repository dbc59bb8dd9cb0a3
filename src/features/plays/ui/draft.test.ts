import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addWords, editText, followSlot, removeWords } from './draft.ts'
import type { Draft } from './draft.ts'

const first: Draft = { text: 'Hi Maren, I’m on it.', added: [] }
const words = 'I wore mine to a wedding.'
const marked = ({ text, added }: Draft) => added.map(({ start, end }) => text.slice(start, end))

describe('a small act and the reply', () => {
  it('puts its words behind the reply and marks exactly them', () => {
    const draft = addWords(first, 'line', words)
    expect(draft.text).toBe(`${first.text} ${words}`)
    expect(marked(draft)).toEqual([words])
  })

  it('stays before a short closing', () => {
    const draft = addWords({ text: 'Hi Maren.\n\nBest, Priya', added: [] }, 'line', words)
    expect(draft.text).toBe(`Hi Maren. ${words}\n\nBest, Priya`)
  })

  it('adds the same act only once', () => {
    const draft = addWords(first, 'line', words)
    expect(addWords(draft, 'line', words)).toBe(draft)
  })

  it('follows what is typed before it', () => {
    const draft = addWords(first, 'line', words)
    expect(marked(editText(draft, `Oh! ${draft.text}`))).toEqual([words])
  })

  it('keeps a word that the agent changes inside it', () => {
    const draft = addWords(first, 'line', words)
    expect(marked(editText(draft, draft.text.replace('mine', 'my Wren')))).toEqual([
      'I wore my Wren to a wedding.',
    ])
  })

  it('is let go when the agent deletes its words', () => {
    expect(editText(addWords(first, 'line', words), first.text).added).toEqual([])
  })

  it('leaves the text as it was when it is taken out, in whatever order', () => {
    const act = fc.record({ id: fc.uuid(), words: fc.string({ minLength: 1 }) })
    const acts = fc.uniqueArray(act, { selector: ({ id }) => id, maxLength: 5 })
    fc.assert(
      fc.property(acts, fc.infiniteStream(fc.nat()), (offered, chance) => {
        let draft = offered.reduce((before, each) => addWords(before, each.id, each.words), first)
        const left = [...offered]
        while (left.length > 0) {
          const [out] = left.splice(Number(chance.next().value) % left.length, 1)
          draft = removeWords(draft, out?.id ?? '')
        }
        expect(draft).toEqual(first)
      }),
    )
  })

  it('never marks beyond the text, whatever is typed', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 6 }), (typed) => {
        const last = typed.reduce((draft, text) => editText(draft, text), addWords(first, 'line', words))
        for (const { start, end } of last.added) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(last.text.length)
        }
      }),
    )
  })
})

describe('the place for one’s own words', () => {
  const was = 'Hi Maren.  Warmly, Priya'
  const slot = { start: 10, end: 10 }

  it('takes in what is typed at it', () => {
    const text = 'Hi Maren. Congratulations! Warmly, Priya'
    const { start, end } = followSlot(slot, was, text)
    expect(text.slice(start, end).trim()).toBe('Congratulations!')
  })

  it('moves with what is typed before it, and stays where something is typed behind it', () => {
    expect(followSlot(slot, was, `Oh! ${was}`)).toEqual({ start: 14, end: 14 })
    expect(followSlot(slot, was, `${was} x`)).toEqual(slot)
  })

  it('never leaves the text, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(), (before, after, at) => {
        const place = Math.min(at, before.length)
        const { start, end } = followSlot({ start: place, end: place }, before, after)
        expect(start).toBeLessThanOrEqual(end)
        expect(start).toBeGreaterThanOrEqual(0)
        expect(end).toBeLessThanOrEqual(after.length)
      }),
    )
  })
})
