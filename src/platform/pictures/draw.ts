/** The process in which pictures are decoded and drawn anew; knows nothing of the product, and a picture that breaks it breaks nothing else. */
import sharp from 'sharp'

export type Drawn = { readonly bytes: Uint8Array; readonly width: number; readonly height: number }
export type DrawnAnswer = { readonly drawn?: Drawn }

/** Pixels a side of what is kept. */
const SIDE = 2_048
/** Pixels of what is read. */
const MOST_PIXELS = 40_000_000

sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
})
sharp.concurrency(1)
sharp.cache(false)

process.on('message', (bytes: Uint8Array) => {
  void drawAnew(bytes).then(
    (drawn) => answer({ drawn }),
    () => answer({}),
  )
})

async function drawAnew(bytes: Uint8Array): Promise<Drawn> {
  const { data, info } = await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
    .autoOrient()
    .resize({ width: SIDE, height: SIDE, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .webp({ quality: 82 })
    .toBuffer({ resolveWithObject: true })
  return { bytes: data, width: info.width, height: info.height }
}

function answer(answer: DrawnAnswer): void {
  process.send?.(answer)
}
