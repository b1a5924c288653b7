import { failing, type Intent, nearly, type SubjectName } from '../truth.ts';
import type { Staff } from './people.ts';

/** A role that programs log in to by a secret. */
export interface VaultRole {
  readonly name: string;
  /** Seconds that its secrets work; 0 has no end. */
  readonly secretSeconds: number;
  /** Networks that its secrets may be used from; none is from anywhere. */
  readonly networks: readonly string[];
  /** Seconds that its tokens work at most. */
  readonly tokenSeconds: number;
  /** Seconds within which a token must be renewed, to live on without end; 0 for tokens that end. */
  readonly periodSeconds: number;
  /** Its policy opens a folder of the application, not one secret by name. */
  readonly wholeFolder: boolean;
  readonly intent: Intent;
}

export interface VaultWorld {
  readonly name: string;
  readonly roles: readonly VaultRole[];
}

export function vaultRole(
  { name }: Pick<VaultWorld, 'name'>,
  role: Pick<VaultRole, 'name'>,
): SubjectName {
  return { noun: 'identity', provider: 'vault', name: `${name}/auth/approle/role/${role.name}` };
}

const day = 86_400;

/** A vault with roles for programs. */
export function vaultWorld({ org }: Staff): VaultWorld {
  const logins = 'vault-login-without-limits';
  const tokens = 'vault-token-without-end';
  const shapes: readonly (Partial<VaultRole> & Pick<VaultRole, 'name'>)[] = [
    { name: 'tight', intent: nearly(logins, tokens) },
    {
      name: 'own-folder',
      wholeFolder: true,
      intent: nearly('access-reads-secrets', 'access-wildcard-actions'),
    },
    { name: 'ninety', secretSeconds: 90 * day, intent: nearly(logins) },
    { name: 'ninety-one', secretSeconds: 91 * day, intent: failing(logins) },
    { name: 'endless', secretSeconds: 0, intent: failing(logins) },
    { name: 'anywhere', networks: [], intent: failing(logins) },
    { name: 'periodic', periodSeconds: day, intent: failing(tokens) },
    { name: 'periodic-week', periodSeconds: 7 * day, intent: failing(tokens) },
    { name: 'month-and-more', tokenSeconds: 33 * day, intent: failing(tokens) },
    { name: 'month', tokenSeconds: 32 * day, intent: nearly(tokens) },
  ];
  return {
    name: `${org}-vault`,
    roles: shapes.map((shape) => ({
      secretSeconds: 600,
      networks: ['10.0.0.0/8'],
      tokenSeconds: 3600,
      periodSeconds: 0,
      wholeFolder: false,
      intent: nearly(),
      ...shape,
    })),
  };
}
