import { OutLink } from "@/app/_ui/out-link";
import type { SourceRow } from "@/db/queries/source-steps";
import { keyLinkOf, shownState, whyOf } from "./source-words";

/** Why a source is in its state; where it needs a key, with the link to where one is had. */
export function Why({ source }: { source: SourceRow }) {
  const why = whyOf(source);
  if (shownState(source) !== "needs-key") return <>{why}</>;
  const { sentence, link } = keyLinkOf(why);
  return (
    <>
      {sentence} {link === null ? null : <OutLink href={link}>How to get it</OutLink>}
    </>
  );
}
