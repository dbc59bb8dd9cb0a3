import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Calendar } from '#kit/calendar.ts'
import { clockOf, dayOf } from '#kit/time.ts'
import { findPromises } from './find-promises.ts'
import type { PromiseContext } from './found.ts'

const zone = 'America/New_York'
/** Friday, 6 March 2026, 16:30 in New York. */
const at = new Date('2026-03-06T21:30:00Z')
const context: PromiseContext = { at, zone }

const shown = (due: Date | null | undefined) => (due ? `${dayOf(due, zone)} ${clockOf(due, zone)}` : null)
const read = (text: string, more: PromiseContext = context) =>
  findPromises(text, more).map((found) => [found.quote, found.class, found.standing, shown(found.due)])

describe('a time is read from', () => {
  test.each([
    ["You'll hear back within 24 hours.", '2026-03-07 16:30'],
    ['Our team will get back to you in 24-48 hrs.', '2026-03-08 17:30'], // the clock is set forward that night
    ['You can expect a reply within 2 business days.', '2026-03-10 17:00'],
    ['Refunds usually take 3 to 5 working days to show on your statement.', '2026-03-13 17:00'],
    ['The credit can take up to two billing weeks, so please allow 14 days for it.', '2026-03-20 16:30'],
    ['Please allow up to a couple of days for the tracking to update.', '2026-03-08 16:30'],
    ["It'll take a few days to process.", '2026-03-09 16:30'],
    ['Someone from our claims desk will call you back within the hour.', '2026-03-06 17:30'],
    ['Everything will be back to normal in about half an hour.', '2026-03-06 17:00'],
    ['It should arrive by 8pm today.', '2026-03-06 20:00'],
    ["It shouldn't take more than 5 minutes.", '2026-03-06 16:35'],
    ['There will be another update at 5pm.', '2026-03-06 17:00'],
    ["We'll have an answer for you by noon tomorrow.", '2026-03-07 12:00'],
    ['We expect to have more news by 8:45p.', '2026-03-06 20:45'],
    ['Service should be restored by 6pm PT.', '2026-03-06 21:00'],
    ['An engineer will be with you between 2pm and 4pm on Monday.', '2026-03-09 16:00'],
    ["I'll text you by half ten tomorrow.", '2026-03-07 10:30'],
    ["It'll be with you mid-April.", '2026-04-20 17:00'],
    ["I'll check back on Tuesday.", '2026-03-10 17:00'],
    ["I'll check back on Friday.", '2026-03-13 17:00'],
    ["I'll follow up with you by the 16th.", '2026-03-16 17:00'],
    ['Your order will be delivered on March 12th.', '2026-03-12 17:00'],
    ['Your parcel will be delivered on Sunday.', '2026-03-08 23:59'],
    ["We'll have an answer for you before the weekend.", '2026-03-06 17:00'],
    ["We'll get back to you early next week.", '2026-03-10 17:00'],
    ['We will investigate and respond by COB Wednesday.', '2026-03-11 17:00'],
    ["Within 24 hours we'll send you a tracking link.", '2026-03-07 16:30'],
    ['I’ve asked our warehouse, who will ship it within one business day.', '2026-03-09 17:00'],
    ["We're expecting the crew at 9:45p.", '2026-03-06 21:45'],
    ['Your claim will be settled within 1 month.', '2026-04-06 16:30'],
    ['Give us until Monday.', '2026-03-09 17:00'],
    ["It's due with you on Tuesday.", '2026-03-10 17:00'],
    ['The courier is bringing it on Monday.', '2026-03-09 17:00'],
    ['The refund will show up in your account overnight.', '2026-03-07 23:59'],
    ['I have asked the warehouse to send it out on Monday.', '2026-03-09 17:00'],
    ["I've booked a courier for Monday.", '2026-03-09 17:00'],
    ['Turnaround is 2 business days.', '2026-03-10 17:00'],
    ['Your parcel leaves our warehouse on Monday.', '2026-03-09 17:00'],
    ['A colleague calls you on Monday.', '2026-03-09 17:00'],
    ['Keep an eye on your inbox on Monday.', '2026-03-09 17:00'],
    ['You get your money back by Tuesday.', '2026-03-10 17:00'],
    ['More news on Tuesday.', '2026-03-10 17:00'],
    ['Back to you by Tuesday.', '2026-03-10 17:00'],
    ['Replacement out on Monday.', '2026-03-09 17:00'],
    ['Technician booked for Monday.', '2026-03-09 17:00'],
    ['The driver tries again on Monday.', '2026-03-09 17:00'],
    ['Our engineer fits it on Monday.', '2026-03-09 17:00'],
    ['Mr Bell phones you before the 10th.', '2026-03-10 17:00'],
    ['Your slot is Monday, before five.', '2026-03-09 17:00'],
    ['I am on the phone to the factory on Monday.', '2026-03-09 17:00'],
    ['Look out for a mail from me on Monday.', '2026-03-09 17:00'],
    ['Bear with me for half an hour.', '2026-03-06 17:00'],
    ['The new lenses are in by Tuesday.', '2026-03-10 17:00'],
    ["We'll come between ten and two on Monday.", '2026-03-09 14:00'],
    ['Should be with you on Tuesday.', '2026-03-10 17:00'],
    ['Expected delivery: 12 March.', '2026-03-12 17:00'],
    ['You are down for a visit on Tuesday.', '2026-03-10 17:00'],
    ['Next week we fit the new door.', '2026-03-13 17:00'],
    ['The total of $1,126.04 will be credited by Tuesday.', '2026-03-10 17:00'],
    ['Collection of the old sofa: Monday before noon.', '2026-03-09 12:00'],
    ['Keys will be with the agent on Monday.', '2026-03-09 17:00'], // no rule: learned, as the next two
    ['Your platters will only be ready on Monday.', '2026-03-09 17:00'],
    ['Your glasses should be in on Monday.', '2026-03-09 17:00'],
    ["I've pencilled you in for Tuesday.", '2026-03-10 17:00'],
    ['Curtains land Monday.', '2026-03-09 17:00'],
    ['First update on Monday.', '2026-03-09 17:00'],
    ['Monday for the armchair, Tuesday for the stool.', '2026-03-09 17:00'],
    ['We are re-cutting the panels on Tuesday.', '2026-03-10 17:00'],
    ['Half an hour, tops.', '2026-03-06 17:00'],
    ['Two days, give or take.', '2026-03-08 16:30'],
    ['Reckon on Tuesday.', '2026-03-10 17:00'],
    ['The rug is collected Tuesday.', '2026-03-10 17:00'],
    ['ETA Tue.', '2026-03-10 17:00'],
    ['She is 20 minutes away.', '2026-03-06 16:50'],
    ['The plumber will telephone you on Monday.', '2026-03-09 17:00'],
  ])('%s', (text, due) => {
    const found = read(text)
    expect(found.map(([, kind, standing, when]) => [kind, standing, when])).toContainEqual([
      'dated',
      'firm',
      due,
    ])
  })

  test('two sentences, when the second says how long the first will take', () => {
    expect(read('A coordinator will call you. It can take up to 3 business days.')).toEqual([
      ['A coordinator will call you. It can take up to 3 business days', 'dated', 'firm', '2026-03-11 17:00'],
    ])
  })

  test('the business calendar, holidays included, and says how it was counted', () => {
    const calendar: Calendar = {
      zone,
      week: { mon: [['10:00', '16:00']], tue: [['10:00', '16:00']], wed: [['10:00', '16:00']] },
      holidays: [{ on: '2026-03-09', name: 'Founders day' }],
    }
    const [found] = findPromises("We'll refund you within 1 business day.", { at, calendar })
    expect(shown(found?.due)).toBe('2026-03-10 16:00')
    expect(found?.wording).toBe(
      '1 business day after Fri 16:30 ET: Tue 16:00 (closed Mon 9 Mar: Founders day)',
    )
  })

  test('nothing, when nobody says when it was written', () => {
    expect(read("We'll refund you within 2 days.", {})).toEqual([
      ["We'll refund you within 2 days", 'dated', 'firm', null],
    ])
    expect(read("We'll refund you by Tuesday.", {})).toEqual([
      ["We'll refund you by Tuesday", 'dated', 'firm', null],
    ])
  })
})

