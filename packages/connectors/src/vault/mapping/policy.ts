import { FileProblem } from '@nonhuman/connector-kit';
import type { AccessLevel, Entitlement } from '@nonhuman/model';
import { readHcl } from '../../formats/hcl.ts';
import { hclData } from '../../formats/hcl-data.ts';
import { at, entriesOf, isRecord, type Json, textOf, textsOf } from '../../formats/json-value.ts';
import { policyKey } from './names.ts';

/** One `path` of a policy. `*` at the end stands for any rest, `+` for any one part. */
export interface PathRule {
  readonly pattern: string;
  readonly capabilities: readonly string[];
}

/** What a policy allows; null rules when its text could not be read. */
export interface JudgedPolicy {
  readonly rules: readonly PathRule[] | null;
  readonly access: AccessLevel;
  readonly readsSecrets: boolean | null;
  /** It reads only secrets that are named, or that lie in a folder; null when it reads none, or nobody can tell. */
  readonly secretsLimited: boolean | null;
}

/** The capabilities that the older word `policy` stands for. */
const olderWords: Readonly<Record<string, readonly string[]>> = {
  deny: ['deny'],
  read: ['read', 'list'],
  write: ['create', 'read', 'update', 'delete', 'list'],
  sudo: ['create', 'read', 'update', 'delete', 'list', 'sudo'],
};

