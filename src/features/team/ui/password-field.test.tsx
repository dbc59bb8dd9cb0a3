/** A password is typed unseen, pasted and filled in by whoever keeps it (ASVS 6.2.6, 6.2.7). */
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { PasswordField } from './PasswordField.tsx'

const drawn = (kind: 'current-password' | 'new-password') =>
  renderToStaticMarkup(<PasswordField label="Password" kind={kind} value="wool" onChange={() => undefined} />)

test('is typed unseen until she wants to look at it', () => {
  expect(drawn('current-password')).toMatch(/<input [^>]*type="password"/)
  expect(drawn('current-password')).toContain('aria-label="Show password"')
})

test('can be pasted and filled in: the browser is told what it is, and nothing stands in the way', () => {
  expect(drawn('current-password')).toContain('autoComplete="current-password"')
  expect(drawn('new-password')).toContain('autoComplete="new-password"')
  expect(drawn('new-password')).not.toMatch(/maxlength|pattern|readonly|autocomplete="off"/i)
  expect(PasswordField.toString()).not.toMatch(/onPaste|onCopy|onDrop|preventDefault/)
})
