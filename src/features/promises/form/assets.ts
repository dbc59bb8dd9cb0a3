/** The files of public pages: one style, one script, two fonts; 60 KB in all with the page, and 10 KB of script at most. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

export type Asset = { readonly type: string; readonly body: Buffer }

const CSS = 'text/css; charset=utf-8'
const SCRIPT = 'text/javascript; charset=utf-8'
const FONT = 'font/woff2'

/** The fonts come from the same packages as the application's; the serif in the one weight that is used. */
const FILES: Readonly<Record<string, { type: string; url: string }>> = {
  'contact.css': { type: CSS, url: new URL('contact.css', import.meta.url).href },
  'contact.js': { type: SCRIPT, url: new URL('contact.js', import.meta.url).href },
  'figtree.woff2': { type: FONT, url: fontOf('@fontsource-variable/figtree', 'figtree-latin-wght-normal') },
  'source-serif.woff2': {
    type: FONT,
    url: fontOf('@fontsource/source-serif-4', 'source-serif-4-latin-500-normal'),
  },
}

function fontOf(name: string, file: string): string {
  return new URL(`files/${file}.woff2`, import.meta.resolve(`${name}/LICENSE`)).href
}

const kept = new Map<string, Asset>()

/** A file by its name, read once; undefined for a name that is none. */
export async function assetOf(name: string): Promise<Asset | undefined> {
  const known = kept.get(name)
  const file = Object.hasOwn(FILES, name) ? FILES[name] : undefined
  if (known || !file) return known
  const asset = { type: file.type, body: await readFile(fileURLToPath(file.url)) }
  kept.set(name, asset)
  return asset
}

/** Names that can be asked for. */
export const ASSET_NAMES: readonly string[] = Object.keys(FILES)
