import { type Attributes, never, type Principal, type Upsert, unknown } from '@nonhuman/model';
import type { PolicyCondition } from '../aws-policy.ts';
import { placeOf, upsert } from './report.ts';
import { reportDelegation, type Source } from './source.ts';

/** That tokens of an issuer are taken for an identity. */
export interface FederatedTrust {
  readonly provider: string;
  readonly nativeType: string;
  /** Unique among the trusts of the identity. */
  readonly key: string;
  readonly name: string;
  /** Whom the tokens authenticate; null when nothing tells. */
  readonly identityKey: string | null;
  /** Who is trusted, when it is one principal. */
  readonly from?: Principal;
  readonly issuer: string | null;
  readonly audience: readonly string[] | null;
  /** Everything asked of the token beside its audience; null when it was not understood. */
  readonly conditions: readonly PolicyCondition[] | null;
  readonly line?: number;
  readonly keyPath?: string;
  readonly attributes?: Attributes;
}

/** The trust as a credential without a secret, and the delegation that it makes. */
export function reportFederatedTrust(source: Source, trust: FederatedTrust): Upsert[] {
  const { issuer, conditions, audience } = trust;
  const runBy = issuer === null ? null : whoRuns(issuer);
  const plain = conditions?.map((condition) => ({ ...condition, values: [...condition.values] }));
  const credential = upsert(source.listing, source.context, {
    noun: 'credential',
    value: {
      key: trust.key,
      provider: trust.provider,
      identityKey: trust.identityKey,
      kind: 'federated-trust',
      nativeType: trust.nativeType,
      name: trust.name,
      status: 'unknown',
      createdAt: unknown('a file on a host does not tell'),
      expiresAt: never,
      lastUsedAt: unknown('a file on a host does not tell'),
      lastRotatedAt: never,
      place: placeOf(source.file, source.context, trust),
      attributes: {
        ...trust.attributes,
        ...(issuer === null ? {} : { issuer }),
        ...(audience === null ? {} : { audience: [...audience] }),
        ...(plain ? { subjectConditions: plain } : {}),
        ...(runBy === null ? {} : { provider: runBy }),
      },
    },
  });
  if (!trust.from || trust.identityKey === null) return [credential];
  const delegation = reportDelegation(source, {
    provider: trust.provider,
    kind: 'federated-login',
    from: trust.from,
    to: { type: 'identity', key: trust.identityKey },
    conditional: conditions === null || conditions.length > 0,
    ...(plain ? { conditions: plain } : {}),
    attributes: issuer === null ? {} : { issuer },
  });
  return [credential, delegation];
}

const issuers: readonly [RegExp, string][] = [
  [/^token\.actions\.githubusercontent\.com$/, 'github-actions'],
  [/^gitlab\./, 'gitlab'],
  [/^oidc\.circleci\.com$/, 'circleci'],
  [/^app\.terraform\.io$/, 'terraform-cloud'],
  [/^api\.bitbucket\.org$/, 'bitbucket'],
  [/^agent\.buildkite\.com$/, 'buildkite'],
  [/^vstoken\.dev\.azure\.com$/, 'azure-devops'],
  [/^oidc\.eks\.|^container\.googleapis\.com$|\.oic\.prod-aks\.azure\.com$/, 'kubernetes'],
  [/^accounts\.google\.com$/, 'google'],
  [/^cognito-identity\.amazonaws\.com$/, 'cognito'],
];

/** Who runs an issuer, by its host; null for hosts that are nobody's we know. */
export function whoRuns(issuer: string): string | null {
  const host = issuer.replace(/^https?:\/\//, '').split(/[/:]/, 1)[0] ?? '';
  return issuers.find(([shape]) => shape.test(host))?.[1] ?? null;
}
