/** Fetches the next page of a list. */
export function MoreButton({ more }: { more: () => unknown }) {
  return (
    <button type="button" className="button" onClick={() => void more()}>
      Load more
    </button>
  );
}
