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
  /** What links say of it and its credentials; absent where none were read. */
  readonly links?: readonly LinkSeen[];
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
  /**
   * Told of another row of the same credential: a key that lies in a file and that its provider lists.
   * It counts for the credential; as a subject of its own it is judged where it was told.
   */
  readonly over?: SeenOver;
}

/** The link over which something is seen. */
export interface SeenOver {
  readonly link: string;
  readonly rule: string;
  readonly confidence: number;
}

/** That the same identity or credential is seen elsewhere, or is bound to something there. */
export interface LinkSeen {
  readonly id: string;
  readonly rule: string;
  /** The identity, or the credential of it, that is linked. */
  readonly subjectId: string;
  readonly relation: 'same' | 'pairs-with' | 'logs-in-as' | 'opens' | 'belongs-to' | 'exposes';
  readonly verdict: 'matched' | 'not-matched' | 'cannot-tell';
  readonly confidence: number;
  /** Whether it leads from the subject to the other. */
  readonly outward: boolean;
  readonly other: { readonly noun: string; readonly id: string };
  readonly because: string;
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
