import type { ScannedSecret, ScannerReport } from '../world/scanner.ts';
import type { Folder } from './writing.ts';

function line(repository: string, secret: ScannedSecret): string {
  const { detector, value, file, author, works, isPublic, committedAt } = secret;
  return JSON.stringify({
    SourceMetadata: {
      Data: {
        Github: {
          link: `https://github.com/${repository}/blob/main/${file}#L${secret.line}`,
          repository: `https://github.com/${repository}.git`,
          commit: 'c0ffee'.repeat(7).slice(0, 40),
          email: `${author.name} <${author.email}>`,
          file,
          timestamp: `${committedAt.toISOString().slice(0, 19).replace('T', ' ')} +0000`,
          line: secret.line,
          visibility: isPublic ? 1 : 2,
        },
      },
    },
    SourceID: 1,
    SourceType: 7,
    SourceName: 'trufflehog - github',
    DetectorType: detector === 'Slack' ? 13 : 37,
    DetectorName: detector,
    DecoderName: 'PLAIN',
    Verified: works,
    VerificationFromCache: false,
    Raw: value,
    RawV2: '',
    Redacted: '',
    ExtraData: null,
    StructuredData: null,
  });
}

/** Reports of trufflehog, a file for each repository. */
export async function writeScanner(
  folder: Folder,
  reports: readonly ScannerReport[],
): Promise<void> {
  for (const { repository, secrets } of reports) {
    const text = secrets.map((secret) => `${line(repository, secret)}\n`).join('');
    const name = repository.slice(repository.indexOf('/') + 1);
    await folder.write(`scanner-reports/${name}__trufflehog.jsonl`, text);
  }
}
