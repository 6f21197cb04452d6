import { Banner } from "@/app/_ui/banner";
import { Button } from "@/app/_ui/button";
import type { KeywordRow } from "@/db/queries/keywords";
import { restoreKeywordForm } from "./actions";
import type { Undo } from "./undo";

/** What was just changed, and the button that takes it back; nothing where it is as it was already. */
export function UndoChange({ keyword, undo, back }: { keyword: KeywordRow; undo: Undo; back: string }) {
  const { was } = undo;
  if (keyword.pinned === was.pinned && keyword.muted === was.muted) return null;
  return (
    <Banner
      className="mb-4"
      actions={
        <form action={restoreKeywordForm}>
          <input type="hidden" name="keywordId" value={keyword.id} />
          <input type="hidden" name="pinned" value={String(was.pinned)} />
          <input type="hidden" name="muted" value={String(was.muted)} />
          <input type="hidden" name="back" value={back} />
          <Button>
            Undo<span className="sr-only"> the change of {keyword.keyword}</span>
          </Button>
        </form>
      }
    >
      “{keyword.keyword}” was {stateOf(was)} and is {stateOf(keyword)} now.
    </Banner>
  );
}

function stateOf({ pinned, muted }: { pinned: boolean; muted: boolean }): string {
  if (muted) return "muted";
  return pinned ? "pinned" : "neither pinned nor muted";
}
