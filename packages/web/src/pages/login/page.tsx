import { routes } from '@nonhuman/api-contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { createLazyRoute, getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { ask, problemIn } from '../../api.ts';
import { setSessionOver } from '../../session.ts';
import { SignedOut } from '../../shell/signed-out.tsx';

const route = getRouteApi('/login');

/** Exchanges the code of a one-time link for a session, and takes the code out of the address. */
function LoginPage() {
  const { code } = route.useSearch();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const isAsked = useRef(false);
  const { mutate, error } = useMutation({
    mutationFn: (given: string) => ask(routes.createSession, { body: { code: given } }),
    onSuccess: async () => {
      setSessionOver(false);
      await queryClient.resetQueries();
      await navigate({ to: '/', replace: true });
    },
  });
  useEffect(() => {
    if (code === undefined || isAsked.current) return;
    isAsked.current = true;
    mutate(code);
  }, [code, mutate]);

  if (code === undefined || (error !== null && problemIn(error).code === 'UNAUTHENTICATED'))
    return <SignedOut retry={() => window.location.assign('/')} />;
  return (
    <main className="flex min-h-dvh items-center justify-center p-6 text-soft">
      {error === null ? (
        <p role="status">Signing in</p>
      ) : (
        <p role="alert">
          {problemIn(error).title}. {problemIn(error).detail}
        </p>
      )}
    </main>
  );
}

export const page = createLazyRoute('/login')({ component: LoginPage });
