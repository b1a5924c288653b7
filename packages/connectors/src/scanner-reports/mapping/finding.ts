import type { SecretValue } from '@nonhuman/runtime';

/** Whether the scanner found the secret to work. */
export type Validity = 'active' | 'inactive' | 'unknown';

/** What a scanner tells of one secret at one place, whichever scanner it is. */
export interface Finding {
  /** The program: `gitleaks`. */
  readonly tool: string;
  /** Its own name of the rule that matched. */
  readonly rule: string;
  readonly title: string;
  /** The secret itself; null when the report redacts it or never has it. */
  readonly secret: SecretValue | null;
  /** The text that the secret was found in, when the report quotes it. */
  readonly around?: SecretValue | null;
  /** The public identifier that was found beside it. */
  readonly publicId?: string | null;
  /** The report's own unkeyed digest of the secret, in hex. */
  readonly digest?: { readonly algorithm: 'sha1' | 'sha256'; readonly hex: string } | null;
  readonly path: string;
  readonly line: number | null;
  readonly commit?: string | null;
  readonly author?: string | null;
  readonly email?: string | null;
  /** When that commit was made, as the report writes it. */
  readonly committedAt?: string | null;
  /** Null when nothing was tried. */
  readonly validity?: Validity | null;
  readonly isPublic?: boolean;
  /** The name by which the scanner itself recognises this finding. */
  readonly reportId?: string | null;
}
