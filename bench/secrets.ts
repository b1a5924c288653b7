/**
 * How fast the secret engine reads ordinary text. Prints the figures and the command that made them.
 *
 *   node --conditions=source --import tsx bench/secrets.ts [folder] [megabytes]
 *
 * The corpus is the text files below `folder` (default: `node_modules`), in memory, one core. Where the
 * labelled examples are unpacked in `.testdata`, it also prints what is found among them, by vendor.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { couldContainSecret, detectors, scanText } from '@nonhuman/secrets';

const folder = process.argv[2] ?? 'node_modules';
const wantedBytes = Number(process.argv[3] ?? 100) * 1e6;
const textFile = /\.(?:[cm]?[jt]sx?|json|md|ya?ml|html|css|map|txt)$/;
const largestFile = 2_000_000;
const rounds = 3;

function* filesBelow(path: string): Generator<string> {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.isDirectory()) yield* filesBelow(join(path, entry.name));
    else if (entry.isFile() && textFile.test(entry.name)) yield join(path, entry.name);
  }
}

function corpus(): Uint8Array[] {
  const files: Uint8Array[] = [];
  let bytes = 0;
  for (const path of filesBelow(folder)) {
    if (bytes >= wantedBytes) break;
    if (statSync(path).size > largestFile) continue;
    const file = readFileSync(path);
    bytes += file.length;
    files.push(file);
  }
  return files;
}

/** The best of a few rounds, in MB/s. */
function speedOf(bytes: number, round: () => void): string {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < rounds; i++) {
    const start = performance.now();
    round();
    best = Math.min(best, performance.now() - start);
  }
  return `${Math.round(bytes / 1e3 / best)} MB/s`;
}

const files = corpus();
const bytes = files.reduce((sum, file) => sum + file.length, 0);
const decoder = new TextDecoder();
const texts = files.map((file) => decoder.decode(file));
const passed = files.filter((file) => couldContainSecret(file));
const passedBytes = passed.reduce((sum, file) => sum + file.length, 0);
const found = texts.reduce((sum, text) => sum + scanText(text).length, 0);

console.log(`${files.length} files, ${(bytes / 1e6).toFixed(1)} MB, ${detectors.length} detectors`);
console.log(
  `scanText: ${speedOf(bytes, () => texts.forEach((text) => scanText(text)))}, ${found} matches`,
);
console.log(
  `couldContainSecret: ${speedOf(bytes, () => files.forEach((file) => couldContainSecret(file)))}, ` +
    `lets through ${passed.length} files, ${(passedBytes / 1e6).toFixed(1)} MB`,
);
const both = () => {
  for (const file of files) if (couldContainSecret(file)) scanText(decoder.decode(file));
};
console.log(`bytes to matches (filter, decode, scan): ${speedOf(bytes, both)}`);
console.log('made by: node --conditions=source --import tsx bench/secrets.ts');

/** Examples that hold no secret, or only a public id, by the name of their rule. */
const noSecret =
  /Client ID|Public|Domain|Host|Instance|Recipient|Bot ID|JFrog URL|Username|Identifier/;
/** The labelled vendors that go by another name here. */
const alsoKnownAs: Readonly<Record<string, string>> = {
  dockerhub: 'docker',
  ftp: 'generic',
  gcp: 'google',
  huggingface: 'hugging-face',
  jwt: 'generic',
  mongodb: 'mongodb-atlas',
  'mysql.': 'generic',
  netrc: 'generic',
  newrelic: 'new-relic',
  privkey: 'generic',
  rabbitmq: 'generic',
  sentrytoken: 'sentry',
  squareup: 'square',
  telegrambottoken: 'telegram',
  terraformcloud: 'terraform-cloud',
  tineswebhook: 'tines',
  uri: 'generic',
};

interface Labelled {
  readonly provider: string;
  readonly name: string;
  readonly label: 0 | 1;
  readonly text: string;
}

function printRecall(path: string): void {
  const covered = new Set(detectors.map(({ provider }) => provider));
  const examples = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line): Labelled => JSON.parse(line))
    .filter(
      ({ provider, name }) =>
        covered.has(alsoKnownAs[provider] ?? provider) && !noSecret.test(name),
    );
  const isFound = ({ provider, text }: Labelled) =>
    scanText(text, { path: provider === 'netrc' ? '.netrc' : 'example.txt' }).length > 0;
  const secrets = examples.filter(({ label }) => label === 1);
  const harmless = examples.filter(({ label }) => label === 0);
  console.log(
    `labelled examples of covered vendors: ${secrets.filter(isFound).length} of ${secrets.length} ` +
      `secrets found, ${harmless.filter(isFound).length} of ${harmless.length} harmless texts matched`,
  );
}

const labelledExamples = '.testdata/dev/kingfisher/examples.jsonl';
if (existsSync(labelledExamples)) printRecall(labelledExamples);
