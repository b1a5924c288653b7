import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';

/** Short messages at the corner; one may carry an action, such as to undo. */
export function ToastList() {
  const { toasts } = Toast.useToastManager();
  return (
    <Toast.Portal>
      <Toast.Viewport className="fixed right-4 bottom-4 z-50 flex w-[min(24rem,calc(100vw-2rem))] flex-col gap-2">
        {toasts.map((toast) => (
          <Toast.Root key={toast.id} toast={toast} className="popup p-3">
            <Toast.Content className="flex items-center gap-3">
              <div className="min-w-0 flex-1">
                <Toast.Title className="text-sm font-medium" />
                <Toast.Description className="text-sm text-soft" />
              </div>
              <Toast.Action className="button empty:hidden" />
              <Toast.Close className="icon-button" aria-label="Close message">
                <X aria-hidden className="size-4" />
              </Toast.Close>
            </Toast.Content>
          </Toast.Root>
        ))}
      </Toast.Viewport>
    </Toast.Portal>
  );
}
