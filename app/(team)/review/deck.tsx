"use client";

import { useRouter } from "next/navigation";
import { startTransition, useEffect, useEffectEvent, useRef, useState, type ReactNode } from "react";
import { Banner } from "@/app/_ui/banner";
import { Button } from "@/app/_ui/button";
import { decideNow, undoNow } from "./actions";
import { DecisionBar } from "./decision-bar";
import type { Chip } from "./reasons";

export type DeckCard = { id: number; title: string; version: number; card: ReactNode };
type Decision = "approve" | "reject";
type Said = { tone: "good" | "bad"; text: string; undo?: DeckCard };

/** How long a decision offers its undo; the product's page undoes it later as well. */
const UNDO_MS = 10_000;
/** With fewer cards than this left in hand, more are fetched. */
const FETCH_BELOW = 2;

const WORDS = { approve: "Approved", reject: "Rejected" } as const;

/**
 * One card at a time. The next card shows at once; a decision that the server refuses brings its card
 * back with what happened. Without JavaScript the same forms post, and the page answers with the next card.
 */
export function Deck({
  cards,
  waiting,
  mayDecide,
}: {
  cards: DeckCard[];
  waiting: number;
  mayDecide: boolean;
}) {
  const router = useRouter();
  const [gone, setGone] = useState<readonly number[]>([]);
  const [skipped, setSkipped] = useState<readonly number[]>([]);
  const [said, setSaid] = useState<Said | null>(null);
  const deckRef = useRef<HTMLDivElement>(null);

  const inHand = cards.filter((card) => !gone.includes(card.id));
  const fresh = inHand.filter((card) => !skipped.includes(card.id));
  const top = fresh[0] ?? inHand[0];
  const left = waiting - cards.filter((card) => gone.includes(card.id)).length;

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

  const decide = (card: DeckCard, decision: Decision, why: { chip: Chip; note: string }) => {
    setGone((ids) => [...ids, card.id]);
    setSaid({ tone: "good", text: `${WORDS[decision]}: ${card.title}`, undo: card });
    startTransition(async () => {
      const answer = await decideNow({ productId: card.id, version: card.version, decision, ...why });
      if (answer.ok) return;
      setGone((ids) => ids.filter((id) => id !== card.id));
      setSkipped((ids) => ids.filter((id) => id !== card.id));
      setSaid({ tone: "bad", text: `${card.title}: ${answer.error.message}` });
      router.refresh();
    });
  };

  const undo = (card: DeckCard) => {
    setSaid(null);
    startTransition(async () => {
      const answer = await undoNow({ productId: card.id });
      if (!answer.ok) return setSaid({ tone: "bad", text: `${card.title}: ${answer.error.message}` });
      setGone((ids) => ids.filter((id) => id !== card.id));
      setSaid({ tone: "good", text: `Waiting for review again: ${card.title}` });
      router.replace(`/review?at=${card.id}`, { scroll: false });
    });
  };

  const skip = (card: DeckCard) => {
    const rest = fresh.filter((other) => other.id !== card.id);
    const next = rest[0];
    if (rest.length >= FETCH_BELOW || cards.length >= waiting) {
      // Gone round once: what was skipped comes again.
      return setSkipped((ids) => (next ? [...ids, card.id] : ids.filter((id) => id === card.id)));
    }
    setSkipped((ids) => [...ids, card.id]);
    startTransition(() => router.replace(`/review?at=${(next ?? card).id}`, { scroll: false }));
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
    <div ref={deckRef}>
      <div aria-live="polite" className="-mt-3 mb-3 flex min-h-14 items-center *:flex-1">
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
            {said.text}
          </Banner>
        ) : (
          <p className="text-sm text-muted">{waitingSentence(left)}</p>
        )}
      </div>
      {top ? (
        <>
          {top.card}
          {mayDecide ? (
            <DecisionBar
              key={top.id}
              productId={top.id}
              version={top.version}
              skipTo={fresh[1]?.id ?? null}
              onDecide={(decision, why) => decide(top, decision, why)}
              onSkip={() => skip(top)}
            />
          ) : (
            <Banner className="mt-4">Your role looks on: a reviewer decides.</Banner>
          )}
        </>
      ) : null}
    </div>
  );
}

function waitingSentence(left: number): string {
  if (left <= 0) return "Nothing else waits.";
  return left === 1
    ? "One product waits for review."
    : `${left} products wait for review, the strongest trend first.`;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.matches("textarea, select, input:not([type=radio])") || target.isContentEditable;
}
