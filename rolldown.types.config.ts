import { defineConfig, type Plugin } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';

/**
 * One file of types, of CommonJS as the library itself is; that of ESM hands it on, as `index.mjs` does. Apart from the programs, since
 * it takes the compiler many seconds: a package needs it, and a test of the programs does not.
 */
export default defineConfig({
  input: { index: 'src/library/index.ts' },
  platform: 'node',
  plugins: [dts({ emitDtsOnly: true, tsconfig: 'tsconfig.json' }), typesOfBoth()],
  output: { dir: 'dist/library', format: 'esm', entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
});

function typesOfBoth(): Plugin {
  return {
    name: 'types-of-both',
    generateBundle(_options, bundle) {
      const types = Object.values(bundle).find(({ fileName }) => fileName.endsWith('.d.mts'));
      if (types?.type !== 'chunk') throw new Error('no types were made');
      this.emitFile({ type: 'asset', fileName: 'index.d.cts', source: types.code });
      types.code = `export * from './index.cjs';\n`;
    },
  };
}
