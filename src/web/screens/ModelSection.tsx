/** The optional language model on the screen of connections: off unless switched on, what is sent in plain words, and a try on a made-up fact. */
import { Badge, Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ModelSetting, ModelTest } from '#connectors/model/contract.ts'
import { FailedFace, LoadingRows } from '../components/Faces.tsx'
import { Icon } from '../components/Icon.tsx'
import { Toggle } from '../components/Toggle.tsx'
import { whenFull } from '../times.ts'
import { tell } from '../toasts.ts'
import { Facts, GoSheet, Labelled, Told, useWork } from './ConnectionParts.tsx'
import { forgetModel, MODEL, readModel, setUpModel, tryModel } from './connections-api.ts'
import { plainly } from './ImportState.ts'

export function ModelSection() {
  const client = useQueryClient()
  const { data, error, refetch } = useQuery({ queryKey: MODEL, queryFn: readModel })
  const [isOpen, setOpen] = useState(false)
  const show = (setting: ModelSetting) => client.setQueryData(MODEL, setting)
  return (
    <section aria-labelledby="model">
      <h2 className="head" id="model">
        Language model
      </h2>
      <div className="Paper Connection stack Connections-list" data-gap="10">
        {data ? (
          <>
            <div className="row between wrap" data-gap="6">
              <span className="row grow" data-gap="8">
                <Icon name="sparkles" />
                <span className="stack grow">
                  <b className="truncate">{data.model ?? 'None'}</b>
                  <span className="small second truncate">
                    {data.address ?? 'Nothing is written by a machine here.'}
                  </span>
                </span>
              </span>
              {data.isOn ? <Badge data-tone="good">On</Badge> : <Badge>Off</Badge>}
            </div>
            <WhatIsSent />
            {isOpen ? (
              <ModelForm
                setting={data}
                onKept={(setting) => (show(setting), setOpen(false))}
                onClose={() => setOpen(false)}
              />
            ) : (
              <Standing
                setting={data}
                onShow={show}
                onOpen={() => setOpen(true)}
                onGone={() => void refetch()}
              />
            )}
          </>
        ) : error ? (
          <FailedFace
            title="The setting could not be read."
            detail={plainly(error)}
            onRetry={() => void refetch()}
          />
        ) : (
          <LoadingRows rows={2} />
        )}
      </div>
    </section>
  )
}

function WhatIsSent() {
  return (
    <div className="stack small second" data-gap="4">
      <p>
        Where an agent asks for one, a model proposes a line of her reply. It never sends, and each line names
        the words it rests on.
      </p>
      <p>
        <b className="strong">Sent to it:</b> what was noticed in the moment, the words that gave it away, and
        facts that are no guesses. <b className="strong">Not sent:</b> the rest of the conversation, names,
        addresses and orders, unless they stand in those words.
      </p>
      <p>
        For the paragraph on Voices, where that is switched on: names and counts of themes, and a dozen
        sentences of different customers at most, none with a name, a number, an address or anything delicate
        in it. What it writes is shown only where every figure and every quote is ours.
      </p>
    </div>
  )
}

