import { base32, digits, type Random } from '../random.ts';
import type { Intent, SubjectName } from '../truth.ts';

/** One statement of a policy; conditions are operator → key → values. */
export interface AwsStatement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions?: readonly string[];
  readonly notActions?: readonly string[];
  readonly resources?: readonly string[];
  readonly principal?: Readonly<Record<string, readonly string[]>> | '*';
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** A policy: written into its holder, of the account, or AWS's own. */
export interface AwsPolicy {
  readonly name: string;
  readonly statements: readonly AwsStatement[];
}

export interface AwsAccessKey {
  readonly id: string;
  readonly active: boolean;
  readonly createdAt: Date;
  /** Null: never used. */
  readonly lastUsedAt: Date | null;
  readonly intent: Intent;
}

/** A password for the console. */
export interface AwsPassword {
  readonly changedAt: Date;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly intent: Intent;
}

interface AwsPrincipal {
  readonly account: AwsAccount;
  readonly name: string;
  readonly createdAt: Date;
  readonly tags: Readonly<Record<string, string>>;
  /** ARNs of managed policies. */
  readonly attached: readonly string[];
  readonly inline: readonly AwsPolicy[];
  readonly intent: Intent;
}

export interface AwsUser extends AwsPrincipal {
  readonly path: string;
  readonly groups: readonly string[];
  readonly keys: readonly AwsAccessKey[];
  /** Null: nobody signs in as it. */
  readonly password: AwsPassword | null;
}

export interface AwsRole extends AwsPrincipal {
  readonly path: string;
  readonly description: string;
  readonly trust: readonly AwsStatement[];
  /** Null: not in the last 400 days. */
  readonly lastUsedAt: Date | null;
  /** Names of instance profiles that offer it to machines. */
  readonly profiles: readonly string[];
}

export interface AwsAccount {
  readonly id: string;
  readonly name: string;
  readonly environment: 'production' | 'staging' | 'development' | 'sandbox';
  /** How its exports are flawed. */
  readonly flaw: 'none' | 'utf-16-report' | 'no-report' | 'cut-short' | 'pages-out-of-order';
  readonly root: {
    readonly createdAt: Date;
    readonly lastUsedAt: Date;
    readonly keyUsedAt: Date | null;
    /** When its key was made; null when it has none. */
    readonly keyMadeAt: Date | null;
    readonly intent: Intent;
    readonly keyIntent: Intent;
  };
  /** OIDC providers: host → accepted audiences. */
  readonly issuers: Readonly<Record<string, readonly string[]>>;
}

/** Everything of AWS. Lists may be long: they are made anew each time they are walked. */
export interface AwsWorld {
  readonly organizationId: string;
  readonly accounts: readonly AwsAccount[];
  users(account: AwsAccount): Iterable<AwsUser>;
  roles(account: AwsAccount): Iterable<AwsRole>;
  /** Policies of the account itself, which others may hold. */
  policies(account: AwsAccount): Iterable<AwsPolicy>;
}

/** The ARN of something of IAM in an account. */
export function iamArn(account: Pick<AwsAccount, 'id'>, resource: string): string {
  return `arn:aws:iam::${account.id}:${resource}`;
}

export function userArn({
  account,
  path,
  name,
}: Pick<AwsUser, 'account' | 'path' | 'name'>): string {
  return iamArn(account, `user${path}${name}`);
}

export function roleArn({
  account,
  path,
  name,
}: Pick<AwsRole, 'account' | 'path' | 'name'>): string {
  return iamArn(account, `role${path}${name}`);
}

/** The name of an identity in the truth. */
export function awsIdentity(arn: string): SubjectName {
  return { noun: 'identity', provider: 'aws', name: arn };
}

/** The name of an access key in the truth. */
export function awsKey(id: string): SubjectName {
  return { noun: 'credential', provider: 'aws', name: id };
}

/** A key id that carries its account, as AWS makes them since 2019. */
export function accessKeyId(random: Random, { id }: Pick<AwsAccount, 'id'>): string {
  let bits = (1n << 49n) | (BigInt(id) << 9n) | BigInt(random.between(0, 511));
  let body = '';
  for (let digit = 0; digit < 10; digit += 1) {
    body = base32.charAt(Number(bits & 31n)) + body;
    bits >>= 5n;
  }
  return `${'AK'}${'IA'}${body}${random.text(base32, 6)}`;
}

/** A number of an account: twelve digits, none of them a leading zero. */
export function accountId(random: Random): string {
  return `${random.between(1, 9)}${random.text(digits, 11)}`;
}
