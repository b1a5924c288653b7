import type { Grant, Principal } from '@nonhuman/model';
import type { Binding } from '../schema.ts';
import { keyOf, namespaceOf, toPrincipal } from './names.ts';
import { roleKey } from './role.ts';

/** The grants of a binding, one for each subject. A `RoleBinding` holds in its namespace whatever it binds. */
export function toGrants(cluster: string, binding: Binding): Grant[] {
  const { metadata, roleRef, subjects } = binding;
  const isClusterWide = binding.kind === 'ClusterRoleBinding';
  const namespace = namespaceOf(metadata);
  const key = isClusterWide
    ? keyOf(cluster, 'clusterrolebindings', metadata.name)
    : keyOf(cluster, 'rolebindings', namespace, metadata.name);
  return subjects.map((subject) => {
    const principal = toPrincipal(cluster, subject, namespace);
    return {
      key: `${key} for ${principal.type} ${principal.key}`,
      provider: 'kubernetes',
      principal,
      entitlementKey: roleKey(cluster, roleRef.kind, roleRef.name, namespace),
      on: isClusterWide ? '*' : namespace,
      via: null,
      conditional: false,
      attributes: { binding: metadata.name, namespaced: !isClusterWide },
    };
  });
}

/** The same grant for a member of the group that it was given to. */
export function throughGroup(grant: Grant, member: Principal): Grant {
  return {
    ...grant,
    key: `${grant.key} to ${member.key}`,
    principal: member,
    via: grant.principal.key,
  };
}
