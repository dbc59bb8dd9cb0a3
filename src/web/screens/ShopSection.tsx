/** The shop on the screen of connections: where store credit and discount codes are made, or a list for a person's hands without one. */
import { Badge, Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ShopSetting, ShopTest } from '#connectors/shopify/contract.ts'
import { FailedFace, LoadingRows } from '../components/Faces.tsx'
import { Icon } from '../components/Icon.tsx'
import { Toggle } from '../components/Toggle.tsx'
import { whenFull } from '../times.ts'
import { tell } from '../toasts.ts'
import { Facts, GoSheet, Labelled, Told, useWork } from './ConnectionParts.tsx'
import { connectShop, disconnectShop, readShop, SHOP, tryShop } from './connections-api.ts'
import { plainly } from './ImportState.ts'

export function ShopSection() {
  const client = useQueryClient()
  const { data, error, refetch } = useQuery({ queryKey: SHOP, queryFn: readShop })
  const [isOpen, setOpen] = useState(false)
  const show = (setting: ShopSetting) => client.setQueryData(SHOP, setting)
  return (
    <section aria-labelledby="shop">
      <h2 className="head" id="shop">
        Shopify
      </h2>
      <div className="stack Connections-list" data-gap="12">
        {data ? (
          isOpen ? (
            <ShopForm
              setting={data}
              onConnected={(setting) => (show(setting), setOpen(false))}
              onClose={() => setOpen(false)}
            />
          ) : data.domain === null ? (
            <div className="Paper Connection stack" data-gap="10">
              <p className="second">
                Connect your shop, and store credit and discount codes are made there as a reply goes out.
                Without it they become tasks for somebody’s hands.
              </p>
              <div>
                <Button variant="filled" onClick={() => setOpen(true)}>
                  Connect a shop
                </Button>
              </div>
            </div>
          ) : (
            <ShopCard
              setting={data}
              onShow={show}
              onOpen={() => setOpen(true)}
              onGone={() => void refetch()}
            />
          )
        ) : error ? (
          <div className="Paper">
            <FailedFace
              title="The shop could not be read."
              detail={plainly(error)}
              onRetry={() => void refetch()}
            />
          </div>
        ) : (
          <div className="Paper">
            <LoadingRows rows={2} />
          </div>
        )}
      </div>
    </section>
  )
}

function ShopCard(props: {
  setting: ShopSetting
  onShow: (setting: ShopSetting) => void
  onOpen: () => void
  onGone: () => void
}) {
  const { setting } = props
  const [tried, setTried] = useState<ShopTest | null>(null)
  const [isGoing, setGoing] = useState(false)
  const { busy, problem, work } = useWork()
  const turn = (isOn: boolean) =>
    work(async () => {
      props.onShow(await connectShop({ domain: setting.domain ?? '', isOn }))
      tell(
        isOn ? 'Credit and codes are made in the shop.' : 'Credit and codes become tasks.',
        () => void turn(!isOn),
      )
    })
  return (
    <article className="Paper Connection stack" data-gap="10" aria-label={setting.domain ?? 'Shop'}>
      <div className="row between wrap" data-gap="6">
        <span className="row grow" data-gap="8">
          <Icon name="building-store" />
          <span className="stack grow">
            <b className="truncate">{setting.name}</b>
            <span className="small second truncate">{setting.domain}</span>
          </span>
        </span>
        {setting.isOn ? <Badge data-tone="good">Connected</Badge> : <Badge data-tone="warn">Off</Badge>}
      </div>
      <Facts
        facts={[
          ['Currency', setting.currency],
          ['Token', 'kept sealed'],
          [
            'Set up',
            `${setting.changedAt ? whenFull(setting.changedAt) : '–'}${setting.changedBy ? ` by ${setting.changedBy}` : ''}`,
          ],
        ]}
      />
      <Toggle
        label="Credit and codes are made in the shop"
        isOn={setting.isOn}
        onChange={(isOn) => void turn(isOn)}
      />
      {tried && <Told {...tried} />}
      {problem && <Told isFine={false} words={problem} />}
      <div className="row wrap" data-gap="6">
        <Button size="xs" disabled={busy} onClick={() => void work(async () => setTried(await tryShop()))}>
          Try it
        </Button>
        <Button size="xs" onClick={props.onOpen}>
          Another token
        </Button>
        <Button size="xs" variant="subtle" className="push" onClick={() => setGoing(true)}>
          Disconnect
        </Button>
      </div>
      {isGoing && (
        <GoSheet
          title={`Disconnect ${setting.domain ?? 'the shop'}?`}
          what="Its token is forgotten, and credit and codes become tasks for somebody’s hands. What was given stays in the ledger and in the shop."
          yes="Disconnect it"
          onYes={disconnectShop}
          onDone={() => (props.onGone(), tell('The shop is disconnected.'))}
          onClose={() => setGoing(false)}
        />
      )}
    </article>
  )
}

function ShopForm(props: {
  setting: ShopSetting
  onConnected: (setting: ShopSetting) => void
  onClose: () => void
}) {
  const { setting } = props
  const [domain, setDomain] = useState(setting.domain ?? '')
  const [token, setToken] = useState('')
  const { busy, problem, work } = useWork()
  return (
    <form
      className="Paper Connection stack"
      data-gap="12"
      aria-label="Connect a shop"
      onSubmit={(event) => {
        event.preventDefault()
        void work(async () => {
          const connected = await connectShop({
            domain,
            token,
            isOn: setting.domain === null || setting.isOn,
          })
          props.onConnected(connected)
          tell(`${connected.name ?? 'The shop'} is connected.`)
        })
      }}
    >
      <h3 className="head">{setting.domain === null ? 'Connect a shop' : 'Another token'}</h3>
      <Labelled label="Shop" hint="As its admin shows it.">
        {(id) => (
          <input
            id={id}
            className="Input"
            required
            autoFocus
            placeholder="your-brand.myshopify.com"
            value={domain}
            onChange={(event) => setDomain(event.currentTarget.value)}
          />
        )}
      </Labelled>
      <Labelled
        label="Admin API access token"
        hint="It needs write_discounts, write_store_credit_account_transactions, read_store_credit_accounts and read_customers. It is kept sealed and never shown again."
      >
        {(id) => (
          <input
            id={id}
            className="Input"
            type="password"
            required
            minLength={10}
            autoComplete="new-password"
            value={token}
            onChange={(event) => setToken(event.currentTarget.value)}
          />
        )}
      </Labelled>
      <p className="small third">The shop is asked its name before anything is kept.</p>
      {problem && <Told isFine={false} words={problem} />}
      <div className="row wrap" data-gap="6">
        <Button type="submit" variant="filled" disabled={busy}>
          Connect
        </Button>
        <Button variant="subtle" onClick={props.onClose}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
