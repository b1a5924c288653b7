import { useEffect } from 'react';

/** Whether keys belong to a field that is typed into. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** Whether something lies over the page, so that its own keys rest. */
function isCovered(): boolean {
  return document.querySelector('[role="dialog"]') !== null;
}

/** Calls back for single keys while nobody types and no dialog is open. */
export function useKeys(keys: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (isTyping(event.target) || isCovered()) return;
      const act = keys[event.key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [keys]);
}

/** What keys do, for the page that lists them. */
export const shortcutList = [
  ['Ctrl K', 'Search identities and pages'],
  ['/', 'Search in this list'],
  ['g then o, f, i, c, a, w, v, s, k', 'Go to a page'],
  ['j  k', 'Next and previous finding'],
  ['Enter', 'Open the finding'],
  ['x', 'Select the finding'],
  ['a', 'Accept the finding, or all that are selected'],
  ['o', 'State who answers for the identity, or for all that are selected'],
  ['r', 'Hand over what an owner answers for'],
  ['Esc', 'Close what is open'],
  ['?', 'Show these shortcuts'],
] as const;
