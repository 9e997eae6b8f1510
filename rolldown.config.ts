import { defineConfig, type Plugin } from 'rolldown';
import { thirdPartyLicenses } from './scripts/third-party-licenses.ts';

/**
 * Parts of got that are never used here (no HTTP/2, no cache, no DNS cache). Left out, `pay` starts about a tenth faster.
 * Each throws when it is used after all, so that nothing can quietly do less.
 */
const unused: Readonly<Record<string, string>> = {
  'http2-wrapper': `export default { auto() { throw new Error('HTTP/2 is not part of this bundle'); } };`,
  'cacheable-lookup': `export default class CacheableLookup { constructor() { throw new Error('no DNS cache in this bundle'); } }`,
  'cacheable-request': `
    export default class CacheableRequest { constructor() { throw new Error('no HTTP cache in this bundle'); } }
    export class CacheError extends Error {}
    export class RequestError extends Error {}`,
  keyv: `export default class Keyv { constructor() { throw new Error('no HTTP cache in this bundle'); } }`,
};

/** commander loads child_process, and with it the network, for executable subcommands, which there are none of here. */
const lazyChildProcess = `
  export default { spawn: (...args) => process.getBuiltinModule('node:child_process').spawn(...args) };`;

function loadChildProcessLate(): Plugin {
  const id = '\0lazy:child_process';
  return {
    name: 'load-child-process-late',
    resolveId: (wanted, importer) => (wanted === 'node:child_process' && importer?.includes('/commander/') ? id : null),
    load: (wanted) => (wanted === id ? lazyChildProcess : null),
  };
}

function leaveOutUnused(): Plugin {
  return {
    name: 'leave-out-unused',
    resolveId: (id) => (id in unused ? `\0unused:${id}` : null),
    load: (id) => (id.startsWith('\0unused:') ? unused[id.slice('\0unused:'.length)] : null),
  };
}

/** A light entry and a chunk for whatever is loaded on first use; CommonJS because Node starts it faster than ESM. */
export default defineConfig({
  input: { qfpay: 'bin/qfpay.ts' },
  platform: 'node',
  plugins: [leaveOutUnused(), loadChildProcessLate(), thirdPartyLicenses()],
  output: {
    dir: 'dist',
    format: 'cjs',
    cleanDir: true,
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name]-[hash].cjs',
    dynamicImportInCjs: false, // `import()` of Node's own modules as require: the launcher runs plain scripts
    minify: true,
    comments: false,
  },
});
