import { FileProblem } from '@nonhuman/connector-kit';
import {
  type Credential,
  type Delegation,
  never,
  type Principal,
  timestampOf,
  unknown,
} from '@nonhuman/model';
import { whoRuns } from '../../formats/definitions/federated-trust.ts';
import { pemBlocks } from '../../formats/pem.ts';
import { type Certificate, isSelfSigned, readCertificate } from '../../formats/x509.ts';
import type { AuthConfig, AuthRole } from '../schema.ts';
import type { RolePlace } from './auth-role.ts';
import { lastOf, roleKey } from './names.ts';

interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: string[];
}

/** Whose tokens a role takes, and what it asks of them. */
interface Trust {
  readonly issuer: string | null;
  readonly provider: string | null;
  readonly audience: readonly string[] | null;
  readonly conditions: readonly Condition[];
  /** Who is named one by one. */
  readonly named: readonly Principal[];
}

const mostNamed = 100;
const notTold = unknown('Vault does not tell it of a role');

/** The trust of a role that takes identities made elsewhere; null for one that does not. */
function trustOf(method: string, role: AuthRole, config: AuthConfig | null): Trust | null {
  if (method === 'jwt' || method === 'oidc') return jwtTrust(role, config);
  if (method === 'kubernetes') return kubernetesTrust(role, config);
  return method === 'aws' ? awsTrust(role) : null;
}

function jwtTrust(role: AuthRole, config: AuthConfig | null): Trust {
  const issuer = config?.bound_issuer || config?.oidc_discovery_url || null;
  const isGlob = role.bound_claims_type === 'glob';
  const claims = Object.entries(role.bound_claims ?? {}).map(([key, told]): Condition => {
    const values = (Array.isArray(told) ? told : [told]).map(String);
    const hasWildcard = isGlob && values.some((value) => value.includes('*'));
    return { operator: hasWildcard ? 'StringLike' : 'StringEquals', key, values };
  });
  const subject: Condition[] = role.bound_subject
    ? [{ operator: 'StringEquals', key: 'sub', values: [role.bound_subject] }]
    : [];
  return {
    issuer,
    provider: issuer === null ? null : whoRuns(issuer),
    audience: role.bound_audiences ?? [],
    conditions: [...subject, ...claims],
    named: issuer === null ? [] : [{ type: 'external', key: issuer, name: issuer }],
  };
}

/** Of a Kubernetes role: every account named in every namespace named. */
function kubernetesTrust(role: AuthRole, config: AuthConfig | null): Trust {
  const names = role.bound_service_account_names ?? [];
  const selected = role.bound_service_account_namespace_selector ? ['*'] : [];
  const namespaces = role.bound_service_account_namespaces ?? selected;
  const subjects = namespaces.flatMap((namespace) =>
    names.map((name) => `system:serviceaccount:${namespace}:${name}`),
  );
  const isPattern = subjects.some((subject) => subject.includes('*'));
  return {
    issuer: config?.issuer || config?.kubernetes_host || null,
    provider: 'kubernetes',
    audience: role.audience ? [role.audience] : null,
    conditions:
      subjects.length === 0
        ? []
        : [{ operator: isPattern ? 'StringLike' : 'StringEquals', key: 'sub', values: subjects }],
    named: subjects.map((subject) => ({ type: 'external', key: subject, name: subject })),
  };
}

function awsTrust(role: AuthRole): Trust {
  const arns = role.bound_iam_principal_arn ?? [];
  const asked: readonly [string, readonly string[] | null][] = [
    ['aws:PrincipalArn', arns],
    ['aws:PrincipalAccount', role.bound_account_id],
    ['ec2:ImageId', role.bound_ami_id],
    ['ec2:InstanceRoleArn', role.bound_iam_role_arn],
  ];
  return {
    issuer: 'https://sts.amazonaws.com',
    provider: null,
    audience: null,
    conditions: asked.flatMap(([key, values]) =>
      values === null || values.length === 0
        ? []
        : [
            {
              operator: values.some((value) => value.includes('*')) ? 'StringLike' : 'StringEquals',
              key,
              values: [...values],
            },
          ],
    ),
    named: arns.map((arn) => ({ type: 'external', key: arn, name: arn })),
  };
}

