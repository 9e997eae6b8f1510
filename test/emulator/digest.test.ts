import { expect, test } from 'vitest';
import { digestOf } from '../../src/emulator/authentication.ts';
import { ClientKey } from '../../src/signature/client-key.ts';

test.each([
  ['MD5', '3CB3AA9C21D818AB4CAFAA8FA3FEACF4'],
  ['SHA256', '99D9F7174823928B74C74B1C7A7E1538DF733774DD21C9606A202CB8BB3D74E8'],
] as const)('%s of the text of the published example and its key, made by other tools', (sign_type, digest) => {
  expect(digestOf('mchid=ZaMVg12345&txamt=100&txcurrcd=HKD', new ClientKey('abcd1234'), sign_type)).toBe(digest);
});

test('text beyond ASCII is hashed as UTF-8', () => {
  expect(digestOf('a=中', new ClientKey('文'), 'MD5')).toBe('8A0D4D72032BF9AD1131B03F9936D494');
});
