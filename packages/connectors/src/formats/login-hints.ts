/** What hints at a login being a person's or a program's. Hints only: databases do not tell. */
export interface LoginHints {
  readonly person: readonly string[];
  readonly machine: readonly string[];
}

const machineName =
  /(?:^|[_.-])(?:app|api|svc|service|srv|bot|job|jobs|batch|cron|etl|sync|repl|replication|backup|monitor|monitoring|exporter|metrics|ci|deploy|migrat\w*|worker|web|readonly|ro|rw|admin_?tool|pgbouncer|proxysql|debezium|airflow|dbt|grafana|datadog|prometheus|vault|terraform)(?:[_.-]|\d*$)/i;
const personName = /^[a-z]+[._][a-z]{2,}$|^[^@\s]+@[^@\s]+\.[a-z]{2,}$/i;
const toolsOfPeople =
  /^(?:psql|pgAdmin|DBeaver|DataGrip|TablePlus|Postico|HeidiSQL|MySQLWorkbench|mongosh|Compass|Navicat|Beekeeper)/i;

/** Looks at the name, and at the programs that hold sessions as it. */
export function loginHints(name: string, programs: readonly string[] = []): LoginHints {
  const person: string[] = [];
  const machine: string[] = [];
  if (machineName.test(name)) machine.push('its name is that of a program');
  else if (personName.test(name)) person.push('its name is that of a person');
  for (const program of programs) {
    if (program === '') continue;
    if (toolsOfPeople.test(program)) person.push(`a session by ${program}`);
    else machine.push(`a session by ${program}`);
  }
  return { person, machine };
}

/**
 * The Vault role and time of issue in the name of a login that Vault made, as its default templates
 * write it (`v-token-readonly-<random>-1767225600`); null for other names. The role may be cut off, and
 * short limits of names cut the time, too.
 *
 * @see https://developer.hashicorp.com/vault/docs/concepts/username-templating
 */
export function madeByVault(
  name: string,
): { readonly role: string; readonly issuedAt: string | null } | null {
  const [, role, , seconds] =
    /^v-[^-]+(?:-[^-]+)*?-([\w.]+(?:-[\w.]+)*?)-([A-Za-z0-9]{10,20})(?:-(\d{10}))?$/.exec(name) ??
    [];
  if (role === undefined) return null;
  return {
    role,
    issuedAt: seconds === undefined ? null : new Date(Number(seconds) * 1000).toISOString(),
  };
}

/** Both as attributes of a login. */
export function loginAttributes(name: string, programs: readonly string[] = []) {
  const { person, machine } = loginHints(name, programs);
  const vault = madeByVault(name);
  return {
    ...(person.length > 0 ? { personHints: [...person] } : {}),
    ...(machine.length > 0 ? { machineHints: [...machine] } : {}),
    ...(vault === null
      ? {}
      : {
          vaultRole: vault.role,
          ...(vault.issuedAt === null ? {} : { vaultIssuedAt: vault.issuedAt }),
        }),
  };
}
