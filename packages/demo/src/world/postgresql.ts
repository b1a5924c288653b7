import type { Clock } from '../clock.ts';
import type { Random } from '../random.ts';
import { failing, type Intent, joined, nearly, type SubjectName } from '../truth.ts';
import { describing, personFor, toldBy } from './owning.ts';
import { namesOfPerson, type Staff } from './people.ts';

/** A role that may log in. */
export interface PostgresLogin {
  readonly name: string;
  readonly superuser: boolean;
  readonly createsRoles: boolean;
  /** Null: its password has no end. */
  readonly validUntil: Date | null;
  readonly comment: string;
  readonly password: 'none' | 'md5' | 'scram-sha-256';
  /** From where the rules let it in, and whether a certificate is asked for there. */
  readonly from: 'anywhere' | 'office' | 'office by certificate';
  readonly identity: Intent;
  readonly credential: Intent;
}

export interface PostgresWorld {
  readonly server: string;
  readonly logins: readonly PostgresLogin[];
}

export function postgresLogin(
  { server }: Pick<PostgresWorld, 'server'>,
  { name }: Pick<PostgresLogin, 'name'>,
): SubjectName {
  return { noun: 'identity', provider: 'postgresql', name: `${server}/roles/${name}` };
}

export function postgresPassword(
  { server }: Pick<PostgresWorld, 'server'>,
  { name }: Pick<PostgresLogin, 'name'>,
): SubjectName {
  return { noun: 'credential', provider: 'postgresql', name: `${server}/roles/${name}/password` };
}

type Shape = Partial<PostgresLogin> & { readonly what: string };

const weak = 'database-weak-password-scheme';
const anywhere = 'database-reachable-from-anywhere';
const byPassword = 'database-service-password';

/** A server with the logins of programs. Comments, or their names, tell whose they are. */
export function postgresWorld({
  random,
  clock,
  staff,
}: {
  readonly random: Random;
  readonly clock: Clock;
  readonly staff: Staff;
}): PostgresWorld {
  const teams = staff.teams.filter(({ members }) => members.length > 0);
  const logins = shapes(clock).map(({ what, ...shape }, index): PostgresLogin => {
    const own = random.fork(what);
    const team = teams[index % teams.length]?.slug ?? 'core';
    const person = personFor(own, staff, { name: what, team });
    // Names of databases are written with underscores.
    const byName = index % 3 === 0;
    const owner = byName
      ? toldBy('naming', [team], { weak: true })
      : toldBy('comment', namesOfPerson(person), { weak: true });
    const merged: Omit<PostgresLogin, 'credential'> = {
      superuser: false,
      createsRoles: false,
      validUntil: null,
      password: 'scram-sha-256',
      from: 'office',
      ...shape,
      name: byName ? `${team}_${what}` : what,
      comment: byName ? '' : describing(own, staff, person),
      identity: joined(owner, shape.identity ?? joined()),
    };
    const lasting = merged.validUntil === null ? failing('credential-no-expiry') : joined();
    return {
      ...merged,
      credential: joined(lasting, shape.credential ?? nearly(weak)),
    };
  });
  return { server: `${staff.org}-db1`, logins };
}

function shapes(clock: Clock): Shape[] {
  const fine = nearly('database-superuser', anywhere, byPassword, 'access-admin-equivalent');
  const inDays = (days: number) => ({ validUntil: clock.inDays(days) });
  return [
    { what: 'api_writer', identity: fine, ...inDays(200) },
    { what: 'reporter', identity: fine, ...inDays(90) },
    { what: 'old_loader', password: 'md5', credential: failing(weak) },
    { what: 'old_export', password: 'md5', credential: failing(weak), ...inDays(120) },
    { what: 'feed', password: 'md5', credential: failing(weak) },
    { what: 'migrator', superuser: true, identity: failing('database-superuser') },
    { what: 'backup_job', superuser: true, identity: failing('database-superuser') },
    { what: 'role_maker', createsRoles: true, identity: failing('access-admin-equivalent') },
    { what: 'partner_sync', from: 'anywhere', identity: failing(anywhere) },
    { what: 'mobile_sync', from: 'anywhere', identity: failing(anywhere) },
    { what: 'proxy', from: 'office by certificate', identity: failing(byPassword), ...inDays(300) },
    {
      what: 'batch',
      from: 'office by certificate',
      password: 'none',
      identity: nearly(byPassword),
    },
    { what: 'seasonal', ...inDays(10), credential: failing('credential-expires-soon') },
    { what: 'quarterly', ...inDays(15), credential: nearly('credential-expires-soon') },
    { what: 'forever', ...inDays(800), credential: failing('credential-lifetime-too-long') },
  ];
}
