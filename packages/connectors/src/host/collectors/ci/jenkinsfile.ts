import type { Upsert } from '@nonhuman/model';
import { reportHardCoded } from '../../../formats/definitions/hard-coded.ts';
import { targetsWithin } from '../../../formats/definitions/targets.ts';
import { defineDefinitionCollector } from '../../definitions/definition-collector.ts';
import { readText } from '../../definitions/host-source.ts';
import {
  type Login,
  type NamedSecret,
  type Pipeline,
  pipelineOf,
  reportLogins,
  reportPipeline,
  reportSecretNames,
} from './pipeline.ts';

const id = 'host.jenkinsfile';

/** Pipelines of Jenkins. Groovy is read as text: only what is spelled out is seen. */
export const jenkinsfile = defineDefinitionCollector({
  id,
  title: 'Jenkins pipelines',
  group: 'ci',
  emits: ['identity', 'credential', 'delegation', 'exposure', 'secret-reference'],
  reads: [{ name: 'Jenkinsfile' }, { name: 'Jenkinsfile.*' }, { name: '*.jenkinsfile' }],
  cannotTell: [
    'credential ids that Groovy code puts together while running',
    'what shared libraries do, and who may use which credential',
  ],
  maxBytes: 2_000_000,
  collect(file, context) {
    const source = { listing: id, file, context };
    const text = readText(source);
    if (text === null || text.trim() === '') return [];
    const runner = { provider: 'jenkins', nativeType: 'jenkins-workflow' };
    return report(pipelineOf(source, runner), text);
  },
});

function report(pipeline: Pipeline, text: string): Upsert[] {
  const lines = withoutComments(text).split('\n');
  const credentials = lines.flatMap(credentialsOf);
  return [
    reportPipeline(pipeline, {
      attributes: {
        credentials: [...new Set(credentials.map(({ name }) => name))].sort(),
        sharedLibraries: sharedLibraries(lines),
      },
    }),
    ...reportSecretNames(pipeline, credentials),
    ...reportLogins(pipeline, lines.flatMap(loginsOf)),
    ...reportHardCoded(pipeline, {
      text,
      values: lines.flatMap(assignments),
      setting: 'ci',
      holder: pipeline.self,
    }),
  ];
}

/** Blanks comments and keeps lines and texts: `//` inside quotes is an address. */
function withoutComments(text: string): string {
  const token =
    /'''(?:[\s\S]*?'''|[\s\S]*$)|"""(?:[\s\S]*?"""|[\s\S]*$)|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|\/\/[^\n]*|\/\*(?:[\s\S]*?\*\/|[\s\S]*$)/g;
  return text.replace(token, (found) =>
    found.startsWith('//') || found.startsWith('/*') ? found.replace(/[^\n]/g, ' ') : found,
  );
}

const credentialId =
  /\b(?:credentialsId|credentialId|tokenCredentialId|credentials)\s{0,8}[:=]?\s{0,8}\(?\s{0,8}\[?\s{0,8}(['"])([^'"\n]{1,200})\1/g;
const sshAgent =
  /\bsshagent\s{0,8}\(?\s{0,8}(?:credentials\s{0,8}:\s{0,8})?\[?\s{0,8}((?:['"][^'"\n]{1,200}['"]\s{0,8}(?:,\s{0,8})?){1,20})/g;

function credentialsOf(line: string, index: number): NamedSecret[] {
  const named = Array.from(line.matchAll(credentialId), ([, , name = '']) => name);
  const agents = Array.from(line.matchAll(sshAgent), ([, list = '']) => list).flatMap((list) =>
    Array.from(list.matchAll(/['"]([^'"]+)['"]/g), ([, name = '']) => name),
  );
  return [...new Set([...named, ...agents])].map((name) => ({
    store: 'jenkins-credential',
    name,
    line: index + 1,
  }));
}

function loginsOf(line: string, index: number): Login[] {
  if (!/withAWS|role|assume|impersonate|service[-_]account/i.test(line)) return [];
  return targetsWithin(line).map((target) => ({
    target,
    kind: target.provider === 'aws' ? 'assume-role' : 'impersonate',
    line: index + 1,
  }));
}

/** Libraries by branch run whatever the branch holds that day. */
function sharedLibraries(lines: readonly string[]): string[] {
  const found = lines.flatMap((line) =>
    Array.from(
      line.matchAll(
        /@Library\(\s{0,8}\[?\s{0,8}((?:['"][^'"]{1,200}['"]\s{0,8}(?:,\s{0,8})?){1,20})|\blibrary\s{0,8}\(?\s{0,8}['"]([^'"]{1,200})['"]/g,
      ),
      ([, list, name]) => list ?? `'${name}'`,
    ),
  );
  const names = found.flatMap((list) =>
    Array.from(list.matchAll(/['"]([^'"]+)['"]/g), ([, name = '']) => name),
  );
  return [...new Set(names)].sort();
}

function assignments(line: string, index: number) {
  const [, name, , value] =
    /^\s{0,80}(?:def\s{1,8}|env\.)?([A-Za-z_]\w{0,200})\s{0,8}=\s{0,8}(['"])([^'"\n]+)\2/.exec(
      line,
    ) ?? [];
  if (name === undefined || value === undefined) return [];
  return [{ name, value, keyPath: name, line: () => index + 1 }];
}
