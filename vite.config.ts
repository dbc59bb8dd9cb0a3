/** How the web application is built: from src/web into .web, in files only, so that a strict content security policy holds. */
import react from '@vitejs/plugin-react'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { promisify } from 'node:util'
import { defineConfig } from 'vite'
import type { Plugin } from 'vite'

/** Writes .br and .gz beside every text file, once, so that the server need not compress while somebody waits. */
const packed: Plugin = {
  name: 'packed',
  apply: 'build',
  async writeBundle({ dir = '.web' }) {
    const names = await readdir(dir, { recursive: true })
    const texts = names.filter((name) => /\.(js|css|svg|html)$/.test(name))
    await Promise.all(texts.map((name) => pack(join(dir, name))))
  },
}

async function pack(path: string): Promise<void> {
  const text = await readFile(path)
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
  await writeFile(`${path}.br`, await promisify(brotliCompress)(text, quality))
  await writeFile(`${path}.gz`, await promisify(gzip)(text))
}

// eslint-disable-next-line no-restricted-syntax -- the tool asks for a default export
export default defineConfig({
  root: 'src/web',
  plugins: [react(), packed],
  build: {
    outDir: '../../.web',
    emptyOutDir: true,
    target: 'es2023',
    // Nothing becomes a data: address and nothing is written into the page: `default-src 'self'` is enough.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    reportCompressedSize: false,
  },
})
