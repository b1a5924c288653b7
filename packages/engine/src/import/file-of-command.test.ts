import type { ImportKind } from '@nonhuman/connector-kit';
import { describe, expect, it } from 'vitest';
import { namedByCommand } from './file-of-command.ts';

function kind(id: string, command: string): ImportKind<null> {
  return {
    id,
    title: id,
    commands: [command],
    emits: ['identity'],
    order: 1,
    recognise: () => false,
    async *read() {},
  };
}

const kinds = [
  kind('aws.users', 'aws iam list-users > aws-users.json'),
  kind(
    'entra.owners',
    'for id in $(az ad sp list); do az rest > "${TENANT}__${id}__owners.json"; done',
  ),
  kind(
    'kubernetes.objects',
    `kubectl get pods > "kubernetes__$(kubectl config x | tr -c 'a' '-')__pods.json"`,
  ),
  kind('scanner.any', 'scan > "${FOLDER}/${NAME}.json"'),
];

function kindOf(name: string, text: string): string | null {
  return namedByCommand({ name, text }, kinds)?.kind.id ?? null;
}

describe('a file without content of its own', () => {
  it.each([
    ['exports/aws-users.json', 'aws.users'],
    ['aws-users-2.json', 'aws.users'],
    ['a/tenant__4711__owners.json', 'entra.owners'],
    ['kubernetes__prod__pods.json', 'kubernetes.objects'],
    ['kubernetes__prod__pods.yaml', 'kubernetes.objects'],
    ['aws-users.txt', null],
    ['my-aws-users.json', null],
    ['owners.json', null],
    ['anything.json', null],
  ])('%s is what the command of %s writes', (name, expected) => {
    expect(kindOf(name, '')).toBe(expected);
  });

  it('is told apart from the text of an error', () => {
    const of = (text: string) => namedByCommand({ name: 'aws-users.json', text }, kinds)?.problem;

    expect(of(' \n')?.message).toBe('the file is empty');
    expect(of('An error occurred (AccessDenied)')?.message).toContain('none of what the command');
    expect(of('')?.needs).toBe('Run the command again: nonhuman import --help aws');
  });
});

describe('a file that holds something else in full', () => {
  it.each(['{"Accounts":[]}', '[]', '\uFEFF {"a":1}', 'PK\u0003\u0004\0\0'])(
    'is not what its name says: %j',
    (text) => {
      expect(kindOf('aws-users.json', text)).toBeNull();
    },
  );
});
