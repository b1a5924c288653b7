import { shownText } from './byte-reader.ts';
import { type DerValue, derChildren, derOid, derTag } from './der.ts';

const attributeNames: ReadonlyMap<string, string> = new Map([
  ['2.5.4.3', 'CN'],
  ['2.5.4.5', 'serialNumber'],
  ['2.5.4.6', 'C'],
  ['2.5.4.7', 'L'],
  ['2.5.4.8', 'ST'],
  ['2.5.4.10', 'O'],
  ['2.5.4.11', 'OU'],
  ['2.5.4.97', 'organizationIdentifier'],
  ['0.9.2342.19200300.100.1.1', 'UID'],
  ['0.9.2342.19200300.100.1.25', 'DC'],
  ['1.2.840.113549.1.9.1', 'emailAddress'],
]);

/** A distinguished name: for people, and its most specific common name. */
export interface DistinguishedName {
  /** As RFC 4514 writes it, most specific first: `CN=api,O=Example`. Empty for an empty name. */
  readonly text: string;
  readonly commonName: string | null;
  readonly organization: string | null;
}

/** Reads a Name of X.501. */
export function readName(name: DerValue): DistinguishedName {
  const parts: string[] = [];
  let commonName: string | null = null;
  let organization: string | null = null;
  for (const set of derChildren(name)) {
    const attributes: string[] = [];
    for (const pair of derChildren(set)) {
      const [type, value] = derChildren(pair);
      if (type?.tag !== derTag.oid || !value) continue;
      const oid = derOid(type);
      const text = stringOf(value);
      if (oid === '2.5.4.3') commonName = text;
      if (oid === '2.5.4.10') organization = text;
      attributes.push(`${attributeNames.get(oid) ?? oid}=${escaped(text)}`);
    }
    parts.unshift(attributes.join('+'));
  }
  return { text: parts.join(','), commonName, organization };
}

/** The text of any ASN.1 string type. */
export function stringOf(value: DerValue): string {
  const { tag, content } = value;
  if (tag === 0x1e) return shownText(new TextDecoder('utf-16be').decode(content.subarray(0, 1024)));
  if (tag === 0x14) return shownText(Buffer.from(content.subarray(0, 1024)).toString('latin1'));
  return shownText(content);
}

function escaped(text: string): string {
  return text.replace(/[\\,+"<>;=]/g, '\\$&').replace(/^[ #]| $/g, '\\$&');
}

/** Names of a certificate beside its subject. */
export interface AlternativeNames {
  readonly dns: readonly string[];
  readonly ip: readonly string[];
  readonly email: readonly string[];
  readonly uri: readonly string[];
}

const mostNames = 1_000;

/** Reads GeneralNames (RFC 5280, 4.2.1.6); other kinds are left out. */
export function readAlternativeNames(names: DerValue): AlternativeNames {
  const found = {
    dns: [] as string[],
    ip: [] as string[],
    email: [] as string[],
    uri: [] as string[],
  };
  for (const { tag, content } of derChildren(names).slice(0, mostNames)) {
    if (tag === 0x82) found.dns.push(shownText(content));
    else if (tag === 0x81) found.email.push(shownText(content));
    else if (tag === 0x86) found.uri.push(shownText(content));
    else if (tag === 0x87) found.ip.push(ipText(content));
  }
  return found;
}

function ipText(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join('.');
  const hex = Buffer.from(bytes).toString('hex');
  const groups = hex.match(/.{4}/g) ?? [hex];
  return groups.map((group) => group.replace(/^0{1,3}/, '')).join(':');
}
