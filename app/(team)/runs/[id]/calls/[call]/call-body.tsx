import { formatCount } from "@/app/_ui/format";
import { bodyParts } from "./body-parts";

type CallBodyProps = {
  /** JSON text, perhaps its beginning only; null where nothing was kept. */
  json: string | null;
  /** Characters of the whole. */
  length: number | null;
  what: "request" | "response";
};

/** A body as plain text that scrolls in its own frame; nothing in it is a link, markup or markdown. */
export function CallBody({ json, length, what }: CallBodyProps) {
  if (json === null) {
    return (
      <p className="rounded-lg border border-line bg-surface px-4 py-3 text-sm text-muted">
        No {what} is kept: bodies are forgotten after the days set on the Settings page.
      </p>
    );
  }
  const cut = length !== null && length > json.length;
  return (
    <div className="space-y-3">
      {bodyParts(json).map((part, index) => (
        <figure key={`${part.name} ${index}`}>
          <figcaption className="mb-1 text-xs font-medium text-muted">{part.name}</figcaption>
          <section
            aria-label={`Part ${index + 1} of the ${what}: ${part.name}`}
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
            tabIndex={0}
            className="max-h-160 overflow-auto rounded-lg border border-line bg-surface p-4"
          >
            <pre dir="ltr" className="font-mono text-xs leading-5 break-words whitespace-pre-wrap">
              {part.text}
            </pre>
          </section>
        </figure>
      ))}
      {cut ? (
        <p className="text-xs text-muted">
          The first {formatCount(json.length)} of {formatCount(length)} characters.
        </p>
      ) : null}
    </div>
  );
}
