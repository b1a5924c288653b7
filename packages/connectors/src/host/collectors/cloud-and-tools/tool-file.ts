import {
  defineFileCollector,
  type FileCollector,
  type FileContext,
  type FilePattern,
  type HostFile,
} from '@nonhuman/connector-kit';
import {
  type Attributes,
  type CredentialKind,
  never,
  type Observed,
  seen,
  type Timestamp,
  timestampOf,
  type Upsert,
  unknown,
} from '@nonhuman/model';
import { SecretValue } from '@nonhuman/runtime';
import { identifyToken, isPlaceholder, referenceKind } from '@nonhuman/secrets';
import {
  type ConfigFormat,
  type ConfigText,
  readConfigText,
} from '../../../formats/config-text.ts';
import {
  type FoundCredential,
  reportCredential,
  reportReference,
  upsert,
} from '../../../formats/definitions/report.ts';
import { at, textOf } from '../../../formats/json-value.ts';
import { kindOf } from '../../variables.ts';

/** Where a secret stands in a tool's file, and what it is. */
export interface ToolSecret {
  readonly path: readonly string[];
  readonly name: string;
  readonly provider: string;
  readonly kind: CredentialKind;
  readonly nativeType: string;
  /** The value, when it is not what stands at `path` (decoded, taken out of a longer text). */
  readonly value?: string;
  readonly publicId?: string;
  readonly identity?: NonNullable<FoundCredential['identity']>;
  readonly expiresAt?: Observed<Timestamp>;
  readonly scopes?: readonly string[];
  readonly attributes?: Attributes;
}

/** A secret that lies elsewhere: a helper, a keychain, an environment variable. */
export interface ToolReference {
  readonly path: readonly string[];
  readonly store: string;
  readonly name: string;
  readonly provider: string;
}

/** A way from here to an identity without a secret: a role that is assumed, a login by another program. */
export interface ToolDelegation {
  readonly delegation: {
    readonly kind: 'assume-role' | 'federated-login' | 'impersonate';
    readonly from: { readonly key: string; readonly name: string };
  };
  readonly provider: string;
  readonly identity: NonNullable<FoundCredential['identity']> & { readonly key: string };
}

export type ToolItem = ToolSecret | ToolReference | ToolDelegation;

/** A file in which one tool keeps what it logs in with. */
export interface ToolFile {
  readonly id: string;
  readonly title: string;
  readonly reads: readonly FilePattern[];
  readonly format: ConfigFormat | 'text';
  readonly cannotTell?: readonly string[];
  /** The text, when `format` is `text`. */
  items(
    config: ConfigText,
    given: { readonly text: string; readonly file: HostFile; readonly context: FileContext },
  ): Iterable<ToolItem>;
}

const noConfig: ConfigText = { value: null, lineOf: () => undefined };

/** A collector of one tool's file. */
export function toolFile(tool: ToolFile): FileCollector {
  return defineFileCollector({
    id: tool.id,
    title: tool.title,
    group: 'cloud-and-tools',
    emits: ['identity', 'credential', 'exposure', 'secret-reference', 'delegation'],
    reads: tool.reads,
    cannotTell: tool.cannotTell ?? [
      'whether the credential still works, and when it was last used',
    ],
    *collect(file, context) {
      const text = file.text();
      const config = tool.format === 'text' ? noConfig : readConfigText(text, tool.format);
      for (const item of tool.items(config, { text, file, context }))
        yield* report(tool.id, item, { file, context, config });
    },
  });
}

interface Reading {
  readonly file: HostFile;
  readonly context: FileContext;
  readonly config: ConfigText;
}

function* report(
  listing: string,
  item: ToolItem,
  { file, context, config }: Reading,
): Iterable<Upsert> {
  if ('delegation' in item) {
    yield* reportDelegation(listing, item, context);
    return;
  }
  const line = lineOf(item.path, config);
  const where = { keyPath: item.path.join('.'), ...(line === undefined ? {} : { line }) };
  if ('store' in item) {
    yield reportReference(
      listing,
      { file, context },
      { provider: item.provider, store: item.store, name: item.name, ...where },
    );
    return;
  }
  const value = (item.value ?? textOf(at(config.value, ...item.path)) ?? '').trim();
  if (value === '') return;
  const reference = referenceKind(value);
  if (reference !== null) {
    yield reportReference(
      listing,
      { file, context },
      { provider: item.provider, store: reference.kind, name: reference.name, ...where },
    );
    return;
  }
  if (isPlaceholder(value)) return;
  const { path: _path, value: _value, ...found } = item;
  yield* reportCredential(
    listing,
    { file, context },
    {
      ...found,
      ...typed(item, value),
      ...where,
      secret: new SecretValue(value),
      setting: 'tool-configuration',
      title: `${item.name} in ${file.name}`,
    },
  );
}

/** A value that is a known token says itself what it is. */
function typed(item: ToolSecret, value: string): Pick<FoundCredential, 'nativeType' | 'kind'> {
  const token = identifyToken(value);
  if (token === null || token.checksum === 'invalid' || token.provider !== item.provider)
    return { nativeType: item.nativeType, kind: item.kind };
  return {
    nativeType: token.detectorId,
    kind: kindOf(token.credentialKind),
  };
}

function* reportDelegation(
  listing: string,
  { delegation, identity, provider }: ToolDelegation,
  context: FileContext,
): Iterable<Upsert> {
  const notTold = unknown('a file on a host does not tell');
  yield upsert(listing, context, {
    noun: 'identity',
    value: { ...identity, provider, status: 'unknown', createdAt: notTold, lastUsedAt: notTold },
  });
  yield upsert(listing, context, {
    noun: 'delegation',
    value: {
      key: `${delegation.from.key}->${identity.key}`,
      provider,
      kind: delegation.kind,
      from: { type: 'external', ...delegation.from },
      to: { type: 'identity', key: identity.key },
      conditional: false,
    },
  });
}

/** For text formats the path names the line: `['12', …]`. */
function lineOf(path: readonly string[], config: ConfigText): number | undefined {
  if (config !== noConfig) return config.lineOf(path);
  const line = Number(path[0]);
  return Number.isInteger(line) && line > 0 ? line : undefined;
}

/** An expiry as files write it: ISO text, seconds or milliseconds; unknown when it is not there or not understood. */
export function expiryOf(value: unknown): Observed<Timestamp> {
  const number =
    typeof value === 'number'
      ? value
      : typeof value === 'string' && /^\d{9,13}$/.test(value)
        ? Number(value)
        : null;
  const date =
    number === null
      ? typeof value === 'string'
        ? value
        : ''
      : number < 100_000_000_000
        ? number * 1000
        : number;
  const timestamp =
    date === '' ? null : timestampOf(typeof date === 'string' ? date.replace(/UTC$/, 'Z') : date);
  return timestamp === null ? unknown('the file does not tell') : seen(timestamp);
}

/** Known to last until it is revoked. */
export const noExpiry: Observed<Timestamp> = never;
