import { describe, expect, it } from 'vitest';
import { detectors } from './detectors.ts';
import { isPlaceholder } from './placeholder.ts';
import { plantedSecret } from './testing/index.ts';

const blanks = [
  '',
  '  ',
  'changeme',
  'CHANGE_ME',
  'change-it',
  'replace-me',
  'REPLACE_WITH_PASSWORD',
  'todo',
  'your-api-key',
  'your_token_here',
  'YOUR_API_KEY',
  'my-secret-pw',
  'mypassword',
  'yourpassword',
  '<your-key>',
  '<token>',
  '[redacted]',
  '{{ .Values.password }}',
  '{% raw %}',
  '{password}',
  ['$', '{DB_PASSWORD}'].join(''),
  '$DB_PASSWORD',
  '$(cat /run/secret)',
  '%PASSWORD%',
  '@PASSWORD@',
  '__PASSWORD__',
  '#{db.password}#',
  '`pass show db`',
  'xxxxxxxx',
  '********',
  '••••••',
  '...',
  'password',
  'Secret',
  'token',
  'example',
  'example-key',
  'dummy',
  'none',
  'null',
  'test',
  'foo',
  '123456',
  '1234567890',
  'abc123',
  'abcdef',
  'qwerty',
  'aaaaaaaa',
  '0000',
  'op://vault/item/field',
  'vault:secret/data/app#key',
  `AKIA${'IOSFODNN7'}EXAMPLE`,
  '%s',
];

describe('isPlaceholder', () => {
  it.each(blanks)('takes "%s" for a placeholder', (value) => {
    expect(isPlaceholder(value)).toBe(true);
  });

  it.each([
    'hunter2',
    'Tr0ub4dor&3',
    'correct horse battery',
    'p4ssw0rd!9x',
    'kX92-mQ',
    'S3cr3t!x',
  ])('takes "%s" for a value', (value) => {
    expect(isPlaceholder(value)).toBe(false);
  });

  it.each(detectors.map(({ id }) => id))('takes no generated %s for a placeholder', (id) => {
    expect(isPlaceholder(plantedSecret(id, 3).value)).toBe(false);
  });
});
