import { among, called, defineLink, sureness } from '../define-link.ts';

/** What Vault calls the logins that it makes, unless it is told otherwise. */
const made = '^v-.{1,8}-(.{1,8})-[A-Za-z0-9]{20}-[0-9]{10}$';

/** A lease of Vault and the login that was made for it. */
export const vaultLease = defineLink({
  id: 'vault-lease',
  title: 'Leases of Vault and the logins made for them',
  joins:
    'A lease of a dynamic database role, and the login that Vault made for it in the database.',
  why: 'The login’s name holds the role (its first eight letters) and the second in which it was made; the lease tells both: 0.9, shared by as many leases of that role as were issued in that second. A login whose role’s template makes other names is not recognised.',
  relation: 'opens',
  async *find(world) {
    const second = (of: 'created-second' | 'second-before-creation') =>
      ({
        space: 'lease',
        from: [{ of: 'attribute', attribute: 'role', pattern: '^(.{1,8})' }, { of }],
      }) as const;
    const join = {
      from: {
        noun: 'credential',
        nativeTypes: ['vault-lease'],
        // The lease is issued once the login is made: in the same second or the next.
        by: [second('created-second'), second('second-before-creation')],
        reads: ['role'],
      },
      to: {
        noun: 'identity',
        kinds: ['database-login'],
        told: 'home',
        by: [
          {
            space: 'lease',
            from: [
              { of: 'name', pattern: made },
              { of: 'name', pattern: '^v-.*-([0-9]{10})$' },
            ],
          },
        ],
      },
    } as const;
    for await (const { from, to, candidates } of world.pairs(join)) {
      const several = Math.max(candidates.from, candidates.to);
      yield {
        from: { noun: 'credential', id: from.id },
        to: { noun: 'identity', id: to.id },
        verdict: 'matched',
        confidence: among(several, sureness.named),
        because: `the name of ${called(to)} holds the role and the second of ${called(from)}${several > 1 ? `, as ${several - 1} more do` : ''}`,
        evidence: { role: from.attributes['role'] ?? null, login: to.name, candidates: several },
      };
    }
  },
});
