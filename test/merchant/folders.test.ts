import { describe, expect, test } from 'vitest';
import type { Platform } from '../../src/context.ts';
import { configFolder, stateFolder } from '../../src/merchant/given.ts';

function on(name: string, env: Record<string, string> = {}, dotenv: Record<string, string> = {}) {
  const platform: Platform = { name, node: '20.19.4', home: '/home/me', cwd: '/shop' };
  return { env, dotenv, platform };
}

describe.each([
  ['linux', {}, '/home/me/.config/qfpay', '/home/me/.local/state/qfpay'],
  ['linux', { XDG_CONFIG_HOME: '/c', XDG_STATE_HOME: '/s' }, '/c/qfpay', '/s/qfpay'],
  ['linux', { XDG_CONFIG_HOME: 'c', XDG_STATE_HOME: '' }, '/home/me/.config/qfpay', '/home/me/.local/state/qfpay'],
  ['freebsd', {}, '/home/me/.config/qfpay', '/home/me/.local/state/qfpay'],
  [
    'darwin',
    { XDG_CONFIG_HOME: '/c' },
    '/home/me/Library/Application Support/qfpay',
    '/home/me/Library/Application Support/qfpay',
  ],
  ['win32', { APPDATA: 'C:\\R', LOCALAPPDATA: 'C:\\L' }, 'C:\\R/qfpay', 'C:\\L/qfpay'],
  ['win32', {}, '/home/me/AppData/Roaming/qfpay', '/home/me/AppData/Local/qfpay'],
])('on %s with %o', (name, env, config, state) => {
  test('configuration and state have the platform’s places', () => {
    expect([configFolder(on(name, env)), stateFolder(on(name, env))]).toEqual([config, state]);
  });

  test('QFPAY_CONFIG_DIR and QFPAY_STATE_DIR go before them, as they are', () => {
    const world = on(name, { ...env, QFPAY_CONFIG_DIR: '/a', QFPAY_STATE_DIR: '/b' });
    expect([configFolder(world), stateFolder(world)]).toEqual(['/a', '/b']);
  });
});

test('a .env names no folder', () => {
  const dotenv = { QFPAY_CONFIG_DIR: '/a', QFPAY_STATE_DIR: '/b' };
  expect(configFolder(on('linux', {}, dotenv))).toBe('/home/me/.config/qfpay');
  expect(stateFolder(on('linux', { QFPAY_STATE_DIR: '' }, dotenv))).toBe('/home/me/.local/state/qfpay');
});
