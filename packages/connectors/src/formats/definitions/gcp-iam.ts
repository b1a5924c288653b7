import type { AccessLevel, Principal, Upsert } from '@nonhuman/model';
import { reportDelegation, reportEntitlement, reportGrant, type Source } from './source.ts';
import { gcpServiceAccount } from './targets.ts';

/** A member of an allow policy as a principal. Deleted members are nobody: they keep their whole name. */
export function gcpPrincipal(member: string): Principal {
  const [kind = '', name = ''] = member.split(/:(.*)/s);
  if (member === 'allUsers' || member === 'allAuthenticatedUsers') {
    return { type: 'public', key: member, name: member };
  }
  if (kind === 'serviceAccount' && !/\.svc\.id\.goog\[/.test(name)) {
    return { type: 'identity', key: gcpServiceAccount(name).key, name };
  }
  if (kind === 'user') return { type: 'person', key: name, name };
  if (kind === 'group' || kind === 'domain') return { type: 'group', key: member, name };
  if (/^projectOwner|^projectEditor|^projectViewer/.test(kind)) {
    return { type: 'group', key: member, name: member };
  }
  return { type: 'external', key: member, name: member };
}

/** Ways to become a service account, by the role that gives them. */
const becoming: Readonly<Record<string, 'impersonate' | 'federated-login'>> = {
  'roles/iam.workloadIdentityUser': 'federated-login',
  'roles/iam.serviceAccountTokenCreator': 'impersonate',
  'roles/iam.serviceAccountUser': 'impersonate',
  'roles/iam.serviceAccountOpenIdTokenCreator': 'impersonate',
};

/** One member's role on something; on a service account it may be a way to become it. */
export function reportGcpBinding(
  source: Source,
  binding: {
    readonly member: Principal;
    readonly role: string;
    readonly on: string;
    readonly conditional: boolean;
    /** The service account that it is bound on. */
    readonly accountKey?: string;
  },
): Upsert[] {
  const { member, role, on, conditional, accountKey } = binding;
  const kind = becoming[role];
  if (accountKey !== undefined && kind !== undefined) {
    const to = { type: 'identity', key: accountKey } as const;
    const attributes = { role };
    return [
      reportDelegation(source, {
        provider: 'gcp',
        kind,
        from: member,
        to,
        conditional,
        attributes,
      }),
    ];
  }
  const entitlementKey = role.startsWith('roles/') ? `gcp:${role}` : role;
  return [
    reportEntitlement(source, {
      key: entitlementKey,
      provider: 'gcp',
      nativeType: 'gcp-role',
      name: role,
      access: accessOfGcpRole(role),
    }),
    reportGrant(source, { provider: 'gcp', principal: member, entitlementKey, on, conditional }),
  ];
}

/** Roles that let their holder give itself any other. */
const admin =
  /^roles\/(?:owner|resourcemanager\.(?:organizationAdmin|folderAdmin|projectIamAdmin)|iam\.(?:securityAdmin|organizationRoleAdmin))$/;

/** What a predefined role's name settles; custom roles are unknown. */
function accessOfGcpRole(role: string): AccessLevel {
  if (admin.test(role)) return 'admin';
  if (!role.startsWith('roles/')) return 'unknown';
  if (/(?:viewer|browser|reader|subscriber|secretAccessor|Viewer|Reader|Accessor)$/.test(role))
    return 'read';
  if (
    /(?:editor|Editor|Admin|admin|Writer|Creator|Owner|Developer|User|Agent|Publisher)$/.test(role)
  )
    return 'write';
  return 'unknown';
}
