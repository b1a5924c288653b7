import { useQueryClient } from '@tanstack/react-query';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { PageHead } from '../parts/panel.tsx';
import { FaultPanel } from '../parts/view.tsx';

/** What is shown when a page cannot go on. */
export function Fault({ error, reset }: ErrorComponentProps) {
  const queryClient = useQueryClient();
  const router = useRouter();
  const retry = () => {
    queryClient.removeQueries();
    reset();
    void router.invalidate();
  };
  return (
    <>
      <PageHead title="This page could not be shown" />
      <FaultPanel error={error} retry={retry} />
    </>
  );
}
