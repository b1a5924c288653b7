import type { LinkName, PairEnd } from '@nonhuman/store';
import { among, bare, called, defineLink, identities, sureness } from '../define-link.ts';

const server = '^(?:[a-z+]+://)?([a-z0-9][a-z0-9._-]*)';
const engines = new Set(['mongodb', 'mysql', 'postgresql', 'sqlserver']);

/** Of a file: `postgresql:login:app@db.acme.test`. */
const inKey: LinkName = {
  space: 'login',
  from: [
    { of: 'key', pattern: ':login:([^@]+)@' },
    { of: 'key', pattern: ':login:[^@]+@([^:/,@ ]+)', lowerCase: true },
  ],
};
const told = (where: string): LinkName => ({
  space: 'login',
  from: [
    { of: 'attribute', attribute: 'user' },
    { of: 'attribute', attribute: where, pattern: server, lowerCase: true },
  ],
});

/** A login of a database that is configured somewhere, and the login as its server tells it. */
export const databaseLogin = defineLink({
  id: 'database-login',
  title: 'Logins of databases',
  joins:
    'The login in a connection string, a .pgpass or a Vault connection, and the login that the database server lists.',
  why: 'User and host name as both write them: 0.9, shared by as many accounts as that user has on the server. A user of the same name on another server, or of another kind of server, is another login. Servers that go by several host names are not recognised.',
  relation: 'same',
  async *find(world) {
    const configured = { noun: 'identity', kinds: ['database-login'] } as const;
    const join = {
      from: { ...configured, by: [inKey, told('host')] },
      to: { ...configured, told: 'home', by: [told('server')] },
    } as const;
    for await (const { from, to, names, candidates } of world.pairs(join)) {
      if (areOfOtherEngines(from, to)) continue;
      const [user = '', host = ''] = bare(names[0] ?? '').split('|');
      const isShared = candidates.to > 1;
      yield {
        from: { noun: identities.from, id: from.id },
        to: { noun: identities.to, id: to.id },
        verdict: 'matched',
        confidence: among(candidates.to, sureness.named),
        because: `${called(from)} and ${called(to)} are the user ${user} of ${host}${isShared ? `, which has ${candidates.to} accounts there` : ''}`,
        evidence: { user, host, candidates: candidates.to },
      };
    }
  },
});

function areOfOtherEngines(from: PairEnd, to: PairEnd): boolean {
  const [one, other] = [from.provider, to.provider];
  return engines.has(one) && engines.has(other) && one !== other;
}
