import { type Facts, given } from './facts.ts';

/** Permissions, services and expiry of a shared access signature, from the query that ends with it. */
export function sasFacts(before: string): Facts {
  const query = /[^\s"'<>]*$/.exec(before)?.[0] ?? '';
  const field = (name: string) =>
    decoded(new RegExp(`(?:^|[?&;])${name}=([^&\\s]*)`).exec(query)?.[1]);
  const expiry = field('se');
  return given({
    tokenType: field('skoid') === null ? 'shared access signature' : 'user delegation SAS',
    permissions: field('sp'),
    services: field('ss'),
    resource: field('sr'),
    subject: field('skoid'),
    expiresAt: /^\d+$/.test(expiry ?? '') ? instant(Number(expiry) * 1_000) : instant(expiry),
  });
}

/**
 * The first three characters of a client secret, which Entra lists as its `hint`
 * (https://learn.microsoft.com/en-us/graph/api/resources/passwordcredential). 31 or more random ones
 * stay unknown, so that the hint serves to recognise the secret and not to use it.
 */
export function entraSecretFacts(value: string): Facts {
  return given({ hint: value.slice(0, 3) });
}

function decoded(text: string | undefined): string | null {
  if (text === undefined) return null;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function instant(time: string | number | null): string | null {
  if (time === null) return null;
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
