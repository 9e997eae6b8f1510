import type { Context, Platform } from '../context.ts';
import { t } from '../language/t.ts';

type FolderWorld = Pick<Context, 'env'> & { readonly platform: Platform };

/** Where profiles live: QFPAY_CONFIG_DIR, else the platform's place. A `.env` has no say in it. */
export function configFolder(context: FolderWorld): string {
  return context.env['QFPAY_CONFIG_DIR'] || `${platformFolder(context, 'config')}/qfpay`;
}

/** Where journals, history and the emulator's books live: QFPAY_STATE_DIR, else the platform's place. */
export function stateFolder(context: FolderWorld): string {
  return context.env['QFPAY_STATE_DIR'] || `${platformFolder(context, 'state')}/qfpay`;
}

/** What the tool keeps for itself in these two folders and here, however it is named elsewhere; nobody else may write into it. */
export function ownFiles(context: FolderWorld): string[] {
  const [config, state] = [configFolder(context), stateFolder(context)];
  return [
    `${config}/profiles.json`,
    `${state}/history.ndjson`,
    `${state}/local-gateway.ndjson`,
    `${context.platform.cwd}/.env`,
  ];
}

/**
 * What to do where something of ours in one of the two cannot be written; nothing for any other path.
 * @param told begins with the path
 */
export function folderHint(told: string, context: FolderWorld): { readonly hint?: string } {
  const folders = { QFPAY_STATE_DIR: stateFolder(context), QFPAY_CONFIG_DIR: configFolder(context) };
  const [variable] =
    Object.entries(folders).find(([, folder]) => told === folder || told.startsWith(`${folder}/`)) ?? [];
  return variable === undefined ? {} : { hint: t`have ${variable} name a folder that you can write to` };
}

function platformFolder({ env, platform }: Pick<Context, 'env' | 'platform'>, kind: 'config' | 'state'): string {
  const is_config = kind === 'config';
  switch (platform.name) {
    case 'win32':
      return is_config
        ? env['APPDATA'] || `${platform.home}/AppData/Roaming`
        : env['LOCALAPPDATA'] || `${platform.home}/AppData/Local`;
    case 'darwin':
      return `${platform.home}/Library/Application Support`;
    default:
      return is_config
        ? absolute(env['XDG_CONFIG_HOME']) || `${platform.home}/.config`
        : absolute(env['XDG_STATE_HOME']) || `${platform.home}/.local/state`;
  }
}

/** The XDG specification has relative paths ignored. */
function absolute(path: string | undefined): string | undefined {
  return path?.startsWith('/') ? path : undefined;
}
