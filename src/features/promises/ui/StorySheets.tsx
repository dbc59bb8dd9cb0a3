/** Which sheet is open above a promise, and what each of them does. */
import type { PromiseDetail, PromiseRow } from '#features/promises/contract.ts'
import { ChangeSheet, GoodSheet, SnoozeSheet, TellSheet, WithdrawSheet } from './PromiseSheets.tsx'
import type { PromiseSheet } from './PromiseStory.tsx'
import type { PromiseActions } from './usePromiseActions.ts'

export function StorySheets(props: {
  sheet: PromiseSheet
  row: PromiseRow
  detail: PromiseDetail | undefined
  actions: PromiseActions
  onClose: () => void
}) {
  const { row, detail, actions, onClose } = props
  const shared = { row, onClose }
  switch (props.sheet) {
    case 'snooze':
      return (
        <SnoozeSheet
          {...shared}
          onSnooze={(until, reason) => {
            onClose()
            actions.snooze(row, until, reason)
          }}
        />
      )
    case 'change':
      return (
        <ChangeSheet
          {...shared}
          onChange={(when, dueAt) => {
            onClose()
            actions.alter(row, when, dueAt)
          }}
        />
      )
    case 'withdraw':
      return (
        <WithdrawSheet
          {...shared}
          onWithdraw={(words) => {
            onClose()
            actions.withdraw(row, words)
          }}
        />
      )
    case 'good':
      return (
        detail && (
          <GoodSheet
            {...shared}
            draft={detail.draft}
            onGood={(words) => {
              onClose()
              void actions.makeGood(row, words)
            }}
          />
        )
      )
    case 'tell':
      return (
        detail && (
          <TellSheet
            {...shared}
            draft={detail.draft}
            onTell={(words) => {
              onClose()
              void actions.tellFirst(row, words)
            }}
          />
        )
      )
  }
}
