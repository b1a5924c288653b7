import { detectors } from '@nonhuman/secrets';
import { markdownTable, type Page, page } from './page.ts';

/** The secret formats that are recognised. */
export function detectorsPage(): Page {
  const rows = detectors.map((detector) => [
    `\`${detector.id}\``,
    detector.title,
    detector.provider,
    detector.credentialKind,
    detector.checksum ?? '',
    detector.decoder ?? '',
  ]);
  return page('detectors.md', 'Secret detectors', [
    `${detectors.length} formats are recognised in text. A checksum is verified offline; a decoder tells what the token itself says (account, issuer, expiry).`,
    '',
    markdownTable(['id', 'what', 'provider', 'kind', 'checksum', 'decoder'], rows),
  ]);
}
