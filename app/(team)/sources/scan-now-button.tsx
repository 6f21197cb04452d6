import { Button } from "@/app/_ui/button";
import { Icon } from "@/app/_ui/icon";
import { ORIGIN_LABELS, type SourceId } from "@/lib/core/words";
import { scanNowForm } from "./actions";

/** Asks for a scan of one source. */
export function ScanNow({ source, back }: { source: SourceId; back: string }) {
  return (
    <form action={scanNowForm}>
      <input type="hidden" name="source" value={source} />
      <input type="hidden" name="back" value={back} />
      <Button>
        <Icon name="again" />
        Scan now<span className="sr-only"> {ORIGIN_LABELS[source]}</span>
      </Button>
    </form>
  );
}
