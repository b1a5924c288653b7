import type {
  Credential,
  Delegation,
  Entitlement,
  Exposure,
  Grant,
  Identity,
  Instance,
  Ownership,
  Resource,
  SecretReference,
} from '@nonhuman/model';
import { aCredential, anExposure, anIdentity, now } from '@nonhuman/model/testing';
import type { AnyCheck, Outcome } from '../define-check.ts';
import type {
  CredentialSeen,
  CredentialView,
  ExposureSeen,
  ExposureView,
  GrantSeen,
  IdentityView,
  SubjectKind,
  Subjects,
} from '../subject.ts';

const identityKey = 'test:service-account:builder';

/** An owned, used service account whose surroundings were read completely and hold nothing. */
export function anIdentityView(
  overrides: Partial<Omit<IdentityView, 'identity'>> & { identity?: Partial<Identity> } = {},
): IdentityView {
  const { identity, ...around } = overrides;
  return {
    id: 'idn_test',
    identity: anIdentity(identity),
    credentials: [],
    instances: [],
    grants: [],
    delegationsFrom: [],
    delegationsTo: [],
    exposures: [],
    secretReferences: [],
    ownership: [anOwnership()],
    owners: [],
    resources: [],
    coverage: {
      credential: 'complete',
      grant: 'complete',
      delegation: 'complete',
      ownership: 'complete',
      exposure: 'complete',
    },
    ...around,
  };
}

/** The coverage of a view around which nothing was read. */
export const nothingRead = {
  credential: 'not-read',
  grant: 'not-read',
  delegation: 'not-read',
  ownership: 'not-read',
  exposure: 'not-read',
} as const satisfies IdentityView['coverage'];

/** A good token of a good identity. */
export function aCredentialView(
  credential: Partial<Credential> = {},
  around: Partial<Omit<CredentialView, 'credential'>> = {},
): CredentialView {
  return {
    id: 'crd_test',
    credential: aCredential(credential),
    exposures: [],
    holder: anIdentityView(),
    ...around,
  };
}

/** A token in its tool's own private file. */
export function anExposureView(
  exposure: Partial<Exposure> = {},
  around: Partial<Omit<ExposureView, 'exposure'>> = {},
): ExposureView {
  return {
    id: 'exp_test',
    exposure: anExposure(exposure),
    credential: aSeenCredential(),
    holder: anIdentityView(),
    ...around,
  };
}

/** A good token, as it stands in the view of its identity. */
export function aSeenCredential(
  credential: Partial<Credential> = {},
  exposures: readonly ExposureSeen[] = [],
): CredentialSeen {
  const value = aCredential(credential);
  return { id: `crd_${value.key}`, credential: value, exposures };
}

export function aSeenExposure(exposure: Partial<Exposure> = {}): ExposureSeen {
  const value = anExposure(exposure);
  return { id: `exp_${value.key}`, exposure: value };
}

/** Direct, unconditional read access to one thing. */
export function aSeenGrant(
  entitlement: Partial<Entitlement> | null = {},
  grant: Partial<Grant> = {},
): GrantSeen {
  return {
    grant: {
      key: 'test:grant:1',
      provider: 'test',
      principal: { type: 'identity', key: identityKey, name: 'builder' },
      entitlementKey: 'test:role:reader',
      on: 'project-1',
      via: null,
      conditional: false,
      ...grant,
    },
    entitlement: entitlement && {
      key: 'test:role:reader',
      provider: 'test',
      nativeType: 'test-role',
      name: 'reader',
      access: 'read',
      wildcards: [],
      ...entitlement,
    },
  };
}

/** Another identity of the same scope may become this one. */
export function aDelegation(overrides: Partial<Delegation> = {}): Delegation {
  return {
    key: 'test:delegation:1',
    provider: 'test',
    kind: 'assume-role',
    from: { type: 'identity', key: 'test:service-account:caller', name: 'caller' },
    to: { type: 'identity', key: identityKey },
    conditional: false,
    conditions: [],
    ...overrides,
  };
}

export function anOwnership(overrides: Partial<Ownership> = {}): Ownership {
  return {
    key: 'test:ownership:1',
    provider: 'test',
    subject: { type: 'identity', key: identityKey },
    owner: { type: 'team', name: 'Platform', email: null, status: 'active' },
    basis: 'attested',
    signal: 'tag',
    confidence: 1,
    ...overrides,
  };
}

export function anInstance(overrides: Partial<Instance> = {}): Instance {
  return {
    key: 'test:deployment:web',
    provider: 'test',
    identityKey,
    nativeType: 'test-deployment',
    name: 'web',
    status: 'active',
    ...overrides,
  };
}

export function aResource(overrides: Partial<Resource> = {}): Resource {
  return {
    key: 'test:bucket:data',
    provider: 'test',
    nativeType: 'test-bucket',
    name: 'data',
    ...overrides,
  };
}

export function aSecretReference(overrides: Partial<SecretReference> = {}): SecretReference {
  return {
    key: 'test:reference:1',
    provider: 'test',
    store: 'test-secret',
    name: 'DEPLOY_TOKEN',
    identityKey,
    place: { kind: 'file', locator: '/repo/.test/build.yml' },
    ...overrides,
  };
}

/** What the check says at the tests' moment, with its default limits unless others are given. */
export function judge<Kind extends SubjectKind>(
  check: Extract<AnyCheck, { subject: Kind }>,
  subject: Subjects[Kind],
  params: Readonly<Record<string, unknown>> = {},
): Outcome {
  return check.evaluate(subject as never, { now, params: check.params.parse(params) });
}