describe('a promise without a time', () => {
  test.each([
    ["I'll pass this along to our leadership team.", 'none'],
    ["I've told my manager, they'll look into it.", 'none'],
    ["He'll ring you himself.", 'none'],
    ['Our accountant Ilse will pay you back.', 'none'],
    ['We’ll gladly share your kind words with the crew!', 'none'],
    ["I'm going to refund your shipping costs.", 'none'],
    ['A colleague from our billing department will contact you.', 'none'],
    ['Will do!', 'none'],
    ['Leave it with me.', 'none'],
    ["We're replacing it, no questions asked.", 'none'],
    ['Someone from our repairs bench is going to ring you.', 'none'],
    ['Our engineers are on it and will follow up by e-mail.', 'none'],
    ['We have told the station and will get this sorted ASAP.', 'asap'],
    ['The refund will be issued to your card.', 'none'],
    ['Let me look that up for you.', 'none'],
    ["We'll get you there ASAP!", 'asap'],
    ["You'll get an e-mail confirmation shortly.", 'asap'],
    ["We'll answer as soon as we can.", 'asap'],
    ['More info to follow soon.', 'asap'],
    ["We'll let you know when it's back in stock.", 'event'],
    ["Once your return is in, we'll send the replacement.", 'event'],
    ['Your refund will be processed within 5 days after we receive the item.', 'event'],
    ['As we get more information we will post it here.', 'event'],
    ["I'm having the table top re-cut.", 'none'],
    ["We're reversing the second payment.", 'none'],
    ['Your idea goes to our head gardener.', 'none'],
    ['She rings you to agree the hour.', 'none'],
    ['Your lamp will be exchanged free of charge.', 'none'],
    ["You'll be kept in the loop.", 'none'],
    ['A voucher follows by post.', 'none'],
    ['Paperwork to follow.', 'none'],
    ['Back to you in a tick.', 'asap'],
    ['Back shortly with an answer on that one.', 'asap'], // no rule: learned
    ['When the glaze has cooled, you get a photo.', 'event'],
    ['It will not happen to you again.', 'none'],
    ['When the varnish is dry, the chest goes out to you.', 'event'],
  ])('%s is %s', (text, kind) => {
    expect(read(text)).toEqual([[expect.any(String), kind, 'firm', null]])
  })

  test('is due when the workspace says, and shown as assumed', () => {
    const undated = { amount: 2, unit: 'business_day' } as const
    const found = findPromises("I'll pass this on. Once it ships, we'll e-mail you.", { ...context, undated })
    expect(found.map(({ assumed, due }) => [assumed, shown(due)])).toEqual([
      [true, '2026-03-10 17:00'],
      [false, null],
    ])
    expect(found[0]?.wording).toBe('2 business days after Fri 16:30 ET: Tue 17:00')
  })
})

