import {
  type Credential,
  type Identity,
  never,
  type Observed,
  seen,
  type Timestamp,
  timestampOf,
  unknown,
  valueOf,
} from '@nonhuman/model';
import { accountOf } from './arn.ts';

/** IAM has recorded the use of passwords only since this day. */
const passwordUseTrackedSince = '2014-10-20T00:00:00.000Z';

/** One of the two access keys that a row of the credential report tells of, without its id. */
export interface ReportedKey {
  readonly number: 1 | 2;
  readonly active: boolean;
  /** When it was made or last changed. */
  readonly changedAt: Timestamp | null;
  readonly usedAt: Timestamp | null;
  readonly usedService: string | null;
  readonly usedRegion: string | null;
}

/** What one row of the credential report tells. */
export interface ReportRow {
  readonly arn: string;
  readonly account: string;
  readonly userName: string;
  readonly isRoot: boolean;
  readonly identity: Identity;
  /** Null when people cannot sign in as it. */
  readonly password: Credential | null;
  readonly keys: readonly ReportedKey[];
  readonly certificates: readonly Credential[];
}

type Cells = Readonly<Record<string, string>>;

function timeIn(cell: string | undefined): Timestamp | null {
  return cell && /^\d{4}-/.test(cell) ? timestampOf(cell) : null;
}

/** A row of the credential report; null when its ARN is none. */
export function readReportRow(cells: Cells): ReportRow | null {
  const arn = cells['arn'] ?? '';
  const account = accountOf(arn);
  if (account === null) return null;
  const isRoot = cells['user'] === '<root_account>' || arn.endsWith(':root');
  const keys = ([1, 2] as const).map((number) => reportedKey(cells, number));
  const row = { arn, account, isRoot, cells };
  const passwordUse = passwordUsedAt(row);
  return {
    arn,
    account,
    isRoot,
    userName: isRoot ? 'root' : (cells['user'] ?? ''),
    identity: toIdentity(row, usedAt(row, passwordUse, keys)),
    password: hasPassword(row) ? toPassword(row, passwordUse) : null,
    keys: keys.filter((key) => key !== null),
    certificates: ([1, 2] as const).flatMap((number) => certificate(row, number)),
  };
}

interface Row {
  readonly arn: string;
  readonly account: string;
  readonly isRoot: boolean;
  readonly cells: Cells;
}

function reportedKey(cells: Cells, number: 1 | 2): ReportedKey | null {
  const of = (what: string) => cells[`access_key_${number}_${what}`];
  const active = of('active') === 'true';
  const changedAt = timeIn(of('last_rotated'));
  if (!active && changedAt === null) return null;
  return {
    number,
    active,
    changedAt,
    usedAt: timeIn(of('last_used_date')),
    usedService: of('last_used_service') ?? null,
    usedRegion: of('last_used_region') ?? null,
  };
}

/** The root user always has a password; the report says `not_supported` for it. */
function hasPassword({ isRoot, cells }: Row): boolean {
  return isRoot || cells['password_enabled'] === 'true';
}

function passwordUsedAt(row: Row): Observed<Timestamp> {
  const { cells } = row;
  const used = timeIn(cells['password_last_used']);
  if (used !== null) return seen(used);
  if (!hasPassword(row)) return never;
  const made = timeIn(cells['user_creation_time']);
  return made !== null && made >= passwordUseTrackedSince
    ? never
    : unknown('made before IAM tracked the use of passwords (20 October 2014)');
}

/** The latest use of password and keys; never only when each of them was never used. */
function usedAt(
  { cells }: Row,
  password: Observed<Timestamp>,
  keys: readonly (ReportedKey | null)[],
): Observed<Timestamp> {
  const times = [valueOf(password), ...keys.map((key) => key?.usedAt ?? null)]
    .filter((time) => time !== null)
    .sort();
  const latest = times.at(-1);
  if (latest !== undefined) return seen(latest);
  const made = timeIn(cells['user_creation_time']);
  if (password.state === 'unknown' || made === null || made < '2015-04-22')
    return unknown('made before IAM tracked the use of keys (22 April 2015)');
  return never;
}

function toIdentity(row: Row, lastUsedAt: Observed<Timestamp>): Identity {
  const { arn, account, isRoot, cells } = row;
  const made = timeIn(cells['user_creation_time']);
  const mfa = truthOf(cells['mfa_active']);
  return {
    key: arn,
    provider: 'aws',
    kind: 'machine-user',
    nativeType: isRoot ? 'aws-root-user' : 'aws-iam-user',
    name: isRoot ? 'root' : (cells['user'] ?? arn),
    status: 'active',
    createdAt: made === null ? unknown('the credential report does not tell it') : seen(made),
    lastUsedAt,
    // No policy of IAM limits it: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user.html
    ...(isRoot ? { access: 'admin' as const } : {}),
    attributes: {
      accountId: account,
      consoleAccess: hasPassword(row),
      ...(mfa === null ? {} : { mfa }),
      ...(isRoot ? { isRoot: true } : {}),
    },
  };
}

function toPassword(row: Row, lastUsedAt: Observed<Timestamp>): Credential {
  const { arn, account, isRoot, cells } = row;
  const changed = timeIn(cells['password_last_changed']);
  const next = timeIn(cells['password_next_rotation']);
  const mfa = truthOf(cells['mfa_active']);
  return {
    key: `${arn}#password`,
    provider: 'aws',
    identityKey: arn,
    kind: 'password',
    nativeType: isRoot ? 'aws-root-password' : 'aws-console-password',
    name: `console password of ${isRoot ? 'root' : (cells['user'] ?? arn)}`,
    status: 'active',
    createdAt: unknown('the credential report tells the last change of a password only'),
    expiresAt:
      next !== null
        ? seen(next)
        : cells['password_next_rotation'] === 'N/A'
          ? never
          : unknown('the credential report does not tell it'),
    lastUsedAt,
    lastRotatedAt:
      changed === null ? unknown('the credential report does not tell it') : seen(changed),
    attributes: {
      accountId: account,
      ...(mfa === null ? {} : { mfa }),
      ...(isRoot ? { isRoot: true } : {}),
    },
  };
}

function certificate({ arn, account, isRoot, cells }: Row, number: 1 | 2): Credential[] {
  const active = cells[`cert_${number}_active`] === 'true';
  const changed = timeIn(cells[`cert_${number}_last_rotated`]);
  if (!active && changed === null) return [];
  return [
    {
      key: `${arn}#certificate-${number}`,
      provider: 'aws',
      identityKey: arn,
      kind: 'certificate',
      nativeType: 'aws-signing-certificate',
      name: `signing certificate ${number} of ${isRoot ? 'root' : (cells['user'] ?? arn)}`,
      status: active ? 'active' : 'disabled',
      createdAt: unknown('the credential report tells the last change of a certificate only'),
      expiresAt: unknown('the credential report does not tell it'),
      lastUsedAt: unknown('IAM does not tell the use of signing certificates'),
      lastRotatedAt:
        changed === null ? unknown('the credential report does not tell it') : seen(changed),
      attributes: { accountId: account, legacy: true, ...(isRoot ? { isRoot: true } : {}) },
    },
  ];
}

function truthOf(cell: string | undefined): boolean | null {
  return cell === 'true' ? true : cell === 'false' ? false : null;
}
