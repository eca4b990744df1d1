import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const from = (path: string): string => resolve(import.meta.dirname, path);

/**
 * Main is built twice over one source: `index` is Electron's entry, `web` the loopback host. Dependencies stay
 * outside both. The preload is one CommonJS file, because a sandboxed preload can load nothing else.
 */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      sourcemap: true,
      rollupOptions: {
        input: {
          index: from('src/main/index.ts'),
          web: from('src/main/hosts/web/main.ts'),
          // Started by journal/check-runner.ts, which looks for it under this name.
          'check-worker': from('src/main/journal/check-worker.ts'),
          // Programs of their own: work-runner.ts and picture-runner.ts look for them under these names.
          'work-program': from('src/main/catalog/work/work-program.ts'),
          'picture-program': from('src/main/images/picture-program.ts'),
        },
        output: { format: 'es' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      outDir: 'out/preload',
      rollupOptions: {
        input: { index: from('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: 'index.cjs' },
      },
    },
  },
  renderer: {
    root: from('src/renderer'),
    publicDir: from('resources/public'),
    plugins: [react()],
    build: {
      outDir: from('out/renderer'),
      emptyOutDir: true,
      minify: true,
      target: 'chrome140',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: { input: from('src/renderer/index.html') },
    },
  },
});
