import type { Metadata } from "next";
import { z } from "zod";
import { Banner } from "@/app/_ui/banner";
import { Button } from "@/app/_ui/button";
import { ButtonLink } from "@/app/_ui/button-link";
import { EmptyState } from "@/app/_ui/empty-state";
import { FlashBanner } from "@/app/_ui/flash-banner";
import { PageHeader } from "@/app/_ui/page-header";
import { relativeTime } from "@/app/_ui/time";
import { countWaiting, readDeck, readStandingDecision } from "@/db/queries/pages/review";
import { readFlash } from "@/lib/http/flash";
import { may } from "@/lib/auth/permissions";
import { teamCtx } from "../team-ctx";
import { decideForm, undoForm } from "./actions";
import { DecisionBar } from "./decision-bar";
import { Deck } from "./deck";
import { ReviewCard } from "./review-card";
import { ReviewKeys } from "./review-keys";

export const metadata: Metadata = { title: "Review" };

/** The card shown and the next few, which show at once after a decision. */
const DECK_SIZE = 4;

const id = z.coerce.number().int().positive().max(2_147_483_647).optional().catch(undefined);
const query = z.object({
  /** The card to begin with. */
  at: id,
  /** Decided just now, by a form without JavaScript. */
  decided: id,
});

export default async function ReviewPage({ searchParams }: { searchParams: Promise<unknown> }) {
  const { person, ctx, now } = await teamCtx();
  const { at, decided } = query.parse(await searchParams);
  const mayDecide = may(person.role, "decide");
  const [cards, waiting] = await Promise.all([
    readDeck(ctx.db, { at: at ?? null, size: DECK_SIZE }),
    countWaiting(ctx.db),
  ]);
  const refused = (await readFlash())?.tone === "bad";
  // A refused form has said who was first; a link to a card that is decided must say it here.
  const elsewhere =
    !refused && at !== undefined && cards[0]?.id !== at ? await readStandingDecision(ctx.db, at) : null;
  const mine = decided === undefined ? null : await readStandingDecision(ctx.db, decided);
  return (
    <>
      <FlashBanner />
      <PageHeader title="Review" actions={mayDecide && cards.length > 0 ? <ReviewKeys /> : null} />
      {mine && mine.decidedBy === person.id ? (
        <form action={undoForm} className="mb-3">
          <input type="hidden" name="productId" value={mine.productId} />
          <Banner tone="good" announce="politely" actions={<Button>Undo</Button>}>
            {DECIDED[mine.decision]}: {mine.title}
          </Banner>
        </form>
      ) : null}
      {elsewhere ? (
        <Banner
          tone="warn"
          announce="now"
          className="mb-3"
          actions={<ButtonLink href={`/products/${elsewhere.productId}`}>See it</ButtonLink>}
        >
          {elsewhere.decidedBy === person.id ? "You" : elsewhere.decidedByName}{" "}
          {DECIDED[elsewhere.decision].toLowerCase()} “{elsewhere.title}”{" "}
          {relativeTime(elsewhere.decidedAt, now)}.
        </Banner>
      ) : null}
      <Deck
        waiting={waiting}
        cards={cards.map((card, index) => ({
          id: card.id,
          title: card.title,
          version: card.version,
          card: (
            <>
              <ReviewCard card={card} now={now} />
              {mayDecide ? (
                <DecisionBar
                  productId={card.id}
                  version={card.version}
                  action={decideForm}
                  skipTo={cards.length > 1 ? (cards[(index + 1) % cards.length]?.id ?? null) : null}
                />
              ) : (
                <Banner className="mt-4">Your role looks on: a reviewer decides.</Banner>
              )}
            </>
          ),
        }))}
        empty={
          <EmptyState
            icon="review"
            title="Nothing waits for review"
            actions={<ButtonLink href="/products">All products</ButtonLink>}
          >
            <p>
              Every 15 minutes the strongest finds are analysed; what comes out of it appears here, the
              strongest trend first.
            </p>
          </EmptyState>
        }
      />
    </>
  );
}

const DECIDED = { approve: "Approved", reject: "Rejected" } as const;