/** The rules of a policy written as HCL or JSON; null when it is neither. */
export function readPolicy(text: string): PathRule[] | null {
  const paths = /^\s*\{/.test(text) ? jsonPaths(text) : hclPaths(text);
  return (
    paths?.map(([pattern, body]) => ({
      pattern: pattern.replace(/^\//, ''),
      capabilities: textsOf(at(body, 'capabilities')).concat(
        olderWords[textOf(at(body, 'policy')) ?? ''] ?? [],
      ),
    })) ?? null
  );
}

function jsonPaths(text: string): [string, Json][] | null {
  try {
    const policy: Json = JSON.parse(text);
    const path = at(policy, 'path');
    return isRecord(path) ? entriesOf(path) : null;
  } catch (problem) {
    if (problem instanceof SyntaxError) return null;
    throw problem;
  }
}

function hclPaths(text: string): [string, Json][] | null {
  try {
    return readHcl(text)
      .blocks.filter(({ type, labels }) => type === 'path' && labels.length === 1)
      .map((block) => [block.labels[0] ?? '', hclData(block)]);
  } catch (problem) {
    if (problem instanceof FileProblem) return null;
    throw problem;
  }
}

/** Whether a pattern speaks of a path. */
export function covers(pattern: string, path: string): boolean {
  const isPrefix = pattern.endsWith('*');
  const wanted = (isPrefix ? pattern.slice(0, -1) : pattern).split('/');
  const parts = path.split('/');
  if (isPrefix ? parts.length < wanted.length : parts.length !== wanted.length) return false;
  return wanted.every((part, index) => {
    const there = parts[index] ?? '';
    if (part === '+') return true;
    return isPrefix && index === wanted.length - 1 ? there.startsWith(part) : there === part;
  });
}

/**
 * What a policy gives on one path: the rules of the one pattern that Vault takes for the most
 * specific, and nothing when that denies.
 *
 * @see https://developer.hashicorp.com/vault/docs/concepts/policies#priority-matching
 */
export function capabilitiesOn(rules: readonly PathRule[], path: string): ReadonlySet<string> {
  const [best] = rules.filter(({ pattern }) => covers(pattern, path)).sort(byPriority);
  if (!best) return new Set();
  const same = rules.filter(({ pattern }) => pattern === best.pattern);
  const all = new Set(same.flatMap(({ capabilities }) => capabilities));
  return all.has('deny') ? new Set() : all;
}

/** The rule that wins comes first. */
function byPriority({ pattern: a }: PathRule, { pattern: b }: PathRule): number {
  return (
    wildcardAt(b) - wildcardAt(a) ||
    Number(a.endsWith('*')) - Number(b.endsWith('*')) ||
    plusesIn(a) - plusesIn(b) ||
    b.length - a.length ||
    (a > b ? -1 : 1)
  );
}

function wildcardAt(pattern: string): number {
  const at = pattern.search(/\+|\*$/);
  return at < 0 ? Number.MAX_SAFE_INTEGER : at;
}

function plusesIn(pattern: string): number {
  return pattern.split('/').filter((part) => part === '+').length;
}

/** Whoever may write there can give itself any policy. */
const rulingPaths = [
  'sys/policies/acl/any',
  'sys/policy/any',
  'sys/auth/any',
  'auth/any/role/any',
  'auth/any/users/any',
  'auth/any/certs/any',
  'auth/token/roles/any',
  'identity/entity/id/any',
  'identity/group/id/any',
  'identity/entity-alias',
  'sys/raw/any',
];
/** With `sudo` there, tokens may have policies that their maker has not. */
const tokenPaths = ['auth/token/create', 'auth/token/create-orphan'];
/** What every token may do for itself. */
const ownPaths =
  /^(?:cubbyhole\/|auth\/token\/(?:lookup|renew|revoke)-self$|sys\/capabilities-self$|sys\/internal\/ui\/|sys\/wrapping\/|sys\/(?:leases\/)?(?:renew|lookup)$|sys\/tools\/hash|sys\/control-group\/request$|identity\/(?:entity\/(?:id|name)\/\{\{|oidc\/provider\/))/;
const managing = /^(?:sys|auth|identity|cubbyhole)(?:\/|\+|\*|$)/;
const metadataOnly = /\/metadata(?:\/|\*|$)/;

/** How far a policy reaches. */
export function judgePolicy(name: string, rules: readonly PathRule[] | null): JudgedPolicy {
  if (name === 'root')
    return { rules: [], access: 'admin', readsSecrets: true, secretsLimited: false };
  if (rules === null) return { rules, access: 'unknown', readsSecrets: null, secretsLimited: null };
  const own = rules.filter(({ pattern }) => !ownPaths.test(pattern));
  const may = (...wanted: readonly string[]) =>
    own.some(
      ({ capabilities }) =>
        !capabilities.includes('deny') && wanted.some((one) => capabilities.includes(one)),
    );
  const access = isRuling(rules)
    ? 'admin'
    : may('create', 'update', 'patch', 'delete', 'recover')
      ? 'write'
      : may('read', 'list', 'subscribe')
        ? 'read'
        : 'none';
  const reading = own.filter(readsSecretAt);
  return {
    rules,
    access,
    readsSecrets: reading.length > 0,
    secretsLimited: reading.length > 0 ? !reading.some(({ pattern }) => isOfMount(pattern)) : null,
  };
}

function isRuling(rules: readonly PathRule[]): boolean {
  const isWriting = (path: string) => {
    const given = capabilitiesOn(rules, path);
    return given.has('create') || given.has('update') || given.has('patch');
  };
  return (
    // A mount may have any name, and a rule any one of them.
    [...rulingPaths, ...rules.map(({ pattern }) => concrete(pattern)).filter(isRoleOfAuth)].some(
      isWriting,
    ) || tokenPaths.some((path) => isWriting(path) && capabilitiesOn(rules, path).has('sudo'))
  );
}

function concrete(pattern: string): string {
  return pattern.replaceAll('+', 'any').replace(/\*$/, 'any');
}

function isRoleOfAuth(path: string): boolean {
  return (
    /^auth\/.+\/(?:role|roles|users|certs|groups|config)(?:\/.+)?$/.test(path) &&
    !/\/(?:secret-id|role-id)(?:\/|$)/.test(path)
  );
}

/** The part of a path, right before the name of a secret or role, of engines that give secrets. */
const givingSecrets = /^(?:creds?|data|export|static-creds?|sts)$/;

/**
 * Whether a pattern leaves open what lies in a mount: `kv/*`, `kv/data/*`, `team/kv/data/+`. A folder
 * (`kv/data/shop/*`, `kv/shop/*`) is narrower. The path does not tell where a mount of several parts
 * ends: the `*` of `team/kv/*` is taken for that of a folder.
 */
function isOfMount(pattern: string): boolean {
  const wildcard = wildcardAt(pattern);
  if (wildcard === Number.MAX_SAFE_INTEGER) return false;
  const parts = pattern.slice(0, wildcard).split('/');
  const begun = parts.pop() ?? '';
  // `secret*` is every mount of that beginning; `secret/a*` are secrets of that beginning.
  if (parts.length === 0) return true;
  if (begun !== '') return false;
  return parts.length === 1 || givingSecrets.test(parts.at(-1) ?? '');
}

/**
 * What is allowed by wildcard, written as `capability path`. Where the path leaves open only which
 * secret, key or role, as in `kv/data/shop/*`, every action is named, and nothing is told here.
 */
function wildcardsOf(rules: readonly PathRule[]): string[] {
  return rules
    .filter(({ capabilities }) => !capabilities.includes('deny'))
    .filter(({ pattern }) => leavesActionOpen(pattern))
    .flatMap(({ pattern, capabilities }) => capabilities.map((one) => `${one} ${pattern}`));
}

/** Below `sys/` and its like every path is an action of its own; in a mount, the part behind it. */
function leavesActionOpen(pattern: string): boolean {
  const wildcard = wildcardAt(pattern);
  if (wildcard === Number.MAX_SAFE_INTEGER) return false;
  if (managing.test(pattern)) return !ownPaths.test(pattern);
  return pattern.slice(0, wildcard).split('/').length <= 2 && isOfMount(pattern);
}

function readsSecretAt({ pattern, capabilities }: PathRule): boolean {
  return (
    (capabilities.includes('read') || capabilities.includes('root')) &&
    !capabilities.includes('deny') &&
    (pattern === '*' || pattern.startsWith('+') || !managing.test(pattern)) &&
    !metadataOnly.test(pattern)
  );
}

/** A policy as an entitlement. Parameters are left out: they may hold values. */
export function toEntitlement(scope: string, name: string, judged: JudgedPolicy): Entitlement {
  const { rules, access, readsSecrets, secretsLimited } = judged;
  return {
    key: policyKey(scope, name),
    provider: 'vault',
    nativeType: 'vault-policy',
    name,
    access,
    ...(rules === null
      ? {}
      : {
          wildcards: wildcardsOf(rules),
          document: {
            path: Object.fromEntries(
              rules.map(({ pattern, capabilities }) => [
                pattern,
                { capabilities: [...capabilities] },
              ]),
            ),
          },
        }),
    attributes: {
      ...(readsSecrets === null ? {} : { readsSecrets }),
      ...(secretsLimited === null ? {} : { secretsLimited }),
      ...(rules === null
        ? {}
        : { sudo: rules.some(({ capabilities }) => capabilities.includes('sudo')) }),
    },
  };
}
