import type { Principal } from '@nonhuman/model';
import { isServiceAgent } from './service-account.ts';

/** Who a member of a policy is. */
export interface Member {
  readonly principal: Principal;
  /** The part of a workload identity pool that it stands for; null when it is no federated workload. */
  readonly pool: PoolMember | null;
  /** It was deleted: only its unique id is left, and only the same account undeleted gets it back. */
  readonly dangling: boolean;
  /** The unique id behind `?uid=`. */
  readonly uniqueId: string | null;
}

/** Which tokens of a workload identity pool a member accepts. */
export interface PoolMember {
  /** `projects/<number>/locations/global/workloadIdentityPools/<pool>`. */
  readonly pool: string;
  /** `subject`, `group` or `attribute.<name>`; null for every token of the pool. */
  readonly claim: string | null;
  readonly value: string | null;
}

function plain(principal: Principal): Member {
  return { principal, pool: null, dangling: false, uniqueId: null };
}

/** Reads a member as policies write it. */
export function memberOf(written: string): Member {
  if (written === 'allUsers')
    return plain({ type: 'public', key: written, name: 'everybody on the internet' });
  if (written === 'allAuthenticatedUsers')
    return plain({ type: 'public', key: written, name: 'everybody with a Google account' });
  if (written.startsWith('deleted:')) return deleted(written);
  if (/^principal(?:Set|Hierarchy)?:\/\//.test(written)) return federated(written);
  const colon = written.indexOf(':');
  const kind = written.slice(0, Math.max(0, colon));
  const name = written.slice(colon + 1);
  switch (kind) {
    case 'serviceAccount':
      return serviceAccount(written, name);
    case 'user':
      return plain({ type: 'person', key: name.toLowerCase(), name: name.toLowerCase() });
    case 'group':
      return plain({ type: 'group', key: name.toLowerCase(), name: name.toLowerCase() });
    case 'domain':
      return plain({ type: 'group', key: written, name: `everybody of ${name}` });
    case 'projectOwner':
    case 'projectEditor':
    case 'projectViewer':
      return plain({
        type: 'group',
        key: written,
        name: `${kind.slice(7).toLowerCase()}s of ${name}`,
      });
    default:
      return plain({ type: 'external', key: written, name: written });
  }
}

function serviceAccount(written: string, name: string): Member {
  // A Kubernetes service account of a GKE cluster: `project.svc.id.goog[namespace/name]`.
  if (name.includes('.svc.id.goog[')) return plain({ type: 'external', key: written, name });
  const email = name.toLowerCase();
  return plain({ type: isServiceAgent(email) ? 'service' : 'identity', key: email, name: email });
}

/** Kept as written: the address may since belong to a new account, which does not get the rights. */
function deleted(written: string): Member {
  const [, kind = '', name = written, uid] =
    /^deleted:(\w+):([^?]+)(?:\?uid=(\w+))?$/.exec(written) ?? [];
  const types: Readonly<Record<string, Principal['type']>> = { user: 'person', group: 'group' };
  return {
    principal: { type: types[kind] ?? 'external', key: written, name: `deleted ${name}` },
    pool: null,
    dangling: true,
    uniqueId: uid ?? null,
  };
}

function federated(written: string): Member {
  const path = written.replace(/^principal(?:Set|Hierarchy)?:\/\/(?:iam\.googleapis\.com\/)?/, '');
  const [, pool, rest = ''] =
    /^(projects\/[^/]+\/locations\/[^/]+\/workloadIdentityPools\/[^/]+)\/(.*)$/.exec(path) ?? [];
  if (pool === undefined) {
    // Workforce pools are people of another identity provider.
    const isWorkforce = path.includes('/workforcePools/');
    const type = !isWorkforce ? 'external' : written.startsWith('principal:') ? 'person' : 'group';
    return plain({ type, key: written, name: path });
  }
  const slash = rest.indexOf('/');
  const claim = slash === -1 ? null : rest.slice(0, slash);
  return {
    principal: {
      type: 'identity',
      key: written,
      name: path.slice(path.indexOf('/workloadIdentityPools/') + 23),
    },
    pool: { pool, claim, value: slash === -1 ? null : rest.slice(slash + 1) },
    dangling: false,
    uniqueId: null,
  };
}
