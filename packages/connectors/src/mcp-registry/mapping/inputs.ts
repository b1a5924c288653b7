import { identifyToken, isPlaceholder, looksSecret, nameSaysSecret } from '@nonhuman/secrets';
import type { Input, Remote } from '../schema.ts';
import type { PublishedSecret, WantedSecret } from './server-facts.ts';

type PassedIn = WantedSecret['passedIn'];

/** What a list of inputs asks for, and what it gives away. */
export interface InputSecrets {
  readonly wanted: readonly WantedSecret[];
  readonly published: readonly PublishedSecret[];
}

/** Reads one list of environment variables, headers or arguments. */
export function secretsOfInputs(
  inputs: readonly Input[] | null | undefined,
  passedIn: PassedIn,
): InputSecrets {
  const all = (inputs ?? []).map((input) => secretsOfInput(input, passedIn));
  return {
    wanted: all.flatMap(({ wanted }) => wanted),
    published: all.flatMap(({ published }) => published),
  };
}

function secretsOfInput(input: Input, passedIn: PassedIn): InputSecrets {
  const { name, header } = nameOf(input, passedIn);
  const published = publishedIn(input, name, passedIn);
  const variables = Object.entries(input.variables ?? {});
  const ofVariables = variables.flatMap(([variable, inner]) => {
    const basis = basisOf({ ...inner, name: variable }, false);
    return basis === null ? [] : [{ variable, basis, required: inner.isRequired }];
  });
  const shared = { name, passedIn };
  if (ofVariables.length > 0) {
    return {
      published,
      wanted: ofVariables.map(({ variable, basis, required }) => ({
        ...shared,
        variable,
        basis: input.isSecret === true ? 'told' : basis,
        required: required ?? input.isRequired ?? null,
      })),
    };
  }
  const saysNone =
    variables.length > 0 && variables.every(([, { isSecret }]) => isSecret === false);
  const basis = basisOf({ ...input, name }, header);
  if (basis === null || (basis === 'inferred' && saysNone)) return { wanted: [], published };
  return {
    published,
    wanted: [{ ...shared, variable: null, basis, required: input.isRequired ?? null }],
  };
}

/** What a URL asks for by its variables, and what it gives away. */
export function secretsOfUrl({ url, variables }: Remote): InputSecrets {
  const declared = variables ?? {};
  const named = [...(url ?? '').matchAll(/\$?\{\{?\s*([\w.-]+)\s*\}?\}/g)].map(
    ([, name = '']) => name,
  );
  const wanted = [...new Set([...Object.keys(declared), ...named])].flatMap((name) => {
    const input = declared[name] ?? {};
    const basis = basisOf({ ...input, name }, false);
    return basis === null
      ? []
      : [
          {
            name,
            passedIn: 'url' as const,
            variable: null,
            basis,
            required: input.isRequired ?? null,
          },
        ];
  });
  return { wanted, published: publishedInUrl(url ?? '') };
}

/** A header that carries nothing but a proof of who calls. */
const provingHeader = /^(?:proxy-)?authorization$|^cookie$/i;

type Judged = Pick<Input, 'isSecret' | 'format' | 'value' | 'name'>;

/** Whether the registry marks it, or where it does not tell, whether the name does; null for neither. */
function basisOf(input: Judged, isHeader: boolean): WantedSecret['basis'] | null {
  if (input.isSecret === true) return 'told';
  if (input.isSecret === false) return null;
  if (/^(?:boolean|number|filepath)$/.test(input.format ?? '')) return null;
  const name = input.name ?? '';
  const value = input.value ?? '';
  if (value !== '' && !/\{[^{}]+\}/.test(value) && !isPlaceholder(value))
    return looksSecret(name, value).secret ? 'inferred' : null;
  return nameSaysSecret(name) || (isHeader && provingHeader.test(name)) ? 'inferred' : null;
}

/** `-e NAME=…` and `--header "Name: …"` are about the variable and header, as in a client's configuration. */
function nameOf(input: Input, passedIn: PassedIn): { name: string; header: boolean } {
  const name = (input.name ?? '').replace(/^--?/, '') || input.valueHint || 'argument';
  if (passedIn !== 'arguments') return { name, header: passedIn === 'header' };
  const value = input.value ?? input.default ?? '';
  const [, variable] = /^(?:e|env)$/.test(name) ? (/^([A-Za-z_]\w*)(?:=|$)/.exec(value) ?? []) : [];
  const [, header] = /^(?:H|header)$/.test(name) ? (/^([\w-]+):/.exec(value) ?? []) : [];
  return { name: variable ?? header ?? name, header: header !== undefined };
}

function publishedIn(input: Input, name: string, passedIn: PassedIn): PublishedSecret[] {
  return [input.value, input.default].flatMap((told) => {
    const value = (told ?? '').replace(/^(?:Bearer|Token|Basic|ApiKey)\s+/i, '').trim();
    return isPublished(input.isSecret === true ? `${name}_secret` : name, value)
      ? [{ name, value, passedIn }]
      : [];
  });
}

function publishedInUrl(text: string): PublishedSecret[] {
  if (!URL.canParse(text)) return [];
  const url = new URL(text);
  const parts: [string, string][] = [...url.searchParams.entries()];
  if (url.password !== '') parts.push(['password', url.password]);
  return parts.flatMap(([name, value]) =>
    isPublished(name, value) ? [{ name, value, passedIn: 'url' as const }] : [],
  );
}

function isPublished(name: string, value: string): boolean {
  if (value === '' || isPlaceholder(value) || /\{[^{}]+\}/.test(value)) return false;
  const token = identifyToken(value);
  return token === null ? looksSecret(name, value).secret : token.checksum !== 'invalid';
}
