/** The words a printed page holds, read out of the PDF as Chromium writes it: each font says which letter a glyph is. */
import { inflateSync } from 'node:zlib'

type Letters = ReadonlyMap<string, string>

/** All words, one after the other as they were drawn, without what stands between lines. */
export function wordsOfPdf(pdf: Buffer): string {
  const objects = objectsOf(pdf)
  const fonts = new Map<string, Letters>()
  for (const { head } of objects.values())
    for (const [, name = '', id = ''] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const table = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.head ?? '')?.[1]
      fonts.set(name, lettersOf(objects.get(table ?? '')?.stream ?? ''))
    }
  return [...objects.values()]
    .filter(({ stream }) => stream.includes(' Tf'))
    .map(({ stream }) => drawnIn(stream, fonts))
    .join('')
    .normalize('NFKC')
}

function objectsOf(pdf: Buffer): Map<string, { head: string; stream: string }> {
  const text = pdf.toString('latin1')
  return new Map(
    [...text.matchAll(/(\d+) 0 obj\s([^]*?)endobj/g)].map((match) => {
      const [whole, id = '', body = ''] = match
      const begin = /stream\r?\n/.exec(whole)
      if (!begin) return [id, { head: body, stream: '' }]
      const from = match.index + begin.index + begin[0].length
      const bytes = pdf.subarray(from, text.indexOf('endstream', from))
      const isPacked = whole.slice(0, begin.index).includes('/FlateDecode')
      return [
        id,
        {
          head: whole.slice(0, begin.index),
          stream: (isPacked ? inflateSync(bytes) : bytes).toString('latin1'),
        },
      ]
    }),
  )
}

function lettersOf(table: string): Letters {
  const letters = new Map<string, string>()
  for (const [, list = ''] of table.matchAll(/beginbfchar([^]*?)endbfchar/g))
    for (const [, glyph = '', letter = ''] of list.matchAll(/<(\w+)>\s*<(\w+)>/g))
      letters.set(glyph.toLowerCase(), textOf(letter))
  for (const [, list = ''] of table.matchAll(/beginbfrange([^]*?)endbfrange/g))
    for (const [, from = '', to = '', first = ''] of list.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g))
      for (let i = 0; i <= parseInt(to, 16) - parseInt(from, 16); i += 1)
        letters.set(
          (parseInt(from, 16) + i).toString(16).padStart(from.length, '0'),
          String.fromCharCode(parseInt(first, 16) + i),
        )
  return letters
}

function drawnIn(stream: string, fonts: ReadonlyMap<string, Letters>): string {
  let letters: Letters = new Map()
  let words = ''
  for (const [, font, glyphs = ''] of stream.matchAll(/\/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>/g)) {
    if (font !== undefined) letters = fonts.get(font) ?? new Map()
    const size = [...letters.keys()][0]?.length ?? 4
    for (let at = 0; at < glyphs.length; at += size)
      words += letters.get(glyphs.slice(at, at + size).toLowerCase()) ?? ''
  }
  return words
}

const textOf = (hex: string) =>
  String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map((unit) => parseInt(unit, 16)))
