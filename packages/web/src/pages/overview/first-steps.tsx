import { Link } from '@tanstack/react-router';
import { Command } from '../../parts/copy-button.tsx';
import { PageHead, Panel } from '../../parts/panel.tsx';

/** The first page before anything was read. */
export function FirstSteps() {
  return (
    <>
      <PageHead
        title="Nothing has been read yet"
        about="Everything stays on this machine: reading a host or an export file needs no access to a provider."
      />
      <div className="grid max-w-4xl gap-4 md:grid-cols-2">
        <Panel title="1. Scan this host">
          <p className="mb-3 text-sm text-soft">
            Finds keys, tokens, certificates, service accounts, CI credentials, AI agents and MCP
            servers in files. It only reads; secrets are kept as a fingerprint and a redacted
            preview.
          </p>
          <Command text="nonhuman scan ." />
          <p className="mt-3 text-sm">
            <Link to="/sources" className="link">
              Or start a scan from the sources page
            </Link>
          </p>
        </Panel>
        <Panel title="2. Import an export file">
          <p className="mb-3 text-sm text-soft">
            Two read-only commands give what AWS knows of its identities.
          </p>
          <div className="space-y-2">
            <Command text="aws iam get-account-authorization-details > authorization-details.json" />
            <Command text="nonhuman import aws authorization-details.json" />
          </div>
          <p className="mt-3 text-sm">
            <Link to="/sources" className="link">
              Commands of every provider, or drop a file
            </Link>
          </p>
        </Panel>
      </div>
    </>
  );
}
