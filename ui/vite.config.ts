import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Builds the page into `ui/dist`. Nothing is inlined: the page's policy allows files of its own origin alone. */
export default defineConfig(({ command }) => {
  if (command === 'build') process.env.NODE_ENV = 'production'; // A test that builds must not get the libraries' debug code.
  return {
    root: fileURLToPath(new URL('.', import.meta.url)),
    plugins: [react()],
    build: {
      outDir: 'dist',
      emptyOutDir: true,
      sourcemap: false,
      assetsInlineLimit: 0,
      target: 'es2023',
      cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
      modulePreload: { polyfill: false },
    },
    server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
  };
});
