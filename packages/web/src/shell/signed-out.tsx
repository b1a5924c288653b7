import { Command } from '../parts/copy-button.tsx';

/** The session is over or never began. */
export function SignedOut({ retry }: { retry: () => void }) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center px-5">
      <div className="panel p-6">
        <h1 className="text-lg font-semibold">The session has ended</h1>
        <p className="mt-2 mb-3 text-sm text-soft">
          Open the link that this command prints; it signs this browser in. Each link works once.
        </p>
        <Command text="nonhuman up" />
        <button type="button" className="button mt-4" onClick={retry}>
          Try again
        </button>
      </div>
    </main>
  );
}
