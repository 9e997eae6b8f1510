import { defineConfig, type Plugin } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';

/**
 * One file of types for both module systems; the second is a copy, for a `.d.ts` is of one system only. Apart from the programs, since
 * it takes the compiler many seconds: a package needs it, and a test of the programs does not.
 */
export default defineConfig({
  input: { index: 'src/library/index.ts' },
  platform: 'node',
  plugins: [dts({ emitDtsOnly: true, tsconfig: 'tsconfig.json' }), copyOfTypes()],
  output: { dir: 'dist/library', format: 'esm', entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
});

function copyOfTypes(): Plugin {
  return {
    name: 'copy-of-types',
    generateBundle(_options, bundle) {
      const types = Object.values(bundle).find(({ fileName }) => fileName.endsWith('.d.mts'));
      if (types?.type !== 'chunk') throw new Error('no types were made');
      this.emitFile({ type: 'asset', fileName: 'index.d.cts', source: types.code });
    },
  };
}
