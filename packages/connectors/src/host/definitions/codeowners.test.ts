import { describe, expect, it } from 'vitest';
import { ruleFor } from './codeowners.ts';

const namesOf = (text: string, path: string) =>
  ruleFor(text, path)?.owners.map(({ name }) => name) ?? null;

describe('CODEOWNERS', () => {
  it.each([
    ['* @acme/platform', 'infra/main.tf', ['platform']],
    ['*.tf @ada', 'infra/main.tf', ['ada']],
    ['/infra/ @acme/platform', 'infra/aws/main.tf', ['platform']],
    ['infra/ @acme/platform', 'deep/infra/main.tf', ['platform']],
    ['/infra @acme/platform', 'infra/main.tf', ['platform']],
    ['docs/* @ada', 'docs/a.md', ['ada']],
    ['docs/* @ada', 'docs/deep/a.md', null],
    ['/infra/**/iam.tf @ada', 'infra/a/b/iam.tf', ['ada']],
    ['/infra/**/iam.tf @ada', 'infra/iam.tf', ['ada']],
    ['/other/ @ada', 'infra/main.tf', null],
    ['*.tf ada@acme.example @acme/iam', 'main.tf', ['ada@acme.example', 'iam']],
  ])('%s says of %s: %j', (text, path, names) => {
    expect(namesOf(text, path)).toEqual(names);
  });

  it('lets the last line that fits count, and one without names take owners away', () => {
    const text = '* @acme/all\n/infra/ @acme/platform # who else\n/infra/old/\n';

    expect(namesOf(text, 'infra/main.tf')).toEqual(['platform']);
    expect(namesOf(text, 'infra/old/main.tf')).toBeNull();
  });

  it('passes over comments, sections and what names nobody', () => {
    expect(namesOf('# @ada\n[Docs] @eve\n* nobody\n', 'a.tf')).toBeNull();
  });
});
