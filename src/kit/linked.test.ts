import { expect, test } from 'vitest'
import { hasLink } from './linked.ts'

test.each([
  'https://evil.example', 'see www.evil.example', 'bit.ly/3x', 'evil.ru', 'evil。com', 'evil．es/regalo', 'evil.рф', 'xn--evl-qla.de', '//evil', 'at 203.0.113.9/x',
  'javascript:alert(1)', 'data:text/html', 'tel:+4930', 'mailto:a', 'a@b', 'FTP://x',
])('%s may become a link', (text) => expect(hasLink(text)).toBe(true)) // prettier-ignore

test.each([
  'It comes on Friday. Biscuit will love it.', 'at 10:30 a.m., e.g. today', 'Note: it is warm', 'Size 8.5 or 9', 'Dear Jo,\n\nThank you :) It’s done…', 'and/or',
])('%s is none', (text) => expect(hasLink(text)).toBe(false)) // prettier-ignore
