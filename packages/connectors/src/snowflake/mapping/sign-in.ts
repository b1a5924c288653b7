import { timeOf } from '@nonhuman/connector-kit';
import type { Timestamp } from '@nonhuman/model';
import type { Login, NetworkPolicy, PolicyReference } from '../schema.ts';

/** What the log of logins shows of one user. */
export interface SignIns {
  last: Timestamp;
  /** By `PASSWORD`, `RSA_KEYPAIR`, `OAUTH_ACCESS_TOKEN`… */
  readonly byFactor: Map<string, Timestamp>;
  interactive: Timestamp | null;
  readonly clients: Set<string>;
}

/** Snowflake keeps logins for a year. */
export const loginWindowDays = 365;
const shownClients = 20;

/** Adds a successful login; false when the row is none. */
export function noteLogin(users: Map<string, SignIns>, login: Login): boolean {
  if (login.is_success === false) return false;
  const at = timeOf(login.last_login ?? login.event_timestamp);
  if (at === null) return false;
  const known = users.get(login.user_name) ?? {
    last: at,
    byFactor: new Map<string, Timestamp>(),
    interactive: null,
    clients: new Set<string>(),
  };
  users.set(login.user_name, known);
  if (at > known.last) known.last = at;
  const factor = login.first_authentication_factor;
  if (factor && at > (known.byFactor.get(factor) ?? '')) known.byFactor.set(factor, at);
  const client = login.reported_client_type;
  if (client === 'SNOWFLAKE_UI' && at > (known.interactive ?? '')) known.interactive = at;
  if (client && known.clients.size < shownClients) known.clients.add(client);
  return true;
}

/** From where the account and its users may be reached. */
export interface Networks {
  /** Policy → the addresses that it lets in. */
  readonly policies: Map<string, readonly string[]>;
  /** The policy of the account; null when none is set. */
  account: string | null;
  readonly ofUser: Map<string, string>;
  readonly ofIntegration: Map<string, string>;
  /** Whether what policies are set on was read at all. */
  isTold: boolean;
}

export function startNetworks(): Networks {
  return {
    policies: new Map(),
    account: null,
    ofUser: new Map(),
    ofIntegration: new Map(),
    isTold: false,
  };
}

/** Notes what a policy lets in. Network rules are named, not resolved. */
export function notePolicy(networks: Networks, policy: NetworkPolicy): void {
  const addresses = [policy.allowed_ip_list, policy.allowed_network_rules]
    .flatMap((list) => (list ?? '').replaceAll(/[[\]"']/g, '').split(','))
    .map((address) => address.trim())
    .filter((address) => address !== '');
  networks.policies.set(policy.name, addresses);
}

/** Notes what a policy is set on. */
export function noteReference(networks: Networks, reference: PolicyReference): void {
  networks.isTold = true;
  const { policy_name: policy, ref_entity_domain: domain, ref_entity_name: name } = reference;
  if (reference.policy_kind !== 'NETWORK_POLICY') return;
  if (domain === 'ACCOUNT') networks.account = policy;
  else if (domain === 'USER' && name) networks.ofUser.set(name, policy);
  else if (domain === 'INTEGRATION' && name) networks.ofIntegration.set(name, policy);
}

/**
 * Where a user may come from: null when not told, `restricted` also when the addresses of the policy
 * are not; the user's own policy replaces the account's.
 */
export function reachableFrom(
  networks: Networks,
  user: string,
): { readonly restricted: boolean | null; readonly from: readonly string[] | null } | null {
  if (!networks.isTold) return null;
  const policy = networks.ofUser.get(user) ?? networks.account;
  if (policy === null) return { restricted: false, from: ['0.0.0.0/0'] };
  const from = networks.policies.get(policy) ?? null;
  return { restricted: from === null ? null : !from.includes('0.0.0.0/0'), from };
}
