import { Link } from '@tanstack/react-router';
import { PageHead } from '../parts/panel.tsx';

export function NotFound() {
  return (
    <>
      <PageHead
        title="There is no such page"
        about="The address may be mistyped, or the thing it named is not in the inventory any more."
      />
      <div className="flex gap-2">
        <Link to="/" className="button">
          Overview
        </Link>
        <Link to="/identities" className="button">
          Identities
        </Link>
      </div>
    </>
  );
}
