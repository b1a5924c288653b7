import { type CredentialRow, routes } from '@nonhuman/api-contract';
import { useState } from 'react';
import { useAnswer } from '../../api.ts';
import { AlsoSeen } from '../../parts/also-seen.tsx';
import { Modal } from '../../parts/modal.tsx';
import { Nothing } from '../../parts/panel.tsx';
import { View } from '../../parts/view.tsx';

/** Opens where else a credential is seen. Asked for when it is opened only. */
export function AlsoSeenButton({ credential }: { credential: Pick<CredentialRow, 'id' | 'name'> }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="text-accent underline-offset-2 hover:underline"
        onClick={() => setOpen(true)}
      >
        Also seen as
      </button>
      <Modal
        isOpen={isOpen}
        close={() => setOpen(false)}
        title="Also seen as"
        about={credential.name}
      >
        {isOpen && <Links credentialId={credential.id} />}
      </Modal>
    </>
  );
}

function Links({ credentialId }: { credentialId: string }) {
  const query = useAnswer(routes.getCredentialLinks, { params: { credentialId }, query: {} });
  return (
    <View query={query} lines={3}>
      {({ items }) =>
        items.length === 0 ? (
          <Nothing title="Nowhere else">
            Nothing that was read from another source is the same, or bound to it.
          </Nothing>
        ) : (
          <div className="-mx-4">
            <AlsoSeen links={items} ids={new Set([credentialId])} />
          </div>
        )
      }
    </View>
  );
}
