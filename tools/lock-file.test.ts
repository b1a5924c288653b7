import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>
  >;
}

const lock = JSON.parse(
  readFileSync(join(import.meta.dirname, '../package-lock.json'), 'utf8'),
) as Lock;

describe('the lock file', () => {
  it('holds the packages of every platform, without which npm ci refuses it (node tools/complete-lock.mjs adds them)', () => {
    const named = Object.values(lock.packages).flatMap(({ optionalDependencies = {} }) =>
      Object.keys(optionalDependencies),
    );

    expect(
      [...new Set(named)].filter((name) => !(`node_modules/${name}` in lock.packages)),
    ).toEqual([]);
  });

  it('names no address: packages come from the registry that npm is set up for', () => {
    expect(JSON.stringify(lock)).not.toMatch(/"resolved":"http/);
  });
});
