import type { Intent, SubjectName } from '../truth.ts';

/** A secret or certificate of an application. */
export interface EntraCredential {
  readonly keyId: string;
  readonly kind: 'secret' | 'certificate';
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly intent: Intent;
}

/** An application or agent identity, with what acts for it in the tenant. */
export interface EntraApplication {
  readonly name: string;
  readonly type: 'application' | 'agent';
  readonly applicationId: string;
  readonly principalId: string;
  /** The client id: the name that everybody uses. */
  readonly clientId: string;
  /** Of the company itself, or of somebody else's tenant. */
  readonly own: boolean;
  readonly enabled: boolean;
  readonly publisher: string | null;
  readonly publisherVerified: boolean;
  readonly anyTenant: boolean;
  readonly redirects: readonly string[];
  readonly implicitFlow: boolean;
  readonly passwordFlow: boolean;
  readonly createdAt: Date;
  readonly lastSignInAt: Date;
  readonly credentials: readonly EntraCredential[];
  /** Application permissions of Microsoft Graph, by name. */
  readonly permissions: readonly string[];
  /** Scopes that an administrator let it use for everyone. */
  readonly scopes: readonly string[];
  /** Logins of owners, or of sponsors of an agent. */
  readonly owners: readonly string[];
  readonly intent: Intent;
}

export interface EntraWorld {
  readonly tenant: string;
  readonly applications: readonly EntraApplication[];
  /** The id of a person's account. */
  userId(login: string): string;
}

export function entraIdentity({ clientId }: Pick<EntraApplication, 'clientId'>): SubjectName {
  return { noun: 'identity', provider: 'entra', name: clientId };
}

export function entraCredential({ keyId }: Pick<EntraCredential, 'keyId'>): SubjectName {
  return { noun: 'credential', provider: 'entra', name: keyId };
}
