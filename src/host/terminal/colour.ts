import type { Screen } from '../../context/terminal.ts';

export interface ColourWishes {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `--no-color` was typed. */
  readonly refused: boolean;
}

/**
 * The colour level of one stream, each judged for itself: `--no-color` and a non-empty `NO_COLOR` switch it off, then
 * `FORCE_COLOR` decides, then whether the stream is a terminal that is not dumb.
 */
export function colourLevel(is_tty: boolean, { env, refused }: ColourWishes): Screen['color'] {
  if (refused || env['NO_COLOR']) return 0;
  const forced = forcedLevel(env['FORCE_COLOR']);
  if (forced !== undefined) return forced;
  if (!is_tty || env['TERM'] === 'dumb') return 0;
  if (env['COLORTERM'] === 'truecolor') return 3;
  return env['TERM']?.includes('256') ? 2 : 1;
}

function forcedLevel(text: string | undefined): Screen['color'] | undefined {
  switch (text) {
    case undefined:
      return undefined;
    case '0':
    case 'false':
      return 0;
    case '2':
      return 2;
    case '3':
      return 3;
    default:
      return 1;
  }
}
