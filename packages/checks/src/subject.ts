import type {
  Credential,
  Delegation,
  Entitlement,
  Exposure,
  Grant,
  Identity,
  Instance,
  OwnerCandidate,
  Ownership,
  Resource,
  SecretReference,
} from '@nonhuman/model';

/** Whether a kind of fact was read for the scope that a subject lies in. */
export type Coverage = 'complete' | 'partial' | 'not-read';

/** A grant with the entitlement that it gives; null when that was not read. */
export interface GrantSeen {
  readonly grant: Grant;
  readonly entitlement: Entitlement | null;
}

/** One identity with all that is known around it. Lists are empty when there are none or none were read: `coverage` tells which. */
export interface IdentityView {
  readonly id: string;
  readonly identity: Identity;
  readonly credentials: readonly CredentialSeen[];
  readonly instances: readonly Instance[];
  readonly grants: readonly GrantSeen[];
  /** Where this identity may go. */
  readonly delegationsFrom: readonly Delegation[];
  /** Who may become or use this identity. */
  readonly delegationsTo: readonly Delegation[];
  readonly exposures: readonly Exposure[];
  readonly secretReferences: readonly SecretReference[];
  /** One statement for each candidate in `owners`, with the status that people sources tell. */
  readonly ownership: readonly Ownership[];
  /**
   * Who may answer for it, the likeliest first, with all evidence. A team whose members have all left
   * has the status `left`, and tells its `members`.
   */
  readonly owners: readonly OwnerCandidate[];
  readonly resources: readonly Resource[];
  readonly coverage: Readonly<
    Record<'credential' | 'grant' | 'delegation' | 'ownership' | 'exposure', Coverage>
  >;
}

/** A credential with the exposures of its value. */
export interface CredentialSeen {
  readonly id: string;
  readonly credential: Credential;
  readonly exposures: readonly ExposureSeen[];
}

export interface ExposureSeen {
  readonly id: string;
  readonly exposure: Exposure;
}

/** One credential, with the identity it belongs to when that is known. */
export interface CredentialView extends CredentialSeen {
  readonly holder: IdentityView | null;
}

/** One exposure, with the credential and identity that it gives away when they are known. */
export interface ExposureView extends ExposureSeen {
  readonly credential: CredentialSeen | null;
  readonly holder: IdentityView | null;
}

/** What a check may look at. */
export interface Subjects {
  readonly identity: IdentityView;
  readonly credential: CredentialView;
  readonly exposure: ExposureView;
}
export type SubjectKind = keyof Subjects;
