import { Fragment } from 'react';
import { Command } from './copy-button.tsx';
import { type Block, type Inline, parseMarkdown } from './markdown.ts';

/** A page of ours as elements; it never makes HTML from text. */
export function MarkdownView({ text, skipTitle = false }: { text: string; skipTitle?: boolean }) {
  const blocks = parseMarkdown(text);
  const shown = skipTitle ? blocks.filter((block) => !isTitle(block)) : blocks;
  return (
    <div className="space-y-3 text-sm leading-6">
      <Blocks blocks={shown} />
    </div>
  );
}

function isTitle(block: Block): boolean {
  return block.kind === 'heading' && block.level === 1;
}

function Blocks({ blocks }: { blocks: readonly Block[] }) {
  return blocks.map((block, at) => <BlockView key={`${block.kind}-${at}`} block={block} />);
}

function BlockView({ block }: { block: Block }) {
  switch (block.kind) {
    case 'heading':
      return (
        <h3 className="pt-2 text-sm font-semibold">
          <Runs runs={block.content} />
        </h3>
      );
    case 'paragraph':
      return (
        <p>
          <Runs runs={block.content} />
        </p>
      );
    case 'code':
      return <Command text={block.text} />;
    case 'list': {
      const List = block.isOrdered ? 'ol' : 'ul';
      return (
        <List className={`space-y-1.5 pl-5 ${block.isOrdered ? 'list-decimal' : 'list-disc'}`}>
          {block.items.map((item, at) => (
            <li key={at} className="marker:text-soft">
              <Runs runs={item.content} />
              {item.inner.length > 0 && (
                <div className="mt-1.5 space-y-2">
                  <Blocks blocks={item.inner} />
                </div>
              )}
            </li>
          ))}
        </List>
      );
    }
    default:
      return block satisfies never;
  }
}

function Runs({ runs }: { runs: readonly Inline[] }) {
  return runs.map((run, at) => <Fragment key={at}>{runView(run)}</Fragment>);
}

function runView(run: Inline) {
  switch (run.kind) {
    case 'text':
      return run.text;
    case 'strong':
      return <strong className="font-semibold">{run.text}</strong>;
    case 'emphasis':
      return <em>{run.text}</em>;
    case 'code':
      return <code className="mono rounded bg-hover px-1 py-0.5">{run.text}</code>;
    case 'link':
      return (
        <a className="link" href={run.url} target="_blank" rel="noreferrer noopener">
          {run.text}
        </a>
      );
    default:
      return run satisfies never;
  }
}
