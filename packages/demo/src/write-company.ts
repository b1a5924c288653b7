import { type Company, type CompanySize, companyOf } from './company.ts';
import { writeAnthropic } from './exports/anthropic.ts';
import { writeAws } from './exports/aws.ts';
import { writeDirectory } from './exports/directory.ts';
import { writeEntra } from './exports/entra.ts';
import { writeGcp } from './exports/gcp.ts';
import { writeGithub } from './exports/github.ts';
import { writeGitlab } from './exports/gitlab.ts';
import { writeHosts } from './exports/hosts.ts';
import { writeKubernetes } from './exports/kubernetes.ts';
import { writeOkta } from './exports/okta.ts';
import { writePeople } from './exports/people.ts';
import { writePostgresql } from './exports/postgresql.ts';
import { writeSalesforce } from './exports/salesforce.ts';
import { writeScanner } from './exports/scanner.ts';
import { writeSnowflake } from './exports/snowflake.ts';
import { writeVault } from './exports/vault.ts';
import { folderAt, jsonArray } from './exports/writing.ts';
import { linksOf, subjectsOf } from './truth-of-company.ts';

/** Which company to write, and where. */
export interface CompanyRequest {
  readonly seed: number;
  readonly size: CompanySize;
  /** The moment that the company is looked at. Everything is dated from it. */
  readonly now: Date;
  /** Absolute; made when it is not there. Files in it are written over. */
  readonly folder: string;
}

/** One import that takes in what was written. */
export interface CompanyImport {
  /** The id of an importer. */
  readonly provider: string;
  /** Relative to the company's folder. */
  readonly path: string;
}

/** A machine whose disk was copied. */
export interface CompanyHost {
  readonly name: string;
  /** The folder that stands for its root, relative to the company's folder. */
  readonly path: string;
  /** Accounts with a home below `/home`. */
  readonly accounts: readonly string[];
}

/** What was written, and how to read it in. Paths are relative to the folder. */
export interface WrittenCompany {
  readonly folder: string;
  readonly imports: readonly CompanyImport[];
  readonly hosts: readonly CompanyHost[];
  /** What only a scorer may read. */
  readonly truth: string;
}

/**
 * Writes a made-up company as the files that its providers would export, and the truth about it beside
 * them. The same request gives the same bytes. Memory stays bounded, whatever the size.
 */
export async function writeCompany(request: CompanyRequest): Promise<WrittenCompany> {
  const company = companyOf(request);
  const folder = folderAt(request.folder);
  await writePeople(folder, company.staff, company.clock);
  await writeAws(folder, company.aws);
  await writeKubernetes(folder, company.clusters);
  await writeGithub(folder, company.github);
  await writeEntra(folder, company.entra, company.staff);
  await writeSnowflake(folder, company.snowflake);
  await writeGcp(folder, company.gcp, company.clock.now);
  await writeGitlab(folder, company.gitlab, company.clock.now);
  await writeScanner(folder, company.reports);
  await writeDirectory(folder, company.directory);
  await writeVault(folder, company.vault);
  await writeSalesforce(folder, company.salesforce);
  await writeOkta(folder, company.okta, company.staff);
  await writePostgresql(folder, company.postgresql);
  await writeAnthropic(folder, company.anthropic, company.staff);
  await writeHosts(folder, company.hosts);
  const truth = 'truth.json';
  await folder.stream(truth, truthText(company));
  const imports = [
    'people',
    'entra',
    'aws',
    'kubernetes',
    'github',
    'snowflake',
    'gcp',
    'gitlab',
    'active-directory',
    'vault',
    'salesforce',
    'okta',
    'postgresql',
    'anthropic',
    'scanner-reports',
  ].map((provider) => ({
    provider,
    path: provider,
  }));
  const hosts = company.hosts.map(({ name, accounts }) => ({
    name,
    accounts,
    path: `hosts/${name}`,
  }));
  return { folder: request.folder, imports, hosts, truth };
}

function* truthText(company: Company): Generator<string> {
  const { seed, size, clock } = company;
  const head = { seed, size: String(size), now: clock.now.toISOString() };
  yield* jsonArray(`${JSON.stringify(head).slice(0, -1)},"subjects":[`, subjectsOf(company), '],');
  yield* jsonArray('"links":[', linksOf(company), ']}\n');
}
