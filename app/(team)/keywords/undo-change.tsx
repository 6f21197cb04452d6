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
      tone="good"
      announce="politely"
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
      “{keyword.keyword}” {changeOf(was, keyword)}
    </Banner>
  );
}

function changeOf(was: Undo["was"], is: Undo["was"]): string {
  if (is.muted) return "is muted: it steers nothing.";
  if (is.pinned) return "is pinned: it steers before all others.";
  return was.muted ? "may steer again." : "is no longer pinned.";
}
