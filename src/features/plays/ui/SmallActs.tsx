/** What could be done for this person: one press adds an act with its words, one takes it out again; money left stands beside. */
import { formatMoney } from '#kit/money.ts'
import type { Composer, Offer } from '#features/plays/contract.ts'
import { Icon } from '#web/components/Icon.tsx'
import { Kbd } from '#web/components/Kbd.tsx'
import { useIsPhone } from '#web/screen-size.ts'

export function SmallActs(props: {
  offers: readonly Offer[]
  composer: Composer | undefined
  isOn: (offer: Offer) => boolean
  onPress: (offer: Offer) => void
  onMore: () => void
}) {
  const { composer } = props
  return (
    <section className="stack" data-gap="6" aria-labelledby="small-acts">
      <div className="row between SmallActs-head">
        <h2 className="head" id="small-acts">
          Small acts
        </h2>
        {composer && <MoneyLeft budget={composer.budget} />}
      </div>
      {composer?.openQuestion && (
        <p className="small second">
          The question comes first: <span className="voice SmallActs-question">{composer.openQuestion}</span>
        </p>
      )}
      {props.offers.length > 0 && (
        <div className="SmallActs">
          {props.offers.map((offer, at) => (
            <ActCard
              key={offer.id}
              offer={offer}
              isOn={props.isOn(offer)}
              cap={at < 9 ? String(at + 1) : undefined}
              onPress={() => props.onPress(offer)}
            />
          ))}
        </div>
      )}
      {composer && composer.more.length > 0 && (
        <div className="row between">
          <Hope offers={props.offers} isOn={props.isOn} />
          <button type="button" className="Link push" onClick={props.onMore}>
            More acts
          </button>
        </div>
      )}
    </section>
  )
}

function MoneyLeft({ budget }: { budget: Composer['budget'] }) {
  const money = (amountMinor: number) => formatMoney({ amountMinor, currency: budget.currency })
  return (
    <span className="row small second" data-gap="6">
      <Icon name="coin" size="s" />
      <span>
        <b className="strong">{money(budget.leftMinor)}</b> of your {money(budget.limitMinor)} left this month
        {budget.customerLeftMinor < budget.actMinor &&
          `, ${money(budget.customerLeftMinor)} for this customer`}
      </span>
    </span>
  )
}

/** What the leading play hopes to change: a hope, until there is proof. */
function Hope({ offers, isOn }: { offers: readonly Offer[]; isOn: (offer: Offer) => boolean }) {
  const play = (offers.find((offer) => offer.play && isOn(offer)) ?? offers.find((offer) => offer.play))?.play
  if (!play) return null
  return (
    <span className="small third truncate">
      {play.name} hopes for: {play.hope}
    </span>
  )
}

function ActCard(props: { offer: Offer; isOn: boolean; cap: string | undefined; onPress: () => void }) {
  const { offer, isOn } = props
  const isPhone = useIsPhone()
  const isOff = offer.disabled !== null && !isOn
  const cap = !isPhone && props.cap && <Kbd>{props.cap}</Kbd>
  return (
    <button
      type="button"
      className="Act plain"
      aria-pressed={isOn}
      aria-disabled={isOff || undefined}
      onClick={props.onPress}
    >
      <span className="Act-icon">
        <Icon name={offer.icon} size="l" />
      </span>
      <span>
        <span className="Act-title">
          {offer.title}
          {offer.cost && `, ${formatMoney(offer.cost)}`}
        </span>
        {offer.words && <span className="Act-words voice">“{offer.words}”</span>}
        <span className="Act-why small">{offer.why}</span>
        {offer.disabled !== null ? (
          <span className="Act-note small warn">{offer.disabled}</span>
        ) : offer.needs !== 'own' ? (
          <span className="Act-note small warn">
            {offer.warning ?? `Needs a yes from ${offer.needs === 'lead' ? 'a supervisor' : 'a colleague'}`}
          </span>
        ) : (
          offer.warning && <span className="Act-note small warn">{offer.warning}</span>
        )}
      </span>
      {isOn ? (
        <span className="row primary small strong" data-gap="6">
          <Icon name="check" size={isPhone ? 'l' : 's'} />
          {!isPhone && 'Added'}
          {cap}
        </span>
      ) : isOff ? (
        <span className="small third Act-later">Not now</span>
      ) : (
        <span className="Act-add">
          {wordOf(offer)}
          {cap}
        </span>
      )}
    </button>
  )
}

function wordOf(offer: Offer): string {
  if (offer.kind === 'note') return 'Note'
  if (offer.needs !== 'own') return 'Ask'
  return offer.words === '' ? 'Write' : 'Add'
}
