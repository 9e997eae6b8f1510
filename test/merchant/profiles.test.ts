import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ConfigError } from '../../src/errors.ts';
import { formatProfiles, type Profile, parseProfiles } from '../../src/merchant/profile-file.ts';
import { changeProfiles, readProfiles, requireProfile } from '../../src/merchant/profiles.ts';
import { resolveMerchant } from '../../src/merchant/resolve-merchant.ts';
import { ClientKey } from '../../src/signature/client-key.ts';
import { testContext } from '../support/context.ts';
import { leakedKeys, testKeys } from '../support/keys.ts';
import { memoryFiles } from '../support/memory-files.ts';
import { everythingTold, failureOf, merchantWorld, profilesFile, settingsOf } from './world.ts';

const shop = { env: 'test', app_code: 'SHOP', client_key: testKeys.other };

function refusal(text: string): ConfigError {
  try {
    requireProfile(parseProfiles(text, 'profiles.json'), 'shop', 'profile');
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('it was expected to fail');
}

test('no file is no profiles', () => {
  expect(readProfiles(merchantWorld())).toEqual({ current: undefined, profiles: new Map() });
});

test.each(['$(touch pwned)', '`id`', 'a b', '-x;', 'right\u202eleft', '', 'x'.repeat(65)])(
  'a profile that is called %j in the file is broken, for a shell would not take it as it is',
  (name) => {
    const { profiles, broken } = parseProfiles(
      JSON.stringify({ schema_version: 1, profiles: { [name]: shop, shop } }),
      'p',
    );
    expect([...profiles.keys()]).toEqual(['shop']);
    expect(broken?.get(name)?.fault.rule).toContain('a name of letters, digits and . _ - only');
  },
);

describe('a file that others can read or change is refused', () => {
  test.each([0o644, 0o640, 0o604, 0o660, 0o602, 0o610])('mode %o', (mode) => {
    const world = merchantWorld();
    world.files.write(profilesFile, JSON.stringify({ schema_version: 1, profiles: { shop } }), mode);
    expect(() => readProfiles(world)).toThrow(ConfigError);
    expect(() => readProfiles(world)).toThrow('must be readable by its owner only');
  });

  test.each([0o600, 0o400, 0o700])('but not mode %o', (mode) => {
    const world = merchantWorld();
    world.files.write(profilesFile, JSON.stringify({ schema_version: 1, profiles: { shop } }), mode);
    expect(readProfiles(world).profiles.size).toBe(1);
  });

  test('with the command that mends it', async () => {
    const world = merchantWorld();
    world.files.write(profilesFile, '{}', 0o644);
    const error = await failureOf((async () => readProfiles(world))());
    expect(error.facts.hint).toBe(`chmod 600 '${profilesFile}'`);
  });

  test('but not on Windows, whose mode bits are made up', () => {
    const files = memoryFiles();
    const platform = { name: 'win32', node: '20.19.4', home: 'C:/me', cwd: 'C:/shop' };
    files.write('C:/me/AppData/Roaming/qfpay/profiles.json', '{"schema_version":1,"profiles":{}}', 0o666);
    expect(readProfiles(testContext({ files, platform })).profiles.size).toBe(0);
  });
});

describe('a broken file is refused without quoting it', () => {
  const key = testKeys.other;
  const file = (profile: unknown) => JSON.stringify({ schema_version: 1, profiles: { shop: profile } });
  test.each([
    ['no JSON', key, /is no JSON object/],
    ['cut JSON', `{"schema_version":1,"profiles":{"shop":{"client_key":"${key}`, /is no JSON object/],
    ['an array', `["${key}"]`, /is no JSON object/],
    ['no version', '{"profiles":{}}', /schema_version 1/],
    ['a later version', '{"schema_version":2,"profiles":{}}', /schema_version 1/],
    ['no profiles', '{"schema_version":1}', /must have profiles/],
    ['a profile that is no object', file(key), /profile shop an env/],
    ['an unknown environment', file({ ...shop, env: 'live' }), /profile shop an env/],
    ['the environment local', file({ ...shop, env: 'local' }), /profile shop an env/],
    ['no app code', file({ env: 'test', client_key: key }), /profile shop an app_code/],
    ['no key', file({ env: 'test', app_code: 'A' }), /one of client_key, key_env and key_command/],
    ['an empty key', file({ ...shop, client_key: '' }), /one of client_key, key_env and key_command/],
    ['a command that is no text', file({ env: 'test', app_code: 'A', key_command: ['pass'] }), /one of client_key/],
    ['two keys', file({ ...shop, key_env: 'K' }), /one of client_key, key_env and key_command/],
  ])('%s', (_what, text, message) => {
    const error = refusal(text);
    expect(error.message).toMatch(message);
    expect(error.message).toMatch(/^profiles.json /);
    expect(leakedKeys(everythingTold(error))).toEqual([]);
  });
});

describe('a broken profile beside a good one', () => {
  const profiles = { shop, other: { env: 'live', client_key: testKeys.other } };

  test('is the fault of who names it alone, with the way on', async () => {
    expect((await settingsOf({ profile: 'shop' }, { profiles })).merchant.app_code).toBe('SHOP');
    expect((await settingsOf({}, { profiles, current: 'shop' })).profile).toBe('shop');
    for (const failing of [
      settingsOf({ profile: 'other' }, { profiles }),
      settingsOf({}, { profiles, current: 'other' }),
    ]) {
      const error = await failureOf(failing);
      expect(error).toBeInstanceOf(ConfigError);
      expect(error.message).toContain('must give the profile other an env');
      expect(error.facts.hint).toContain('qfpay profile remove other');
      expect(leakedKeys(error.told)).toEqual([]);
    }
  });

  test('is kept as it stands when another is changed', async () => {
    const world = merchantWorld({ profiles });
    await changeProfiles(world, (before) => ({ ...before, current: 'shop' }));
    const file = JSON.parse(Buffer.from(world.files.read(profilesFile) ?? []).toString());
    expect(file).toMatchObject({ current: 'shop', profiles });
  });
});

test('a name that a shell would act on is quoted in the command to run', async () => {
  const profiles = { '$(touch pwn)': shop };
  const error = await failureOf(settingsOf({ profile: '$(touch pwn)' }, { profiles }));
  expect(error.facts.hint).toMatch(/qfpay profile remove '\$\(touch pwn\)'$/);
});

test('a broken file says how to go on', () => {
  expect(refusal('{').facts.hint).toContain('qfpay profile add');
});

test('what is written is read again as it was, whatever the names', () => {
  const text = fc.string({ minLength: 1 });
  const key = fc.oneof(
    text.map((secret) => ({ kind: 'client_key' as const, client_key: new ClientKey(secret) })),
    text.map((key_env) => ({ kind: 'key_env' as const, key_env })),
    text.map((key_command) => ({ kind: 'key_command' as const, key_command })),
  );
  const profile: fc.Arbitrary<Profile> = fc
    .record({ env: fc.constantFrom('prod', 'test', 'sandbox'), app_code: text, key, mchid: fc.option(text) })
    .map(({ mchid, ...rest }) => ({ ...rest, ...(mchid === null ? {} : { mchid }) }));
  const name = fc.oneof(fc.stringMatching(/^[A-Za-z0-9._-]{1,12}$/), fc.constantFrom('__proto__', 'constructor'));
  fc.assert(
    fc.property(fc.array(fc.tuple(name, profile)), (entries) => {
      const profiles = new Map(entries);
      const current = entries[0]?.[0];
      const read = parseProfiles(formatProfiles({ current, profiles }), 'profiles.json');
      const keyOf = ({ key }: Profile) => (key.kind === 'client_key' ? key.client_key.reveal() : JSON.stringify(key));
      const plainly = (map: ReadonlyMap<string, Profile>) =>
        [...map].map(([each, { env, app_code, mchid, key }]) => [
          each,
          env,
          app_code,
          mchid,
          keyOf({ env, app_code, key }),
        ]);
      expect(plainly(read.profiles).sort()).toEqual(plainly(profiles).sort());
      expect(read.current).toBe(current);
    }),
  );
});

test('fields that a later version wrote are kept', async () => {
  const world = merchantWorld({ profiles: { shop: { ...shop, colour: 'red' } } });
  await changeProfiles(world, (before) => ({ ...before, current: 'shop' }));
  expect(JSON.parse(Buffer.from(world.files.read(profilesFile) ?? []).toString())).toEqual({
    schema_version: 1,
    current: 'shop',
    profiles: { shop: { ...shop, colour: 'red' } },
  });
});

test('a current one that is not there is none', () => {
  expect(readProfiles(merchantWorld({ profiles: { shop }, current: 'gone' })).current).toBeUndefined();
});

test('two changes at once lose nothing of each other’s', async () => {
  const world = merchantWorld({ profiles: { shop } });
  const add = (name: string) =>
    changeProfiles(world, (before) => ({
      ...before,
      profiles: new Map(before.profiles).set(name, {
        env: 'prod',
        app_code: name,
        key: { kind: 'key_env', key_env: 'K' },
      }),
    }));
  await Promise.all([add('a'), add('b')]);
  expect([...readProfiles(world).profiles.keys()].sort()).toEqual(['a', 'b', 'shop']);
});

test('the lock is given back when the change fails', async () => {
  const world = merchantWorld({ profiles: { shop } });
  const failing = changeProfiles(world, () => {
    throw new ConfigError('no');
  });
  await expect(failing).rejects.toThrow('no');
  await expect(changeProfiles(world, (before) => before)).resolves.toBeDefined();
});

describe("another user's file", () => {
  const profiles = {
    plain: shop,
    named: { env: 'test', app_code: 'SHOP', key_env: 'AWS_SECRET_ACCESS_KEY' },
    told: { env: 'test', app_code: 'SHOP', key_command: 'touch /tmp/was-run' },
  };
  const text = JSON.stringify({ schema_version: 1, current: 'plain', profiles });

  function foreignWorld() {
    const world = merchantWorld({ env: { AWS_SECRET_ACCESS_KEY: testKeys.other } });
    world.files.entries.set(profilesFile, { bytes: Buffer.from(text), mode: 0o600, is_foreign: true });
    return world;
  }

  test('gives its keys, with a warning', async () => {
    const { identity } = await resolveMerchant({ profile: 'plain' }, foreignWorld());
    expect(identity.key.client_key.reveal()).toBe(testKeys.other);
    expect(identity.key.warnings).toEqual([
      `${profilesFile} belongs to another user: its keys are used, its key_command and key_env are not`,
    ]);
  });

  test.each([
    ['named', 'key_env'],
    ['told', 'key_command'],
  ])('its profile %s is refused for its %s, which is not used', async (profile, kind) => {
    const error = await failureOf(resolveMerchant({ profile }, foreignWorld()));
    expect(error).toBeInstanceOf(ConfigError);
    expect(error.message).toBe(
      `the ${kind} of profile ${profile} is not used: ${profilesFile} belongs to another user`,
    );
  });

  test('is not rewritten, which would make all that is in it ours', async () => {
    const world = foreignWorld();
    const change = changeProfiles(world, (saved) => ({ ...saved, current: 'told' }));
    await expect(change).rejects.toThrow(`${profilesFile} belongs to another user and is not changed`);
    expect(world.files.entries.get(profilesFile)?.bytes.toString()).toBe(text);
  });
});

test('a file that others can put another in the place of is used with a warning', async () => {
  const world = merchantWorld();
  const text = JSON.stringify({ schema_version: 1, current: 'shop', profiles: { shop } });
  world.files.entries.set(profilesFile, { bytes: Buffer.from(text), mode: 0o600, is_replaceable: true });
  const { identity } = await resolveMerchant({}, world);
  expect(identity.key.warnings).toEqual([
    `${profilesFile} is in a folder that others can write to: they can put another file in its place`,
  ]);
});
