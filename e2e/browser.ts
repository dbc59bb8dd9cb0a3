/** The browser of the journeys: the installed Chromium, quiet and without a sandbox, as containers need it. */
import { chromium, type Browser } from 'playwright-core'

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts the browser SPOONFUL_BROWSER names, else Debian's. Its profile is new and is gone with it. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['SPOONFUL_BROWSER'] ?? '/usr/bin/chromium',
    args: FLAGS,
  })
}
