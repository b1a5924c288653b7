import type { FileContext } from '@nonhuman/connector-kit';
import { now } from '@nonhuman/model/testing';
import { testSecretKeeper } from '@nonhuman/runtime/testing';
import { describe, expect, it } from 'vitest';
import { githubActions } from '../collectors/ci/github-actions.ts';

const arn = 'arn:aws:iam::111122223333:role/deploy';
const text = `on: push\nenv: {DB_PASSWORD: ${['hunt', 'er2-hunter'].join('')}}\njobs:\n  a:\n    steps:\n      - uses: aws-actions/configure-aws-credentials@v4\n        with: {role-to-assume: "${arn}"}\n`;

function collectedBy(author: string, email: string | null) {
  const context: FileContext = {
    now,
    scopeKey: '/src',
    home: null,
    user: null,
    hostName: 'workbench',
    secrets: testSecretKeeper,
    file: () => null,
    siblings: () => [],
    isTracked: () => true,
    lastChange: () => ({ commit: 'c0ffee', author, email, at: now.toISOString() }),
    gap: () => {},
  };
  const file = {
    path: '/src/ci.yml',
    name: 'ci.yml',
    size: text.length,
    mode: null,
    owner: null,
    modifiedAt: now.toISOString(),
    bytes: () => new TextEncoder().encode(text),
    text: () => text,
  };
  return [...githubActions.collect(file, context)];
}

describe('a committed definition', () => {
  const rows = collectedBy('ada', 'ada@acme.test');

  it('ties the identity and its exposures to commit and author', () => {
    const tied = rows.filter(({ noun }) => noun === 'identity' || noun === 'exposure');
    const known = tied.filter(
      ({ value }) => value && 'attributes' in value && value.attributes?.['commit'] === 'c0ffee',
    );

    expect(known.map(({ noun }) => noun)).toContain('exposure');
    expect(known[0]).toMatchObject({ value: { attributes: { author: 'ada' } } });
  });

  it('makes the author a candidate for owner of what it declares alone', () => {
    const owned = rows.flatMap((row) => (row.noun === 'ownership' ? [row.value] : []));

    expect(owned).toMatchObject([
      {
        subject: { key: 'github:workflow:/src/ci.yml' },
        owner: { name: 'ada', email: 'ada@acme.test', status: 'unknown' },
        basis: 'inferred',
        signal: 'git-author',
        confidence: 0.4,
      },
    ]);
  });

  it('leaves what it only names untouched', () => {
    const role = rows.find(({ noun, value }) => noun === 'identity' && value.key === arn);

    expect(role).not.toHaveProperty('value.attributes.commit');
  });

  it.each([
    ['renovate[bot]', 'x@users.test'],
    ['CI', 'noreply@acme.test'],
  ])('does not take the machine %s for an owner', (author, email) => {
    expect(collectedBy(author, email).some(({ noun }) => noun === 'ownership')).toBe(false);
  });
});
