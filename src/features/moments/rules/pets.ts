/** Which animal a customer speaks of, and its name. Pure. */

const BREEDS =
  'greyhound|whippet|labrador|lab|retriever|golden retriever|poodle|cockapoo|labradoodle|goldendoodle|beagle|dachshund|sausage dog|corgi|terrier|jack russell|spaniel|cocker spaniel|collie|border collie|husky|bulldog|french bulldog|frenchie|pug|chihuahua|boxer|rottweiler|german shepherd|shepherd|shih tzu|dalmatian|setter|pointer|mastiff|great dane|pomeranian|schnauzer|lurcher|vizsla|weimaraner|akita|shiba|siamese|persian|maine coon|ragdoll|tabby|bengal cat'
const ANIMALS =
  'service dog|guide dog|rescue dog|dog|doggo|puppy|pup|pooch|cat|kitten|kitty|rabbit|bunny|hamster|guinea pig|parrot|budgie|canary|horse|pony|donkey|tortoise|turtle|goldfish|ferret|hen|chicken|goat|hedgehog|gecko|snake|rat'
const KIND = new RegExp(`\\b(${BREEDS}|${ANIMALS})(e?s)?\\b`, 'i')
const NAME = "([A-Z][\\p{L}'’-]{1,20})"
const NOT_NAMES =
  /^(?:I|It|He|She|We|They|The|A|An|My|Our|And|But|So|This|That|Which|Who|When|Not|Now|Thank|Thanks|Please|Hi|Hello|Is|Was|Has|Dog|Cat)$/

/** The animal as a noun ("greyhound", "two cats" gives "cats") and its name; either may be missing. Looks at the sentence first, then the text. */
export function petIn(text: string, sentence: string, quote: string): { animal?: string; name?: string } {
  const found = KIND.exec(quote) ?? KIND.exec(sentence)
  const animal = found ? `${(found[1] ?? '').toLowerCase()}${found[2] ?? ''}` : undefined
  const name = nameIn(sentence) ?? (animal ? nameIn(text) : undefined)
  return { ...(animal ? { animal } : {}), ...(name ? { name } : {}) }
}

const KINDS = `(?:${BREEDS}|${ANIMALS})`
const CALLED = new RegExp(
  `\\b${KINDS}s?\\b[^.!?\\n]{0,30}?\\b(?:called|named|name is|name’s|name's|names are)\\s+${NAME}`,
  'iu',
)
const APPOSED = new RegExp(
  `\\b(?:my|our|the)\\s+(?:\\w+\\s+){0,2}?${KINDS},?\\s+${NAME}(?=[\\s,.!?;:)'’]|$)`,
  'iu',
)
const BEFORE = new RegExp(`${NAME}\\s*(?:,|\\()\\s*(?:my|our)\\s+(?:[\\w-]+\\s+){0,3}?${KINDS}\\b`, 'iu')
const AFTER = new RegExp(
  `\\b(?:my|our)\\s+(?:[\\w-]+\\s+){0,2}?${KINDS}\\s*(?:is|was)?\\s*(?:,|\\()\\s*${NAME}`,
  'iu',
)

function nameIn(text: string): string | undefined {
  for (const pattern of [CALLED, BEFORE, APPOSED, AFTER]) {
    const name = pattern.exec(text)?.[1]?.replace(/['’]s$/, '')
    // The patterns ignore case for the animal's sake; a name is written with a capital.
    if (name && /^\p{Lu}/u.test(name) && !NOT_NAMES.test(name)) return name
  }
  return undefined
}
