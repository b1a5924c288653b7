/** What a leaked value lets its holder do, in the words of the credential model. */
export const credentialKinds = [
  'access-key',
  'api-key',
  'token',
  'oauth-client-secret',
  'password',
  'private-key',
  'certificate',
  'webhook-url',
  'connection-string',
  'jwt',
  'app-key',
  'session',
] as const;

/** One of {@link credentialKinds}. */
export type SecretCredentialKind = (typeof credentialKinds)[number];

/** Checksums that a token carries in itself; each is computed in `checksums.ts`. */
export type ChecksumName =
  | 'github-crc32'
  | 'gitlab-routable-crc32'
  | 'cloudflare-crc32'
  | 'atlassian-crc32';

/** Readers of what a token says about itself without any network; see `decoders/`. */
export type DecoderName =
  | 'aws-key-id'
  | 'aws-bedrock-key'
  | 'aws-secret'
  | 'basic-login'
  | 'discord-bot'
  | 'stripe-key'
  | 'telegram-bot'
  | 'url-password'
  | 'github-token'
  | 'gitlab-routable'
  | 'slack-ids'
  | 'jwt'
  | 'plain-password'
  | 'pypi-macaroon'
  | 'connection-string'
  | 'azure-sas'
  | 'embedded-object'
  | 'entra-client-secret'
  | 'private-key-block';

/** A text that stands near a secret. */
export interface Neighbour {
  /** RE2-safe; capture group 1 is what it says. The closest one counts. */
  readonly pattern: string;
  /** How far before or after the secret it may stand, in UTF-16 units. */
  readonly within: number;
  /** Without it there is no match. */
  readonly required: boolean;
  /** What group 1 becomes: the match's `pairedId`, a fact of this name, or nothing (null). */
  readonly as: string | null;
}

/**
 * One format of secret, as data.
 *
 * A detector is found by its keywords first; only where one stands is the pattern tried, anchored
 * there. So a pattern must begin at its keyword, or at most `keywordAt[1]` characters before it.
 */
export interface SecretDetector {
  /** Kebab-case, begins with the provider, never reused. */
  readonly id: string;
  readonly title: string;
  /** Kebab-case vendor name, `generic` for formats that no vendor owns. */
  readonly provider: string;
  readonly credentialKind: SecretCredentialKind;
  /** ASCII literals of three characters or more, one of which every match contains. */
  readonly keywords: readonly string[];
  /** Whether the keywords are compared as written. The pattern itself is always case-sensitive. */
  readonly keywordCase: 'exact' | 'any';
  /** Least and most characters of the match that stand before the keyword. Default `[0, 0]`. */
  readonly keywordAt?: readonly [least: number, most: number];
  /** Regular expression source; RE2-safe: no lookaround, no backreference, repeats up to 1,000. */
  readonly pattern: string;
  /** The capture group that holds the secret itself. Default 0: the whole match. */
  readonly secretGroup?: number;
  /**
   * What the match rests on, strongest first; of two overlapping matches the stronger one stays.
   * `format`: the vendor's own shape. `context`: a name beside a plain-looking value; such a match
   * may begin inside a longer word. `generic`: a shape that many vendors use.
   */
  readonly basis: 'format' | 'context' | 'generic';
  /** Characters, besides ASCII letters, digits and `_`, that may not follow the secret. */
  readonly notFollowedBy?: string;
  /** The longest match in UTF-16 units; a longer one is no match. Default 2,000. */
  readonly longest?: number;
  /**
   * A cheap guard: an ASCII literal that must stand within so many units after the keyword, before
   * any white space, quote or angle bracket.
   */
  readonly soonAfter?: { readonly text: string; readonly within: number };
  /** Texts near the secret that name its owner, or prove what it is. */
  readonly nearby?: readonly Neighbour[];
  readonly checksum?: ChecksumName;
  readonly decoder?: DecoderName;
  /** Least Shannon entropy of the secret in bits per character. */
  readonly entropyAtLeast?: number;
  /** Pattern that the path must match; without a path such a detector is left out. */
  readonly onlyIn?: string;
}

/** A secret found in a text. Holds the value: never store, log or show it. */
export interface SecretMatch {
  readonly detectorId: string;
  readonly provider: string;
  readonly credentialKind: string;
  readonly title: string;
  /** Offset of the secret itself, in UTF-16 units. */
  readonly start: number;
  /** Offset after its last unit. */
  readonly end: number;
  /** 1-based line of `start`; lines end at `\n`. */
  readonly line: number;
  /** 1-based column of `start`, in UTF-16 units. */
  readonly column: number;
  /** The secret. A copy of its own: it does not keep the scanned text in memory. */
  readonly value: string;
  /** Whether the checksum inside the secret is right; `none` when the format has none. */
  readonly checksum: 'valid' | 'invalid' | 'none';
  /** What the secret says about itself offline. Never the secret or a part that would serve to use it. */
  readonly facts: Readonly<Record<string, string>>;
  /** The public id that belongs to the secret, when one stands beside it. */
  readonly pairedId?: string;
}

/** What a whole string is, wherever it was found. */
export type IdentifiedToken = Omit<SecretMatch, 'start' | 'end' | 'line' | 'column'>;
