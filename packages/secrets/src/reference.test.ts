import { describe, expect, it } from 'vitest';
import { referenceKind } from './reference.ts';

const dollar = '$';

describe('referenceKind', () => {
  it.each([
    ['$TOKEN', 'environment-variable', 'TOKEN'],
    [`${dollar}{TOKEN}`, 'environment-variable', 'TOKEN'],
    [`${dollar}{TOKEN:-none}`, 'environment-variable', 'TOKEN'],
    [`${dollar}{env:TOKEN}`, 'environment-variable', 'TOKEN'],
    ['$env:TOKEN', 'environment-variable', 'TOKEN'],
    ['%TOKEN%', 'environment-variable', 'TOKEN'],
    ['process.env.TOKEN', 'environment-variable', 'TOKEN'],
    ["os.getenv('TOKEN')", 'environment-variable', 'TOKEN'],
    ['vault:secret/data/app#key', 'vault', 'secret/data/app#key'],
    ['ref+vault://kv/app#/key', 'vault', 'kv/app#/key'],
    ['<path:kv/data/app#key>', 'vault', 'kv/data/app#key'],
    ['op://infra/db/password', 'one-password', 'infra/db/password'],
    ['{{resolve:secretsmanager:db:SecretString:pw}}', 'aws-secrets-manager', 'db:SecretString:pw'],
    [
      'arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf',
      'aws-secrets-manager',
      'arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf',
    ],
    [
      'projects/acme/secrets/db/versions/latest',
      'gcp-secret-manager',
      'projects/acme/secrets/db/versions/latest',
    ],
    [
      '@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/db)',
      'azure-key-vault',
      'SecretUri=https://v.vault.azure.net/secrets/db',
    ],
    [
      'https://v.vault.azure.net/secrets/db/1',
      'azure-key-vault',
      'https://v.vault.azure.net/secrets/db/1',
    ],
    ['ref+doppler://acme/prod/KEY', 'doppler', 'acme/prod/KEY'],
    ['ref+infisical://acme/prod/KEY', 'infisical', 'acme/prod/KEY'],
    ['ref+k8s://v1/Secret/ns/db/key', 'kubernetes-secret', 'v1/Secret/ns/db/key'],
    ['$(pass show db)', 'command', 'pass show db'],
    ['`pass show db`', 'command', 'pass show db'],
    [`${dollar}{{ secrets.TOKEN }}`, 'template', 'secrets.TOKEN'],
    ['{{ .Values.token }}', 'template', '.Values.token'],
    [`${dollar}{aws_db.main.password}`, 'template', 'aws_db.main.password'],
    ['<%= token %>', 'template', 'token'],
  ])('%s is a %s', (value, kind, name) => {
    expect(referenceKind(value)).toEqual({ kind, name });
  });

  it.each(['hunter2', '', 'a$b', '$', 'https://vault.example/secrets/x', 'p$word', '100%'])(
    '"%s" refers to nothing',
    (value) => {
      expect(referenceKind(value)).toBeNull();
    },
  );
});
