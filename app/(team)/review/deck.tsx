"use client";

import { useRouter } from "next/navigation";
import {
  Fragment,
  startTransition,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  type FormEvent,
  type MouseEvent,
  type ReactNode,
} from "react";
import { Banner } from "@/app/_ui/banner";
import { Button } from "@/app/_ui/button";
import { decideNow, undoNow } from "./actions";
import { REJECT_REASONS, type Chip } from "./reasons";

/** `card` shows the product and, to whom may decide, the `DecisionBar`: rendered by the server, handled here. */
export type DeckCard = { id: number; title: string; version: number; card: ReactNode };
type Decision = "approve" | "reject";
type Said = { tone: "good" | "bad"; text: string; undo?: DeckCard };

/** How long a decision offers its undo; the product's page undoes it later as well. */
const UNDO_MS = 10_000;
const WORDS = { approve: "Approved", reject: "Rejected" } as const;

/**
 * One card at a time. The next card shows at once; a decision that the server refuses brings its card
 * back with what happened. Without JavaScript the same forms post, and the page answers with the next card.
 */
export function Deck({
  cards,
  waiting,
  empty,
}: {
  cards: DeckCard[];
  waiting: number;
  /** What the page says when no card is left. */
  empty: ReactNode;
}) {
  const router = useRouter();
  const [gone, setGone] = useState<readonly number[]>([]);
  const [at, setAt] = useState<number | null>(null);
  /** A card that a refused decision brought back; the server's deck may not hold it any more. */
  const [back, setBack] = useState<DeckCard | null>(null);
  const [said, setSaid] = useState<Said | null>(null);
  const deckRef = useRef<HTMLDivElement>(null);

  const isGone = (card: DeckCard) => gone.includes(card.id);
  const held = back && !cards.some((card) => card.id === back.id) ? [back, ...cards] : cards;
  const inHand = held.filter((card) => !isGone(card));
  const top = inHand.find((card) => card.id === at) ?? inHand[0];
  const left = waiting - cards.filter(isGone).length;

  const topId = top?.id;
  const shown = useRef(topId);
  useEffect(() => {
    if (shown.current === topId) return;
    shown.current = topId;
    window.scrollTo(0, 0);
    deckRef.current?.querySelector<HTMLElement>("article h2")?.focus({ preventScroll: true });
  }, [topId]);

  useEffect(() => {
    if (!said?.undo) return;
    const timer = setTimeout(() => setSaid(null), UNDO_MS);
    return () => clearTimeout(timer);
  }, [said]);

  /** The card after this one; the deck goes round. */
  const after = (card: DeckCard): DeckCard | undefined => {
    const next = inHand[inHand.indexOf(card) + 1] ?? inHand[0];
    return next === card ? undefined : next;
  };

  /** Shows a card at once, and asks the server for the deck that begins with it. */
  const show = (card: DeckCard | undefined) => {
    setAt(card?.id ?? null);
    startTransition(() => router.replace(card ? `/review?at=${card.id}` : "/review", { scroll: false }));
  };

  const decide = (card: DeckCard, decision: Decision, why: { chip: Chip; note: string }) => {
    show(after(card));
    setGone((ids) => [...ids, card.id]);
    setSaid({ tone: "good", text: `${WORDS[decision]}: ${card.title}`, undo: card });
    startTransition(async () => {
      const answer = await decideNow({ productId: card.id, version: card.version, decision, ...why });
      if (answer.ok) return;
      setGone((ids) => ids.filter((id) => id !== card.id));
      setBack(card);
      setAt(card.id);
      setSaid({ tone: "bad", text: `${card.title}: ${answer.error.message}` });
    });
  };

  const undo = (card: DeckCard) => {
    setSaid(null);
    startTransition(async () => {
      const answer = await undoNow({ productId: card.id });
      if (!answer.ok) return setSaid({ tone: "bad", text: `${card.title}: ${answer.error.message}` });
      setGone((ids) => ids.filter((id) => id !== card.id));
      setSaid({ tone: "good", text: `Waiting for review again: ${card.title}` });
      show(card);
    });
  };

  const skip = (card: DeckCard) => {
    const next = after(card);
    if (next) show(next);
    if (card.id === back?.id) setBack(null);
  };

  const submit = (event: FormEvent<HTMLElement>) => {
    const given = decisionOf(event);
    if (!top || !given) return;
    event.preventDefault();
    decide(top, given.decision, given.why);
  };

  const click = (event: MouseEvent) => {
    if (!top || !(event.target instanceof Element) || !event.target.closest("a[data-skip]")) return;
    event.preventDefault();
    skip(top);
  };

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const form = deckRef.current?.querySelector<HTMLFormElement>("form[data-decide]");
    const press = (selector: string) => form?.querySelector<HTMLElement>(selector)?.click();
    const acts: Record<string, () => void> = {
      a: () => press("[value=approve]"),
      r: () => press("[value=reject]"),
      s: () => top && skip(top),
      ArrowRight: () => top && skip(top),
      u: () => said?.undo && undo(said.undo),
      "?": () => document.querySelector<HTMLElement>("#review-keys")?.togglePopover(),
    };
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);

  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- only what bubbles up from the card's form and link, which work by keyboard of themselves
    <div ref={deckRef} data-alone={top && !after(top) ? "" : undefined} onSubmit={submit} onClick={click}>
      <div aria-live="polite" className="-mt-3 mb-3 flex min-h-17 items-center *:flex-1">
        {said ? (
          <Banner
            tone={said.tone}
            actions={
              said.undo ? (
                <Button type="button" onClick={() => said.undo && undo(said.undo)}>
                  Undo
                </Button>
              ) : null
            }
          >
            <span className={said.undo ? "line-clamp-2" : ""}>{said.text}</span>
          </Banner>
        ) : left > 0 ? (
          <p className="text-sm text-muted">{waitingSentence(left)}</p>
        ) : null}
      </div>
      {top ? <Fragment key={top.id}>{top.card}</Fragment> : left > 0 ? null : empty}
    </div>
  );
}

/** What the form of a decision bar says; null for any other form. */
function decisionOf({
  currentTarget,
  target,
  nativeEvent,
}: FormEvent<HTMLElement>): { decision: Decision; why: { chip: Chip; note: string } } | null {
  const submitter = nativeEvent instanceof SubmitEvent ? nativeEvent.submitter : null;
  if (!(target instanceof HTMLFormElement && submitter instanceof HTMLButtonElement)) return null;
  const form = currentTarget.querySelector("form[data-decide]");
  if (form !== target) return null;
  const given = new FormData(target);
  const chip = REJECT_REASONS.find((reason) => reason === given.get("chip")) ?? "";
  const note = given.get("note");
  return {
    decision: submitter.value === "approve" ? "approve" : "reject",
    why: { chip, note: typeof note === "string" ? note : "" },
  };
}

function waitingSentence(left: number): string {
  return left === 1 ? "One product waits." : `${left} products wait, the strongest trend first.`;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.matches("textarea, select, input:not([type=radio])") || target.isContentEditable;
}
