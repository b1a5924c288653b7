import { Check, Copy } from 'lucide-react';
import { useState } from 'react';

/** Copies a text and says that it did. */
export function CopyButton({
  text,
  what,
  isSmall = false,
}: {
  text: string;
  what: string;
  isSmall?: boolean;
}) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <button
      type="button"
      className={`icon-button ${isSmall ? 'size-6' : ''}`}
      aria-label={copied ? 'Copied' : `Copy ${what}`}
      title={copied ? 'Copied' : `Copy ${what}`}
      onClick={() => void copy()}
    >
      {copied ? (
        <Check aria-hidden className={isSmall ? 'size-3.5' : 'size-4'} />
      ) : (
        <Copy aria-hidden className={isSmall ? 'size-3.5' : 'size-4'} />
      )}
    </button>
  );
}

/** A command to run, with a button that copies it. */
export function Command({ text }: { text: string }) {
  return (
    <div className="flex items-start gap-1 rounded-md border border-line bg-canvas py-0.5 pr-0.5 pl-3">
      <code className="min-w-0 flex-1 py-1.5 font-mono text-xs leading-5 break-words whitespace-pre-wrap">
        {text}
      </code>
      <CopyButton text={text} what="command" />
    </div>
  );
}
