import { toldAttributes } from '@nonhuman/connector-kit';
import type { Attributes, Identity } from '@nonhuman/model';
import { unknown } from '@nonhuman/model';

/** A template, as directory or BloodHound tell it. Null: not told. */
export interface Template {
  /** The name by which authorities publish it. */
  readonly name: string;
  readonly enrolleeSuppliesSubject: boolean | null;
  readonly clientAuthentication: boolean | null;
  readonly approvalRequired: boolean | null;
  readonly signaturesRequired: number | null;
  /** SIDs, administrators left out; null when the access list was not told. */
  readonly enrollers: readonly string[] | null;
}

/** An authority that issues certificates of templates. */
export interface Authority {
  readonly key: string;
  readonly domain: string;
  readonly name: string;
  readonly hostName: string | null;
  /** Names or object ids of what it publishes. */
  readonly published: readonly string[] | null;
  readonly thumbprints: readonly string[];
}

/** Usages that let a certificate sign in; none at all means any. */
const signsIn: ReadonlySet<string> = new Set([
  '1.3.6.1.5.5.7.3.2',
  '1.3.6.1.5.2.3.4',
  '1.3.6.1.4.1.311.20.2.2',
  '2.5.29.37.0',
]);

export function maySignIn(usages: readonly string[]): boolean {
  return usages.length === 0 || usages.some((usage) => signsIn.has(usage));
}

export function templateFacts(template: Template, nameOf: (sid: string) => string) {
  return {
    name: template.name,
    enrolleeSuppliesSubject: template.enrolleeSuppliesSubject,
    clientAuthentication: template.clientAuthentication,
    approvalRequired: template.approvalRequired,
    signaturesRequired: template.signaturesRequired,
    enrollers:
      template.enrollers === null ? null : [...new Set(template.enrollers.map(nameOf))].sort(),
  };
}

/** The authority itself. `templates` is left out while they were not all read. */
export function authorityToIdentity(
  authority: Authority,
  templates?: Attributes[string],
): Identity {
  return {
    key: authority.key,
    provider: 'active-directory',
    kind: 'service-account',
    nativeType: 'ad-certificate-authority',
    name: authority.name,
    status: 'active',
    createdAt: unknown('this export does not tell when the authority was set up'),
    lastUsedAt: unknown('its own database tells what it issued'),
    attributes: toldAttributes({
      domain: authority.domain,
      dnsHostName: authority.hostName,
      sha1: authority.thumbprints.length > 0 ? [...authority.thumbprints] : undefined,
      published: authority.published ? [...authority.published].sort() : undefined,
      certificateTemplates: templates,
    }),
  };
}
