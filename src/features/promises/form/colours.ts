/** The brand's one colour as the few the public pages need, each readable on what it stands on, by day and by night. Pure. */

type Rgb = readonly [number, number, number]

const WHITE: Rgb = [255, 255, 255]
const BLACK: Rgb = [0, 0, 0]
const NIGHT: Rgb = [24, 21, 19]
/** WCAG 2.2, 1.4.3: text on its ground. */
const READABLE = 4.5

/** "#2f5b4a" in small letters; undefined for what is no colour. */
export function colourFrom(text: string): string | undefined {
  const [, hex] = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(text.trim()) ?? []
  if (hex === undefined) return undefined
  const whole = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex
  return `#${whole.toLowerCase()}`
}

/** The style sheet that puts the brand's colour in the place of ours. */
export function styleOf(colour: string): string {
  const brand = rgbOf(colour)
  const on = contrast(WHITE, brand) >= READABLE ? WHITE : BLACK
  const day = { aside: mixed(WHITE, brand, 0.09), line: mixed(WHITE, brand, 0.22) }
  const night = { aside: mixed(NIGHT, brand, 0.12), line: mixed(NIGHT, brand, 0.34), day: mixed(NIGHT, brand, 0.2) } // prettier-ignore
  const rules = (values: Readonly<Record<string, Rgb>>) =>
    Object.entries(values)
      .map(([name, rgb]) => `--${name}:${hexOf(rgb)}`)
      .join(';')
  const light = rules({ brand, 'on-brand': on, 'brand-text': readable(brand, day.aside, BLACK), aside: day.aside, 'aside-line': day.line }) // prettier-ignore
  const dark = rules({ brand, 'on-brand': on, 'brand-text': readable(brand, night.day, WHITE), aside: night.aside, 'aside-line': night.line, day: night.day }) // prettier-ignore
  return `:root{${light}}@media (prefers-color-scheme:dark){:root{${dark}}}\n`
}

/** The colour, moved towards black or white until it can be read. */
function readable(colour: Rgb, ground: Rgb, towards: Rgb): Rgb {
  for (let part = 0; part < 1; part += 0.04) {
    const next = mixed(colour, towards, part)
    if (contrast(next, ground) >= READABLE) return next
  }
  return towards
}

/** WCAG 2.2: 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}

function luminance(rgb: Rgb): number {
  const [r = 0, g = 0, b = 0] = rgb.map((value) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

export function rgbOf(hex: string): Rgb {
  const at = (from: number) => parseInt(hex.slice(from, from + 2), 16)
  return [at(1), at(3), at(5)]
}

const mixed = (from: Rgb, to: Rgb, part: number): Rgb => [
  Math.round(from[0] + (to[0] - from[0]) * part),
  Math.round(from[1] + (to[1] - from[1]) * part),
  Math.round(from[2] + (to[2] - from[2]) * part),
]
const hexOf = (rgb: Rgb) => `#${rgb.map((value) => value.toString(16).padStart(2, '0')).join('')}`