describe('a promise waits for the customer', () => {
  test.each([
    "DM us your order number and we'll take a look.",
    "Could you send us your booking reference? We'll check right away.",
    "If it has not come by Monday, we'll send a new one.",
    "We'll look into it if you send us a photo.",
    "Once you've sent the form, we'll start the claim.",
    'I recommend writing to the airport and they will get back to you within 14 days.',
    'The lamp will be refunded to your card. Please confirm if this is right.',
    'I will send the red one instead. Would you like to proceed?',
  ])('%s', (text) => {
    expect(findPromises(text, context).map(({ standing }) => standing)).toEqual(['conditional'])
  })
})

describe('what is given without a "will" binds', () => {
  test.each([
    "I've asked the workshop to ring you.",
    'A replacement is on us.',
    "You won't have to pay for the second delivery.",
    'The late fee is being waived.',
    "We're dropping the late fee.",
    "We've decided to replace the whole set.",
    'Your deposit is coming back to you.',
    'Consider it cancelled.',
    'You can count on me to follow this up.',
    "You're first on the list for the next one.",
    "I've put you down for a refund.",
  ])('%s', (text) => {
    expect(findPromises(text, context).map(({ standing }) => standing)).toEqual(['firm'])
  })

  test('nor does a thing that happens when another has', () => {
    expect(read('As soon as the bank confirms, the amount goes back to your card.')[0]?.[1]).toBe('event')
  })
})

