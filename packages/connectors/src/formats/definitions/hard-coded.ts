import {
  type CredentialKind,
  credentialKinds,
  type Exposure,
  type Principal,
  type Upsert,
} from '@nonhuman/model';
import { SecretValue } from '@nonhuman/runtime';
import { looksSecret, type SecretMatch, scanText } from '@nonhuman/secrets';
import { reportCredential, reportReference } from './report.ts';
import { reportDelegation, type Source } from './source.ts';

/** A value of the definition with the name that it is given there. */
export interface NamedValue {
  readonly name: string;
  readonly value: string;
  readonly keyPath: string;
  /** Its 1-based line; asked only of what is reported. Null where lines mean nothing. */
  readonly line: () => number | null;
  /** The definition itself says that it is a secret: then its name need not. */
  readonly isDeclaredSecret?: boolean;
}

/** What of a definition is looked through, and whose it is. */
export interface SearchedDefinition {
  /** The definition as written, when values stand in it as they are; null to search the values alone (escaped, encoded). */
  readonly text: string | null;
  readonly values: readonly NamedValue[];
  readonly setting: Exposure['setting'];
  /** Who uses what is found. */
  readonly holder?: Principal;
}

/**
 * Secrets that a definition spells out: by their format anywhere in it, and by name in the given
 * values. One value at one place is told once.
 */
export function reportHardCoded(source: Source, searched: SearchedDefinition): Upsert[] {
  const { text, values, setting } = searched;
  const written = text === null ? writtenOut(values) : { text, placeOf: lineOfMatch };
  const matches = scanText(written.text, { path: source.file.path });
  const known = new Set(matches.map(({ value }) => value));
  const paired = new Set(matches.map(({ pairedId }) => pairedId));
  const observations = matches
    .filter(({ value }) => !paired.has(value))
    .flatMap((match) => reportMatch(source, { match, setting, ...written.placeOf(match) }));
  for (const named of values) {
    if (isCovered(known, named.value) || !isSecret(named)) continue;
    observations.push(...reportNamed(source, named, setting));
  }
  return [...observations, ...holdings(source, searched, observations)];
}

/** A name with a colon is the key of a condition (`token.actions.githubusercontent.com:sub`) and names no secret. */
function isSecret({ name, value, isDeclaredSecret }: NamedValue): boolean {
  if (name.includes(':')) return false;
  return looksSecret(isDeclaredSecret ? 'secret' : name, value).secret;
}

function reportNamed(source: Source, named: NamedValue, setting: Exposure['setting']): Upsert[] {
  const line = named.line();
  return reportCredential(source.listing, source, {
    provider: 'generic',
    kind: kindByName(named.name),
    nativeType: 'generic-secret',
    name: named.name,
    secret: new SecretValue(named.value),
    ...(line === null ? {} : { line }),
    keyPath: named.keyPath,
    setting,
    title: `Value of ${named.name}`,
  });
}

interface MatchPlace {
  readonly line?: number;
  readonly keyPath?: string;
}

function lineOfMatch({ line }: SecretMatch): MatchPlace {
  return { line };
}

/** The values as `name = value`, so that formats which need their name are found, and whose each match is. */
function writtenOut(values: readonly NamedValue[]) {
  const starts: number[] = [];
  let text = '';
  for (const { name, value } of values) {
    starts.push(text.length);
    text += `${name} = ${value}\n`;
  }
  const placeOf = ({ start }: SecretMatch): MatchPlace => {
    const after = starts.findIndex((at) => at > start);
    const named = values.at(after < 0 ? -1 : after - 1);
    const line = named?.line() ?? null;
    return {
      ...(named ? { keyPath: named.keyPath } : {}),
      ...(line === null ? {} : { line }),
    };
  };
  return { text, placeOf };
}

function reportMatch(
  source: Source,
  { match, setting, ...place }: MatchPlace & { match: SecretMatch; setting: Exposure['setting'] },
): Upsert[] {
  const { provider, detectorId, title, value, pairedId } = match;
  // The id of a key is public: alone it says which key is used here, and exposes nothing.
  if (detectorId === 'aws-access-key-id') {
    return [
      reportReference(source.listing, source, {
        provider,
        store: detectorId,
        name: value,
        ...place,
      }),
    ];
  }
  return reportCredential(source.listing, source, {
    provider,
    kind: credentialKindOf(match.credentialKind),
    nativeType: detectorId.startsWith('aws-secret-access-key') ? 'aws-access-key' : detectorId,
    name: pairedId === undefined ? title : `${title} of ${pairedId}`,
    secret: new SecretValue(value),
    ...(pairedId === undefined ? {} : { publicId: pairedId }),
    ...place,
    setting,
    detector: detectorId,
    title,
    attributes: { ...match.facts, checksum: match.checksum },
  });
}

function holdings(
  source: Source,
  { holder }: SearchedDefinition,
  observations: readonly Upsert[],
): Upsert[] {
  if (!holder) return [];
  const keys = observations.flatMap(({ noun, value }) => (noun === 'credential' ? [value] : []));
  return [...new Map(keys.map((credential) => [credential.key, credential])).values()].map(
    ({ key, provider }) =>
      reportDelegation(source, {
        provider,
        kind: 'holds-credential',
        from: holder,
        to: { type: 'credential', key },
      }),
  );
}

/** The value is a secret already found, or holds one: then its name adds nothing. */
function isCovered(known: ReadonlySet<string>, value: string): boolean {
  if (known.has(value.trim())) return true;
  for (const secret of known) if (value.includes(secret)) return true;
  return false;
}

function credentialKindOf(kind: string): CredentialKind {
  return credentialKinds.find((known) => known === kind) ?? 'token';
}

/** What a secret is, as far as its name tells. */
function kindByName(name: string): CredentialKind {
  if (/pass(?:word|wd|phrase)?|pwd/i.test(name)) return 'password';
  if (/api[-_]?key/i.test(name)) return 'api-key';
  if (/private[-_]?key/i.test(name)) return 'private-key';
  if (/client[-_]?secret/i.test(name)) return 'oauth-client-secret';
  if (/access[-_]?key/i.test(name)) return 'access-key';
  return 'token';
}
