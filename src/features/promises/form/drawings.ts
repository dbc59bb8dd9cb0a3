/** The few drawings of the public page. */
import { html } from '#kit/html.ts'

export const mark = () =>
  html`<svg class="mark" viewBox="0 0 26 26" aria-hidden="true">
    <circle cx="13" cy="13" r="13" />
    <path
      d="M13 20c-3.600-2-5.200-5.600-4.600-10 2.400 1.400 4 3.400 4.600 6 .6-2.600 2.200-4.600 4.600-6 .6 4.400-1 8-4.600 10zM13 13.500c-1.100-2.300-1.100-5 0-7.500 1.100 2.500 1.100 5.200 0 7.500z"
    />
  </svg>`
export const heart = () =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true">
    <path
      d="M19.500 12.572l-7.500 7.428l-7.500-7.428a5 5 0 1 1 7.500-6.566a5 5 0 1 1 7.500 6.572M12 6l-3.293 3.293a1 1 0 0 0 0 1.414l.543.543c.69.69 1.810.69 2.500 0l1-1a3.182 3.182 0 0 1 4.500 0l2.250 2.250M12.500 15.500l2 2M15 13l2 2"
    />
  </svg>`
export const bell = () =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true">
    <path
      d="M10 5a2 2 0 0 1 4 0a7 7 0 0 1 4 6v3a4 4 0 0 0 2 3h-16a4 4 0 0 0 2-3v-3a7 7 0 0 1 4-6M9 17v1a3 3 0 0 0 6 0v-1M21 6.727a11.050 11.050 0 0 0-2.794-3.727M3 6.727a11.050 11.050 0 0 1 2.792-3.727"
    />
  </svg>`
export const photo = () =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true">
    <path
      d="M15 8h.01M12.500 21h-6.500a3 3 0 0 1-3-3v-12a3 3 0 0 1 3-3h12a3 3 0 0 1 3 3v6.500M3 16l5-5c.928-.893 2.072-.893 3 0l4 4M14 14l1-1c.670-.644 1.450-.824 2.182-.540M16 19h6M19 16v6"
    />
  </svg>`
export const ruler = () =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true">
    <path
      d="M17 3l4 4l-14 14l-4-4zM16 7l-1.500-1.500M13 10l-1.500-1.500M10 13l-1.500-1.500M7 16l-1.500-1.500"
    />
  </svg>`
export const clock = () =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true">
    <path d="M3 12a9 9 0 1 0 18 0a9 9 0 0 0 -18 0M12 7v5l3 3" />
  </svg>`
