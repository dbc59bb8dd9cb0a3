/** Names of files that strangers gave, made fit to be saved under. Pure. */

/** Characters at most: what every disk takes, in any script. */
const LONGEST = 120
const ENDING = /\.[\p{L}\p{N}]{1,10}$/u

/**
 * The name without directories, signs that turn text around, and what a disk or a shell reads as more than a letter. Its ending stays.
 * `fallback` where nothing of it is left.
 */
export function fileNameOf(name: string, fallback: string): string {
  const plain = (name.normalize('NFC').split(/[\\/]/).at(-1) ?? '')
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu, '')
    .replace(/[<>:"|?*%$`;&]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s~-]+|[.\s]+$/g, '')
  const ending = ENDING.exec(plain)?.[0] ?? ''
  const stem = [...plain.slice(0, plain.length - ending.length)].slice(0, LONGEST).join('').trimEnd()
  if (stem === '') return ending === '' ? fallback : `${fallback}${ending}`
  return DEVICE.test(stem) ? `_${stem}${ending}` : `${stem}${ending}`
}

/** Names that Windows gives to devices, whatever stands behind the first dot. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i

/** The Content-Disposition of a file that is to be saved under this name and never shown (RFC 6266). */
export function asAttachment(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_')
  const whole = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`
}

/** Whether opening it may run something of its sender's: told to who is about to save it. Endings, not contents. */
export function mayRun(name: string): boolean {
  return RUNS.test(name)
}

const RUNS =
  /\.(?:exe|com|scr|pif|msi|msix|bat|cmd|ps1|vbs?|js|jse|wsf|hta|lnk|url|jar|apk|dmg|pkg|app|sh|command|iso|img|vhd|html?|xhtml|svg|mht|chm|reg|docm|dotm|xlsm|xlam|xll|pptm|one|desktop)$/i
