import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { leakedKeys } from './keys.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    transcripts: string;
    /** Where the spawned tool keeps its compiled code: nowhere of whoever runs the suite, and one folder for all runs. */
    compiled: string;
  }
}

/** Around the whole suite: a folder for all that the spawned tool printed and wrote, searched for keys at the end. */
export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'qfpay-transcripts-'));
  const compiled = mkdtempSync(join(tmpdir(), 'qfpay-compiled-'));
  project.provide('transcripts', folder);
  project.provide('compiled', compiled);
  return () => {
    rmSync(compiled, { recursive: true });
    const names = readdirSync(folder);
    const leaks = names.flatMap((name) =>
      leakedKeys(readFileSync(join(folder, name), 'utf8')).map((key) => `${key} in ${name}`),
    );
    if (leaks.length > 0) throw new Error(`a key was printed or written; see ${folder}: ${leaks.join(', ')}`);
    rmSync(folder, { recursive: true });
    process.stdout.write(`no key in the streams and files of ${names.length} runs of the tool\n`);
  };
}

/** Keeps what one run printed or wrote. */
export function keepTranscript(folder: string, name: string, text: string): void {
  appendFileSync(join(folder, name), `${text}\n`);
}
