import { createElement } from "react";
import { readMarkdown, readPieces } from "./markdown";

/** Instructions as text with headings and lists; nothing in them becomes a link, a picture or markup. */
export function Instructions({ source }: { source: string }) {
  return (
    <div className="space-y-3 rounded-lg border border-line bg-surface p-4 text-sm sm:p-5">
      {readMarkdown(source).map((block, index) => {
        const key = `${block.kind} ${index}`;
        if (block.kind === "heading") {
          // The page's own headings reach the second level.
          const level = `h${Math.min(6, Math.max(3, block.level + 1))}`;
          return createElement(
            level,
            { key, className: "pt-2 font-semibold first:pt-0" },
            <Pieces text={block.text} />,
          );
        }
        if (block.kind === "verbatim") return <Verbatim key={key} text={block.text} />;
        if (block.kind === "list") return <Items key={key} ordered={block.ordered} items={block.items} />;
        return (
          <p key={key} className="max-w-3xl">
            <Pieces text={block.text} />
          </p>
        );
      })}
    </div>
  );
}

function Items({ ordered, items }: { ordered: boolean; items: readonly string[] }) {
  const List = ordered ? "ol" : "ul";
  return (
    <List className={`max-w-3xl space-y-1 pl-5 ${ordered ? "list-decimal" : "list-disc"}`}>
      {items.map((item, index) => (
        <li key={`${index} ${item}`}>
          <Pieces text={item} />
        </li>
      ))}
    </List>
  );
}

function Verbatim({ text }: { text: string }) {
  return (
    <pre className="rounded-md bg-sunken p-3 font-mono text-xs leading-5 break-words whitespace-pre-wrap">
      {text}
    </pre>
  );
}

function Pieces({ text }: { text: string }) {
  return readPieces(text).map(({ look, text: piece }, index) => {
    const key = `${index} ${piece}`;
    if (look === "code") {
      return (
        <code key={key} className="rounded-sm bg-sunken px-1 font-mono text-xs">
          {piece}
        </code>
      );
    }
    if (look === "strong") return <strong key={key}>{piece}</strong>;
    return piece;
  });
}
