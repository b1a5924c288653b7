import { describe, expect, it } from 'vitest';
import { collectFrom } from '../../testing/fake-host.ts';
import { terraformCode } from './terraform-code.ts';

const path = '/home/ada/infra/main.tf';

function trustWith(condition: string) {
  const text = `resource "google_iam_workload_identity_pool_provider" "gh" {
  workload_identity_pool_provider_id = "gh"
  ${condition}
  oidc {
    issuer_uri = "https://token.actions.githubusercontent.com"
  }
}
`;
  return collectFrom(terraformCode, path, { [path]: text }).of('credential')[0]?.attributes;
}

describe('a provider of a Google workload identity pool', () => {
  it('tells its issuer and that it asks for nothing', () => {
    expect(trustWith('')).toMatchObject({ provider: 'github-actions', subjectConditions: [] });
  });

  it.each([
    [
      "assertion.repository == 'acme/api'",
      [{ operator: 'StringEquals', key: 'repository', values: ['acme/api'] }],
    ],
    [
      "assertion.repository_owner_id == '1' && attribute.ref.startsWith('refs/heads/')",
      [
        { operator: 'StringEquals', key: 'repository_owner_id', values: ['1'] },
        { operator: 'StringLike', key: 'ref', values: ['refs/heads/*'] },
      ],
    ],
    [
      "assertion.repository in ['acme/a', 'acme/b']",
      [{ operator: 'StringEquals', key: 'repository', values: ['acme/a', 'acme/b'] }],
    ],
  ])('tells what it asks: %s', (condition, expected) => {
    expect(trustWith(`attribute_condition = "${condition}"`)?.['subjectConditions']).toEqual(
      expected,
    );
  });

  it.each([
    ['an alternative', "assertion.repository == 'a' || assertion.ref == 'b'"],
    ['a negation', "assertion.repository != 'a'"],
    ['a variable', "assertion.repository == '${var.repository}'"],
  ])('does not claim to understand %s', (_, condition) => {
    expect(trustWith(`attribute_condition = "${condition}"`)).not.toHaveProperty(
      'subjectConditions',
    );
  });
});
