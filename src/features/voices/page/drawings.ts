/** The few drawings of the survey: the brand's mark, five faces, a heart. */
import { html, type Html } from '#kit/html.ts'

export const mark = () =>
  html`<svg class="mark" viewBox="0 0 26 26" aria-hidden="true">
    <circle cx="13" cy="13" r="13" />
    <path
      d="M13 20c-3.600-2-5.200-5.600-4.600-10 2.400 1.400 4 3.400 4.600 6 .6-2.600 2.200-4.600 4.600-6 .6 4.400-1 8-4.600 10zM13 13.500c-1.100-2.300-1.100-5 0-7.500 1.100 2.500 1.100 5.200 0 7.500z"
    />
  </svg>`

const line = (path: string): Html =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${path}" /></svg>`

const HEAD = 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0'

/** From the worst to the best of five. */
export const FACES: readonly Html[] = [
  line('M9 10h.01M15 10h.01M9.500 15.250a3.500 3.500 0 0 1 5 0M17.566 17.606a2 2 0 1 0 2.897.03l-1.463-1.636zM20.865 13.517a9 9 0 1 0-6.865 7.261'), // prettier-ignore
  line(`${HEAD}M9 10h.01M15 10h.01M9.500 15.250a3.500 3.500 0 0 1 5 0`),
  line(`${HEAD}M9 10h.01M15 10h.01`),
  line(`${HEAD}M9 10h.01M15 10h.01M9.500 15a3.500 3.500 0 0 0 5 0`),
  line(`${HEAD}M9 9h.01M15 9h.01M8 13a4 4 0 1 0 8 0z`),
]

export const heart = () =>
  line('M19.500 12.572l-7.500 7.428l-7.500-7.428a5 5 0 1 1 7.500-6.566a5 5 0 1 1 7.500 6.572')
