import type { Parsed, Reject } from "@/scanners/scanner";
import type { Collected } from "./collect-pages";

/**
 * The pages of one scan as if they were one page, for a person who asks for a scan in the terminal. What brought
 * nothing is named among the rejects of what did, so that no block goes unseen; where nothing brought anything, the worst
 * page stands for all.
 */
export function oneAnswer({
  pages,
  missed,
}: Pick<Collected & { kind: "pages" }, "pages" | "missed">): Parsed {
  const items = pages.flatMap(({ parsed }) => parsed.items);
  const lost = missed.map((why): Reject => ({ why, snippet: "" }));
  if (items.length > 0) {
    const rejects = pages.flatMap(({ key, parsed }): Reject[] => [
      ...parsed.rejects,
      ...("why" in parsed ? [{ why: `${parsed.kind}: ${parsed.why}`, snippet: key }] : []),
    ]);
    return { kind: "items", items, rejects: [...rejects, ...lost] };
  }
  const parsed = pages.map((page) => page.parsed);
  const worst =
    parsed.find(({ kind }) => kind === "blocked") ?? parsed.find(({ kind }) => kind === "unknown");
  return worst === undefined
    ? { kind: "empty", items: [], rejects: lost }
    : { ...worst, rejects: [...worst.rejects, ...lost] };
}
