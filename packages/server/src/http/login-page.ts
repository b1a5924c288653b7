import { NhiError } from '@nonhuman/model';
import { cookieHeader, type SignIn } from './sign-in.ts';

/**
 * Exchanges the code of a one-time link for a cookie and leads on to the pages, so that the code leaves
 * the address. Only a person's own navigation uses a code up: previews and prefetches do not.
 */
export function loginAnswer(request: Request, signIn: SignIn): Response {
  const purpose = request.headers.get('sec-purpose') ?? request.headers.get('purpose') ?? '';
  if (request.method !== 'GET' || purpose.includes('prefetch'))
    return new Response(null, { status: 204 });
  const code = new URL(request.url).searchParams.get('code') ?? '';
  try {
    const { cookie } = signIn.redeem(code);
    return onward(cookieHeader(cookie));
  } catch (error) {
    if (!(error instanceof NhiError)) throw error;
    return isSignedIn(request, signIn) ? onward(null) : refused(error.status);
  }
}

function onward(cookie: string | null): Response {
  const headers = new Headers({ location: '/', 'cache-control': 'no-store' });
  if (cookie !== null) headers.append('set-cookie', cookie);
  return new Response(null, { status: 303, headers });
}

function isSignedIn(request: Request, signIn: SignIn): boolean {
  try {
    signIn.callerOf(request);
    return true;
  } catch {
    return false;
  }
}

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>This link no longer works</title>
<h1>This link no longer works</h1>
<p>A link signs in once, within five minutes. Make a new one with <code>nonhuman open</code>.</p>
</html>
`;

function refused(status: number): Response {
  return new Response(page, { status, headers: { 'content-type': 'text/html; charset=utf-8' } });
}
