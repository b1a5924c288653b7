import type { ClientRule } from '../schema.ts';

/** From where and how a login may come, as far as pg_hba.conf says. */
export interface Reachability {
  /** Networks, `0.0.0.0/0` for anywhere, host names as written. Empty: from the server itself only. */
  readonly hosts: readonly string[];
  readonly methods: readonly string[];
  /** Networks from which no proof at all is asked. */
  readonly trusted: readonly string[];
}

/** The rules that speak of a login, up to one that refuses everyone else. */
export function reachabilityOf(
  rules: readonly ClientRule[],
  login: { readonly name: string; readonly groups: ReadonlySet<string> },
): Reachability {
  const hosts = new Set<string>();
  const methods = new Set<string>();
  const trusted = new Set<string>();
  for (const rule of [...rules].sort((a, b) => a.line_number - b.line_number)) {
    if (rule.error !== '' || !isFor(rule, login) || isReplicationOnly(rule)) continue;
    const from = networkOf(rule);
    if (rule.auth_method === 'reject') {
      if (isAnywhere(from) && rule.databases.includes('all')) break;
      continue;
    }
    methods.add(rule.auth_method);
    if (from === null) continue;
    hosts.add(from);
    if (rule.auth_method === 'trust') trusted.add(from);
  }
  return { hosts: [...hosts], methods: [...methods].sort(), trusted: [...trusted] };
}

function isFor(
  { users }: ClientRule,
  { name, groups }: { readonly name: string; readonly groups: ReadonlySet<string> },
): boolean {
  return users.some((user) => {
    if (user === 'all' || user === name) return true;
    if (user.startsWith('+')) return groups.has(user.slice(1));
    return user.startsWith('/') && matches(user.slice(1), name);
  });
}

/** From version 16 on, `/` begins a regular expression of POSIX; one that means something else here fits nobody. */
function matches(pattern: string, name: string): boolean {
  if (pattern.length > 200 || /[*+}]\)?[*+{]/.test(pattern)) return false;
  try {
    return new RegExp(pattern).test(name);
  } catch {
    return false;
  }
}

function isReplicationOnly({ databases }: ClientRule): boolean {
  return databases.length === 1 && databases[0] === 'replication';
}

/** Null for the socket of the server itself. */
function networkOf({ type, address, netmask }: ClientRule): string | null {
  if (type === 'local') return null;
  if (address === 'all' || (address === '' && type !== 'local')) return '0.0.0.0/0';
  if (netmask === '') return address;
  return `${address}/${prefixLength(netmask)}`;
}

function prefixLength(netmask: string): number {
  const bits = netmask.includes(':')
    ? netmask.split(':').map((part) => Number.parseInt(part || '0', 16).toString(2))
    : netmask.split('.').map((part) => Number(part).toString(2));
  return bits.join('').replaceAll('0', '').length;
}

function isAnywhere(network: string | null): boolean {
  return network !== null && /^(?:0\.0\.0\.0\/0|::\/0)$/.test(network);
}
