/** One whole look at one source: ask, parse, ask what follows, and put the pages together. */
import { messageOf } from "@/lib/core/errors";
import { RobotsRefusal } from "./fetching/failures";
import { blocked, empty } from "./reading/parser";
import type { Page, Parsed, Reject, RequestSpec, ScanContext, Scanner, ScanState } from "./scanner";

/** More than any scanner asks for: it ends a scanner that would go on for ever. */
const MAX_REQUESTS = 60;

type Answer = { key: string; parsed: Parsed };

/** Pages that brought nothing are named among the rejects of those that did, so that no block goes unseen. */
function together(answers: readonly Answer[]): Parsed {
  const items = answers.flatMap(({ parsed }) => parsed.items);
  const rejects = answers.flatMap(({ key, parsed }): Reject[] => [
    ...parsed.rejects,
    ...("why" in parsed && items.length > 0 ? [{ why: `${parsed.kind}: ${parsed.why}`, snippet: key }] : []),
  ]);
  if (items.length > 0) return { kind: "items", items, rejects };
  const worst =
    answers.find(({ parsed }) => parsed.kind === "blocked") ??
    answers.find(({ parsed }) => parsed.kind === "unknown");
  return worst?.parsed ?? empty();
}

/**
 * Scans one source. Stops at the first blocked page: who is turned away does not knock again. A fetch that fails after
 * some pages were read ends the scan with what there is, and says so; one that fails before throws.
 */
export async function scanOnce(input: {
  scanner: Scanner;
  ctx: ScanContext;
  fetchPage: (request: RequestSpec) => Promise<Page>;
}): Promise<Parsed> {
  const { scanner, ctx } = input;
  const waiting = scanner.first(ctx);
  const answers: Answer[] = [];
  const state: ScanState = {};
  for (let asked = 0; asked < MAX_REQUESTS; asked += 1) {
    const request = waiting.shift();
    if (!request) break;
    let page: Page;
    try {
      page = await input.fetchPage(request);
    } catch (thrown) {
      if (thrown instanceof RobotsRefusal) {
        answers.push({ key: request.key, parsed: blocked(thrown.message) });
        break;
      }
      if (!answers.some(({ parsed }) => parsed.kind === "items")) throw thrown;
      const failed = { why: messageOf(thrown), snippet: request.key };
      return together([...answers, { key: request.key, parsed: { ...empty(), rejects: [failed] } }]);
    }
    const parsed = scanner.parse(page);
    answers.push({ key: request.key, parsed });
    if (parsed.kind === "blocked") break;
    waiting.push(...scanner.next(page, state, ctx));
  }
  return together(answers);
}
