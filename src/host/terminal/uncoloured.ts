import { Writable } from 'node:stream';

/** Letters of a colour or a weight, as a terminal reads them; what moves the cursor is none. */
const styling = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, 'g');

/** stderr without colours, for a library that has a mind of its own about them. */
export function uncolouredStderr(): NodeJS.WritableStream {
  const { stderr } = process;
  const write: Writable['_write'] = (chunk, _encoding, done) => {
    stderr.write(String(chunk).replace(styling, ''));
    done();
  };
  return Object.defineProperties(new Writable({ write, decodeStrings: false }), {
    columns: { get: () => stderr.columns },
    rows: { get: () => stderr.rows },
    isTTY: { value: stderr.isTTY },
  });
}