describe('an effort is no promise', () => {
  test.each([
    "We'll do our best to get it to you by Friday.",
    "We'll try to have this sorted today.",
    'They will do all they can to help.',
    'Hopefully it will be fixed soon.',
  ])('%s', (text) => {
    expect(findPromises(text, context).map(({ standing }) => standing)).toEqual(['effort'])
  })
})

describe('nothing is promised by', () => {
  test.each([
    "I'll be back at the office on Monday.",
    'Our shops are busy on Saturdays.',
    'The bus leaves at nine.',
    'The lift is out of order today.',
    'On Monday we were short of staff.',
    'Our opening hours change on Sunday.',
    'You get 20% off before Monday.',
    "You'll find the form under Orders.",
    'We spoke with the depot this morning.',
    'When it ships on Monday depends on the carrier.',
    "We'll see you tomorrow!",
    'I will be in the Bay Area all summer.',
    'I will be out of the office tomorrow.',
    "I'll be back in the office on Monday.",
    "We're going to the game tonight.",
    'Your free trial will come to an end in 2 days.',
    'She will pick it up herself next week.',
    'I asked her to call me tomorrow.',
    'You get 20% off until Sunday.',
    'Please check your settings today.',
    "You'll need to contact the seller within 30 days.",
    "We'll need your order number.",
    'Please allow me a moment while I look into this.',
    'I will now process the refund.',
    "We won't be able to refund this ticket.",
    'Changes must be made within 24 hours of booking.',
    'Check-in opens 24 hours before your flight.',
    'I have refunded your order today.',
    'Will you be flying with us tomorrow?',
    "I'm not sure when it will be back.",
    "We're going to miss you!",
    'Let me know if you need anything else.',
    'Our hours are 9am to 5pm Monday to Friday.',
    'I can escalate this if you like.',
    'Please allow 2 hours for check-in.',
    'Your ticket will expire on 12/03.',
    'Seats will be released 24 hours before departure.',
    "We'll take good care of you!",
    'I hope you have a great day tomorrow!',
    'We deliver to all of Europe.',
    "I'm sending my regards to your mother.",
    'I have asked for your postcode, not your phone number.',
    'You get a discount if you join the club.',
    'The account stays in your name, of course.',
    'The film is being replaced by a concert.',
    'The mistake is on us.',
    'Quick update from the lab.',
    'Our depot was short of vans on Monday.',
    'Delivered on Monday at nine.',
    'Great music in the lobby tonight.',
    'Parcels leave every Monday.',
    'No refund will be taken into account.',
    'Call the depot on Monday.',
    'Your message of Monday is with me.',
    'We are hoping for sun on Sunday.',
    'We are closing early on Monday.',
    'Happy Friday to the whole crew!',
  ])('%s', (text) => {
    expect(findPromises(text, context).filter(({ standing }) => standing === 'firm')).toEqual([])
  })
})

test('what the customer wrote below the reply is not read', () => {
  const text =
    "I'll call you on Monday.\n\nOn Thu, Mar 5, 2026 at 9:00 AM Ann <ann@example.com> wrote:\n> I'll pay tomorrow.\n"
  expect(findPromises(text, context).map(({ quote }) => quote)).toEqual(["I'll call you on Monday"])
})

test('quotes are exact substrings of any text, in order and apart', () => {
  const pieces = fc.constantFrom(
    "We'll call you ",
    'We’ll call you tomorrow. ',
    'within 3 to 5 business days',
    ' your refund will be issued',
    ' once it ships',
    ', and ',
    '. ',
    '! ',
    '👩‍👧‍👦 ',
    'İstanbul ',
    '\u00a0',
    '\n',
    ' if you DM us ',
    'It can take up to 2 weeks. ',
    'by Tuesday at 5pm ',
    '"',
    '\ud83d',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 5 })), { maxLength: 14 }), (parts) => {
      const text = parts.join('')
      let last = 0
      for (const found of findPromises(text, context)) {
        expect(text.slice(found.start, found.end)).toBe(found.quote)
        expect(found.start).toBeGreaterThanOrEqual(last)
        expect(found.end).toBeGreaterThan(found.start)
        last = found.end
      }
    }),
    { seed: 7, numRuns: 2_000 },
  )
})
