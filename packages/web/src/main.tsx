import { CSPProvider } from '@base-ui/react/csp-provider';
import { Toast } from '@base-ui/react/toast';
import { Tooltip } from '@base-ui/react/tooltip';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { config } from 'zod';
import { makeQueryClient } from './api.ts';
import { ToastList } from './parts/toast.tsx';
import { makeRouter } from './router.tsx';
import './styles.css';
import { applyTheme } from './theme.ts';

// The content security policy forbids making functions from text, which zod would otherwise try.
config({ jitless: true });
applyTheme();

const root = document.querySelector('#root');
if (root === null) throw new Error('The page has no root');
const queryClient = makeQueryClient();
const router = makeRouter();

createRoot(root).render(
  <CSPProvider disableStyleElements>
    <QueryClientProvider client={queryClient}>
      <Tooltip.Provider delay={300}>
        <Toast.Provider timeout={9000}>
          <RouterProvider router={router} />
          <ToastList />
        </Toast.Provider>
      </Tooltip.Provider>
    </QueryClientProvider>
  </CSPProvider>,
);