/** The trust as a credential without a secret, and who may log in by it. */
export function toTrust(
  place: RolePlace,
  role: AuthRole,
  config: AuthConfig | null,
): { readonly credential: Credential; readonly delegations: readonly Delegation[] } | null {
  const trust = trustOf(place.method, role, config);
  if (trust === null) return null;
  const to = roleKey(place.scope, place.path);
  const { issuer, provider, audience } = trust;
  const conditions = trust.conditions.map((one) => ({ ...one, values: [...one.values] }));
  const credential: Credential = {
    key: `${to}#trust`.slice(0, 1024),
    provider: 'vault',
    identityKey: to,
    kind: 'federated-trust',
    nativeType: `vault-${place.method}-trust`,
    name: `trust of ${lastOf(place.path)}`,
    status: 'active',
    createdAt: notTold,
    expiresAt: never,
    lastUsedAt: unknown('Vault does not tell when a role was used; its audit log does'),
    lastRotatedAt: never,
    attributes: {
      ...(issuer === null ? {} : { issuer }),
      ...(provider === null ? {} : { provider }),
      ...(audience === null ? {} : { audience: [...audience] }),
      subjectConditions: conditions,
    },
  };
  const delegations = trust.named.slice(0, mostNamed).map(
    (from): Delegation => ({
      key: `${from.key} federated-login ${to}`.slice(0, 1024),
      provider: 'vault',
      kind: 'federated-login',
      from,
      to: { type: 'identity', key: to },
      conditional: conditions.length > 0,
      conditions,
      attributes: {
        ...(issuer === null ? {} : { issuer }),
        ...(provider === null ? {} : { provider }),
      },
    }),
  );
  return { credential, delegations };
}

/** The certificates that a role of the `cert` method takes; their public halves only. */
export function toCertificates(place: RolePlace, role: AuthRole): Credential[] {
  return pemBlocks(role.certificate ?? '').flatMap((block) => {
    const certificate = certificateOrNull(block.bytes);
    if (certificate === null) return [];
    const expires =
      certificate.notAfter === 'never' || certificate.notAfter === null
        ? null
        : timestampOf(certificate.notAfter);
    const made = certificate.notBefore && timestampOf(certificate.notBefore);
    return [
      {
        key: `${roleKey(place.scope, place.path)}#certificate/${certificate.sha256}`.slice(0, 1024),
        provider: 'vault',
        identityKey: roleKey(place.scope, place.path),
        kind: 'certificate' as const,
        nativeType: 'x509-certificate',
        name: `certificate of ${lastOf(place.path)}`,
        status: 'active' as const,
        createdAt: made ? { state: 'seen' as const, value: made } : notTold,
        expiresAt:
          certificate.notAfter === 'never'
            ? never
            : expires === null
              ? unknown('the certificate names no end that is a date')
              : { state: 'seen' as const, value: expires },
        lastUsedAt: unknown('Vault does not tell when a role was used; its audit log does'),
        lastRotatedAt: notTold,
        publicId: certificate.sha256,
        attributes: {
          isCa: certificate.isCa,
          selfSigned: isSelfSigned(certificate),
          signatureAlgorithm: certificate.signatureAlgorithm,
          algorithm: certificate.publicKey.algorithm,
          spkiSha256: certificate.spkiSha256,
          allowedNames: [
            ...(role.allowed_common_names ?? []),
            ...(role.allowed_dns_sans ?? []),
            ...(role.allowed_uri_sans ?? []),
          ],
        },
      },
    ];
  });
}

function certificateOrNull(bytes: Uint8Array): Certificate | null {
  try {
    return readCertificate(bytes);
  } catch (problem) {
    if (problem instanceof FileProblem) return null;
    throw problem;
  }
}