function Standing(props: {
  setting: ModelSetting
  onShow: (setting: ModelSetting) => void
  onOpen: () => void
  onGone: () => void
}) {
  const { setting } = props
  const { address, model } = setting
  const [tried, setTried] = useState<ModelTest | null>(null)
  const [isGoing, setGoing] = useState(false)
  const { busy, problem, work } = useWork()
  if (address === null || model === null)
    return (
      <div>
        <Button onClick={props.onOpen}>Set one up</Button>
      </div>
    )
  const turnParagraph = (mayWriteParagraph: boolean) =>
    work(async () => {
      props.onShow(await setUpModel({ isOn: setting.isOn, mayWriteParagraph, address, model }))
      tell(
        mayWriteParagraph
          ? 'It may be asked for the paragraph.'
          : 'It is not asked for the paragraph any more.',
        () => void turnParagraph(!mayWriteParagraph),
      )
    })
  const turn = (isOn: boolean) =>
    work(async () => {
      props.onShow(await setUpModel({ isOn, address, model }))
      tell(isOn ? 'The language model is on.' : 'The language model is off.', () => void turn(!isOn))
    })
  return (
    <>
      <Facts
        facts={[
          ['Key', setting.hasKey ? 'kept sealed' : 'none'],
          [
            'Set up',
            `${setting.changedAt ? whenFull(setting.changedAt) : '–'}${setting.changedBy ? ` by ${setting.changedBy}` : ''}`,
          ],
        ]}
      />
      <Toggle label="Agents may ask it for a line" isOn={setting.isOn} onChange={(isOn) => void turn(isOn)} />
      <Toggle
        label="It may be asked to write the paragraph on Voices"
        isOn={setting.mayWriteParagraph}
        onChange={(may) => void turnParagraph(may)}
      />
      {tried && (
        <Told
          isFine={tried.isFine}
          words={
            <>
              {tried.words}
              {tried.line && <span className="voice"> “{tried.line}”</span>}
            </>
          }
        />
      )}
      {problem && <Told isFine={false} words={problem} />}
      <div className="row wrap" data-gap="6">
        <Button size="xs" disabled={busy} onClick={() => void work(async () => setTried(await tryModel()))}>
          {busy ? 'Asking …' : 'Try it on a made-up fact'}
        </Button>
        <Button size="xs" onClick={props.onOpen}>
          Change
        </Button>
        <Button size="xs" variant="subtle" className="push" onClick={() => setGoing(true)}>
          Forget it
        </Button>
      </div>
      {isGoing && (
        <GoSheet
          title={`Forget ${model}?`}
          what="Its address and key are forgotten, and no line is proposed any more. Lines that were sent stay."
          yes="Forget it"
          onYes={forgetModel}
          onDone={() => (props.onGone(), tell('The language model is forgotten.'))}
          onClose={() => setGoing(false)}
        />
      )}
    </>
  )
}

function ModelForm(props: {
  setting: ModelSetting
  onKept: (setting: ModelSetting) => void
  onClose: () => void
}) {
  const { setting } = props
  const [address, setAddress] = useState(setting.address ?? '')
  const [model, setModel] = useState(setting.model ?? '')
  const [key, setKey] = useState('')
  const { busy, problem, work } = useWork()
  const keepsKey = setting.hasKey && setting.address === address.trim()
  return (
    <form
      className="stack"
      data-gap="12"
      aria-label="Set a language model up"
      onSubmit={(event) => {
        event.preventDefault()
        void work(async () =>
          props.onKept(
            await setUpModel({
              isOn: setting.isOn,
              address: address.trim(),
              model: model.trim(),
              ...(key ? { key } : {}),
            }),
          ),
        )
      }}
    >
      <Labelled
        label="Address"
        hint="Of any OpenAI-compatible server, also one of your own: what stands before /chat/completions."
      >
        {(id) => (
          <input
            id={id}
            className="Input"
            type="url"
            required
            autoFocus
            placeholder="https://models.example.com/v1"
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
          />
        )}
      </Labelled>
      <div className="Connection-pair">
        <Labelled label="Model">
          {(id) => (
            <input
              id={id}
              className="Input"
              required
              maxLength={120}
              value={model}
              onChange={(event) => setModel(event.currentTarget.value)}
            />
          )}
        </Labelled>
        <Labelled
          label="Key"
          hint={
            keepsKey
              ? 'Left empty, the one before stays.'
              : 'Servers of your own often need none. It is never shown again.'
          }
        >
          {(id) => (
            <input
              id={id}
              className="Input"
              type="password"
              autoComplete="new-password"
              value={key}
              onChange={(event) => setKey(event.currentTarget.value)}
            />
          )}
        </Labelled>
      </div>
      {problem && <Told isFine={false} words={problem} />}
      <div className="row wrap" data-gap="6">
        <Button type="submit" variant="filled" disabled={busy}>
          {setting.address === null ? 'Keep it, switched off' : 'Keep it'}
        </Button>
        <Button variant="subtle" onClick={props.onClose}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
