/** Amounts of money in integer minor units; unlike currencies are never added. */

/** `amountMinor` in the currency's minor unit (cents), an integer; `currency` ISO 4217, upper case. */
export type Money = { readonly amountMinor: number; readonly currency: string }

/** Digits after the point of a currency. ISO 4217; two unless listed. */
export function fractionDigits(currency: string): number {
  return FRACTION_DIGITS[currency] ?? 2
}

/** Reads a decimal such as "1,184.50" or -12.5 as money; undefined where it is not a number. */
export function moneyOf(value: string | number, currency: string): Money | undefined {
  const said = String(value)
  const amount = PLAIN.test(said) ? Number(said) : amountIn(said)
  if (!Number.isFinite(amount)) return undefined
  const amountMinor = Math.round(amount * 10 ** fractionDigits(currency))
  return Number.isSafeInteger(amountMinor) ? { amountMinor, currency } : undefined
}

/** What programs write, and nearly all amounts are: nothing to find out. */
const PLAIN = /^-?\d+(?:\.\d+)?$/

function amountIn(said: string): number {
  const text = said.trim().replace(/[^\d.,+-]/g, '')
  const lastComma = text.lastIndexOf(',')
  const lastPoint = text.lastIndexOf('.')
  const decimalComma = lastComma > lastPoint && text.length - lastComma - 1 !== 3
  const plain = decimalComma ? text.replaceAll('.', '').replace(',', '.') : text.replaceAll(',', '')
  return plain === '' ? Number.NaN : Number(plain)
}

/** "$1,184.50"; whole amounts without the fraction. */
export function formatMoney(money: Money, locale = 'en-US'): string {
  const digits = fractionDigits(money.currency)
  const amount = money.amountMinor / 10 ** digits
  const whole = Number.isInteger(amount)
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: money.currency,
    minimumFractionDigits: whole ? 0 : digits,
    maximumFractionDigits: whole ? 0 : digits,
  }).format(amount)
}

const FRACTION_DIGITS: Readonly<Record<string, number>> = {
  BHD: 3,
  CLP: 0,
  IQD: 3,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KRW: 0,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  PYG: 0,
  TND: 3,
  UGX: 0,
  VND: 0,
  XAF: 0,
  XOF: 0,
}
