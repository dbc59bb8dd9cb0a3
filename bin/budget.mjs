/** Measures what the first visit of the agent's application loads (.web) and fails over the limits of the design guide. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const BUILT = new URL('../.web/', import.meta.url).pathname
const KB = 1024

/** In bytes as they travel: scripts and styles gzipped, fonts as they are (woff2 is compressed already). */
const LIMITS = { scripts: 200 * KB, styles: 25 * KB, fonts: 71 * KB }

const read = (name) => readFileSync(join(BUILT, name))
const packed = (name) => gzipSync(read(name)).length
const sum = (names, size) => names.reduce((total, name) => total + size(name), 0)

const manifest = JSON.parse(read('.vite/manifest.json'))
const entry = Object.values(manifest).find((chunk) => chunk.isEntry)
const first = withImports(entry)
const styles = [...new Set(first.flatMap((chunk) => chunk.css ?? []))]

const measured = {
  scripts: sum(['assets/scheme-1.js', ...first.map((chunk) => chunk.file)], packed),
  styles: sum(styles, packed),
  fonts: sum(styles.flatMap(latinFonts), (name) => read(name).length),
}
let isOver = false
for (const [kind, limit] of Object.entries(LIMITS)) {
  const size = measured[kind]
  const isTooMuch = size === 0 || size > limit
  isOver ||= isTooMuch
  console.log(`${isTooMuch ? 'over' : 'within'} budget: ${kind} ${inKb(size)} of ${inKb(limit)}`)
}
if (isOver) process.exitCode = 1

/** The chunk and everything it imports before it can run, each once. */
function withImports(chunk, seen = new Set()) {
  if (!chunk || seen.has(chunk)) return []
  seen.add(chunk)
  return [chunk, ...(chunk.imports ?? []).flatMap((name) => withImports(manifest[name], seen))]
}

/** The font files a browser fetches for a page in English: those whose range holds the letter A. */
function latinFonts(stylesheet) {
  const faces =
    read(stylesheet)
      .toString()
      .match(/@font-face\s*\{[^}]*\}/g) ?? []
  return faces
    .filter((face) => /unicode-range:[^;}]*U\+(0000-00FF|0-FF|\?\?)/i.test(face))
    .flatMap((face) => /url\(["']?([^"')]+)/.exec(face)?.[1] ?? [])
    .map((address) => (address.startsWith('/') ? address.slice(1) : join('assets', address)))
}

function inKb(bytes) {
  return `${(bytes / KB).toFixed(1)} KB`
}
