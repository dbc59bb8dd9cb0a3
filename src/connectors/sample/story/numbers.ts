/** The order numbers of the people in the drawings; nobody else bears them. */

/** Order numbers kept for them. */
export const STORY_ORDERS = {
  maren: '10482',
  wanda: '10611',
  theo: '10377',
  hal: '10240',
  kofi: '10418',
  sunhi: '10405',
} as const

/** Every number they use, so that no other order bears it. */
export const STORY_NUMBERS: readonly string[] = [
  ...Object.values(STORY_ORDERS),
  ...[
    '4127',
    '5530',
    '6218',
    '7044',
    '7716',
    '8391',
    '8610',
    '8852',
    '8923',
    '9012',
    '9377',
    '9688',
    '10302',
  ],
  ...['10521', '10525', '10529', '10533', '10537', '10541'],
]
