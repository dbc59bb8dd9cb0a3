/** Setting the optional language model up, and asking it for one line. Off until an owner switches it on. */
import { z } from 'zod'
import { momentIdFrom, showMoment } from '#features/moments/index.ts'
import {
  dropSetting,
  keepSetting,
  openComposer,
  settingOf,
  type StoredSetting,
} from '#features/plays/index.ts'
import type { LineProposal } from '#features/plays/contract.ts'
import { Refusal } from '#kit/refusal.ts'
import { postJson, RequestFault } from '#platform/outbound-http.ts'
import { checkDestination, type OutboundPolicy } from '#platform/outbound.ts'
import type { Scope } from '#platform/scope.ts'
import type { Secrets } from '#platform/secrets.ts'
import type { ModelSetting, ModelTest, SetUpModel } from './contract.ts'
import { Completion, readProposal, requestFor, type ShownFact } from './proposal.ts'

export type ModelParts = { readonly secrets: Secrets; readonly policy: OutboundPolicy }

const SETTING = 'model'
const Stored = z.object({
  isOn: z.boolean(),
  mayWriteParagraph: z.boolean().default(false),
  address: z.string(),
  model: z.string(),
})
const ANSWER_TOKENS = 250

export async function showModel(scope: Scope): Promise<ModelSetting> {
  const setting = await settingOf(scope, SETTING)
  const stored = Stored.safeParse(setting?.fields)
  if (!setting || !stored.success)
    return {
      isOn: false,
      mayWriteParagraph: false,
      address: null,
      model: null,
      hasKey: false,
      changedAt: null,
      changedBy: null,
    }
  return {
    ...stored.data,
    hasKey: setting.secret !== null,
    changedAt: setting.changedAt.toISOString(),
    changedBy: setting.changedBy,
  }
}

/** Keeps where the model is. Its key goes to the address it was given for and to no other. Refuses `host_not_known`, `host_is_private`. */
export async function setUpModel(
  scope: Scope,
  { secrets, policy }: ModelParts,
  { isOn, mayWriteParagraph, address, model, key }: SetUpModel,
): Promise<ModelSetting> {
  await checkDestination(policy, new URL(address).hostname.replace(/^\[|\]$/g, ''))
  const known = await settingOf(scope, SETTING)
  const before = Stored.safeParse(known?.fields).data
  const isSame = before?.address === address
  const fields = {
    isOn,
    mayWriteParagraph: mayWriteParagraph ?? (isSame && before.mayWriteParagraph),
    address,
    model,
  }
  const secret =
    key === undefined ? (isSame ? (known?.secret ?? null) : null) : secrets.seal(key, placeOf(scope))
  await keepSetting(scope, SETTING, { fields, secret })
  return showModel(scope)
}

/**
 * One line for a moment, from the facts shown beside it and nothing else; nothing is stored or sent.
 * Refuses `model_off`, `from_scratch`, `no_facts`, `model_not_reached`, `proposal_not_usable`, `moment_not_found`.
 */
export async function proposeLine(
  scope: Scope,
  { secrets, policy }: ModelParts,
  momentId: string,
): Promise<LineProposal & { readonly told: { model: string; host: string; hash: string } }> {
  const { fromScratch } = await openComposer(scope, momentId)
  const setting = await settingOf(scope, SETTING)
  const stored = Stored.safeParse(setting?.fields).data
  if (!setting || !stored?.isOn) throw new Refusal('model_off', 'No language model is switched on here.')
  if (fromScratch) throw new Refusal('from_scratch', `${fromScratch.because}: a person writes this one.`)
  const facts = await factsShown(scope, momentId)
  if (facts.length === 0) throw new Refusal('no_facts', 'There is nothing a line could rest on.')
  const { messages, hash } = requestFor(facts)
  const content = await complete(policy, stored, keyOf(scope, secrets, setting), messages)
  const proposal = readProposal(content, facts)
  if (!proposal)
    throw new Refusal(
      'proposal_not_usable',
      'What the model wrote does not rest on what is known; write your own.',
    )
  return {
    ...proposal,
    label: `Proposed by ${stored.model}. Check it; nothing is sent by itself.`,
    told: { model: stored.model, host: new URL(stored.address).host, hash },
  }
}

/** Asks the model for a line about a made-up dog, whether it is on or off: nothing of a customer is told. Refuses `model_not_set_up`. */
export async function tryModel(scope: Scope, { secrets, policy }: ModelParts): Promise<ModelTest> {
  const setting = await settingOf(scope, SETTING)
  const stored = Stored.safeParse(setting?.fields).data
  if (!setting || !stored) throw new Refusal('model_not_set_up', 'No language model is set up.')
  try {
    const { messages } = requestFor(MADE_UP)
    const content = await complete(policy, stored, keyOf(scope, secrets, setting), messages)
    const line = readProposal(content, MADE_UP)?.line ?? null
    return line === null
      ? { isFine: false, words: 'It answers, but not with a line that cites what it was told.', line }
      : { isFine: true, words: `${stored.model} answers with a line that rests on what it was told.`, line }
  } catch (error) {
    if (error instanceof Refusal) return { isFine: false, words: 'It does not answer.', line: null }
    throw error
  }
}

/** Forgets where the model is, and its key. */
export function forgetModel(scope: Scope): Promise<void> {
  return dropSetting(scope, SETTING)
}

const MADE_UP: readonly ShownFact[] = [{ text: 'Mentions a pet', quote: 'my dog Biscuit loves the blanket' }]

async function factsShown(scope: Scope, momentId: string): Promise<ShownFact[]> {
  const { signs, facts } = await showMoment(scope, momentIdFrom(momentId))
  return [
    ...signs.map(({ label, quote }) => ({ text: label, quote })),
    ...facts
      .filter(({ standing }) => standing === 'confirmed')
      .map(({ value, quote }) => ({ text: value, quote })),
  ]
}

/** What is switched on here, with its key; undefined where nothing is. */
export async function modelOn(
  scope: Scope,
  { secrets }: Pick<ModelParts, 'secrets'>,
): Promise<(z.infer<typeof Stored> & { key: string | undefined }) | undefined> {
  const setting = await settingOf(scope, SETTING)
  const stored = Stored.safeParse(setting?.fields).data
  return setting && stored?.isOn ? { ...stored, key: keyOf(scope, secrets, setting) } : undefined
}

/** The text of its answer. Refuses `model_not_reached`. */
export async function complete(
  policy: OutboundPolicy,
  { address, model }: { address: string; model: string },
  key: string | undefined,
  messages: unknown,
  tokens = ANSWER_TOKENS,
): Promise<string> {
  const away = () =>
    new Refusal('model_not_reached', 'The language model does not answer; write your own line.')
  try {
    const { status, body } = await postJson(policy, `${address.replace(/\/+$/, '')}/chat/completions`, {
      headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
      body: { model, messages, max_tokens: tokens, temperature: 0.4 },
    })
    const answer = status === 200 ? Completion.safeParse(JSON.parse(body)) : undefined
    if (!answer?.success) throw away()
    const content = answer.data.choices[0]?.message.content ?? ''
    // Its key is nobody's to read who may ask it.
    if (key !== undefined && content.includes(key)) throw away()
    return content
  } catch (error) {
    if (error instanceof RequestFault || error instanceof SyntaxError) throw away()
    throw error
  }
}

const keyOf = (scope: Scope, secrets: Secrets, { secret }: StoredSetting) =>
  secret === null ? undefined : secrets.unseal(secret, placeOf(scope))
const placeOf = ({ workspace }: Scope) => `setting ${SETTING} ${workspace.id}`
