import { type Environment, type Identity, type Ownership, unknown } from '@nonhuman/model';
import type { ServiceAccount } from '../schema.ts';
import { projectInEmail } from './names.ts';

const defaultAccount =
  /^(?:\d+-compute@developer\.gserviceaccount\.com|[a-z0-9.-]+@appspot\.gserviceaccount\.com)$/;
const serviceAgent =
  /^(?:service-(?:\d+|org-\d+|folder-\d+)@[a-z0-9.-]+\.iam\.gserviceaccount\.com|\d+@cloudservices\.gserviceaccount\.com|[a-z0-9-]+@system\.gserviceaccount\.com|[a-z0-9-]+@(?:[a-z0-9-]+\.)?google\.com\.iam\.gserviceaccount\.com|service-\d+@[a-z0-9.-]+\.gserviceaccount\.com)$/;

/** The account that Compute Engine or App Engine gives to whatever has none of its own. */
export function isDefaultAccount(email: string): boolean {
  return defaultAccount.test(email);
}

/** An account that Google itself runs and holds the credentials of. */
export function isServiceAgent(email: string): boolean {
  return serviceAgent.test(email);
}

/** A service account. Its key is its address, by which policies and workloads name it. */
export function toIdentity(
  account: ServiceAccount,
  /** Where its project belongs; undefined when nothing tells. */
  environment: Environment | undefined,
): Identity {
  const email = account.email.toLowerCase();
  const project = account.projectId ?? projectInEmail(email);
  return {
    key: email,
    provider: 'gcp',
    kind: 'service-account',
    nativeType: 'gcp-service-account',
    name: email,
    status: account.disabled === true ? 'disabled' : 'active',
    createdAt: unknown('Google Cloud does not tell when a service account was made; audit logs do'),
    lastUsedAt: unknown('listing service accounts does not tell their use; Activity Analyzer does'),
    ...(environment === undefined ? {} : { environment }),
    ...(account.description === undefined ? {} : { description: account.description || null }),
    attributes: {
      email,
      ...(account.displayName ? { displayName: account.displayName } : {}),
      ...(account.uniqueId ? { uniqueId: account.uniqueId } : {}),
      // The number under which Google Workspace lists domain-wide delegation.
      ...(account.oauth2ClientId ? { oauth2ClientId: account.oauth2ClientId } : {}),
      ...(project ? { projectId: project } : {}),
      defaultServiceAccount: isDefaultAccount(email),
      providerManaged: isServiceAgent(email),
    },
  };
}

const address =
  /\b(?:owner|owned by|contact|maintainer|team)\b[\s:=-]*<?([^\s@<>,;()]+@[^\s@<>,;()]+\.[a-z]{2,})>?/i;
const ownerLabel = /^(?:owner|team|contact|owner[-_]?email|owned[-_]?by)$/;

/** Who answers for a service account by what its description says. */
export function ownersInDescription(account: ServiceAccount): Ownership[] {
  const email = address.exec(account.description ?? '')?.[1]?.toLowerCase();
  if (email === undefined || email.endsWith('gserviceaccount.com')) return [];
  const identityKey = account.email.toLowerCase();
  return [
    {
      key: `${identityKey}#description/${email}`,
      provider: 'gcp',
      subject: { type: 'identity', key: identityKey },
      owner: { type: 'person', name: email, email, status: 'unknown' },
      basis: 'inferred',
      signal: 'description',
      confidence: 0.6,
    },
  ];
}

/** Who answers for a service account by the labels of its project. Labels hold no `@`, so they name. */
export function ownersByProject(
  identityKey: string,
  labels: Readonly<Record<string, string>>,
): Ownership[] {
  return Object.entries(labels)
    .filter(([label, value]) => ownerLabel.test(label) && value !== '')
    .map(([label, value]) => ({
      key: `${identityKey}#project-label/${label}`,
      provider: 'gcp',
      subject: { type: 'identity' as const, key: identityKey },
      owner: { type: 'team' as const, name: value, email: null, status: 'unknown' as const },
      basis: 'inferred' as const,
      signal: 'tag',
      confidence: 0.5,
    }));
}

/** That a default account still holds the Editor role, to be added to what its listing tells. */
export function toAutomaticEditor(email: string): Identity {
  const because = 'a policy tells who holds a role only';
  return {
    key: email,
    provider: 'gcp',
    kind: 'service-account',
    nativeType: 'gcp-service-account',
    name: email,
    status: 'unknown',
    createdAt: unknown(because),
    lastUsedAt: unknown(because),
    attributes: { defaultServiceAccount: true, automaticEditor: true },
  };
}
