import { ButtonLink } from "./button-link";

type PagerProps = {
  /** The address of the page before and after; null where there is none. */ first: string | null;
  next: string | null;
};

/** Steps through a long list. `first` goes back to the beginning: a keyset has no page before. */
export function Pager({ first, next }: PagerProps) {
  if (!first && !next) return null;
  return (
    <nav aria-label="Pages" className="mt-4 flex justify-between gap-2">
      {first ? <ButtonLink href={first}>To the beginning</ButtonLink> : <span />}
      {next ? (
        <ButtonLink href={next} rel="next">
          More
        </ButtonLink>
      ) : null}
    </nav>
  );
}
