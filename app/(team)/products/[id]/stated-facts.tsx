import { Button, buttonClass } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { Icon } from "@/app/_ui/icon";
import { Time } from "@/app/_ui/time";
import type { FactRow } from "@/db/queries/facts";
import { FACT_LABELS } from "@/lib/core/facts";
import { STATED_LABELS, type Statement } from "@/lib/core/statement";
import { takeBackFactForm } from "./fact-actions";
import { FactsForm } from "./facts-form";

type StatedFactsProps = {
  productId: number;
  facts: readonly FactRow[];
  /** Price and cost; what else is stated of the money stands in the margin. */
  statements: readonly Statement[];
  homeCurrency: string;
  categories: readonly string[];
  mayState: boolean;
  mayAnalyse: boolean;
  now: Date;
};

/** What people have stated of a product, each with who and when, and the form that states more. */
export function StatedFacts(props: StatedFactsProps) {
  const { productId, facts, mayState, now } = props;
  const money = props.statements.filter(
    ({ input, place }) =>
      place === "all" && (input === "price" || input === "unit-cost" || input === "quote"),
  );
  return (
    <>
      {facts.length + money.length > 0 ? (
        <ul className="mb-3 divide-y divide-line rounded-lg border border-line bg-surface">
          {money.map(({ input, likely, unit, note, byName, at }) => (
            <li key={input} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3">
              <Said
                label={STATED_LABELS[input]}
                what={`${likely.toFixed(2)} ${unit}`}
                source={note}
                by={byName}
                at={new Date(at)}
                now={now}
              />
              <a href="#margin" className="text-sm font-medium text-accent underline underline-offset-2">
                In the margin
              </a>
            </li>
          ))}
          {facts.map((fact) => (
            <li key={fact.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3">
              <Said
                label={FACT_LABELS[fact.name]}
                what={fact.value === null ? (fact.words ?? "") : `${Number(fact.value)} ${fact.unit ?? ""}`}
                source={fact.source ?? ""}
                by={fact.statedByName}
                at={fact.statedAt}
                now={now}
              />
              {mayState ? (
                <form action={takeBackFactForm}>
                  <input type="hidden" name="productId" value={productId} />
                  <input type="hidden" name="factId" value={fact.id} />
                  <input type="hidden" name="back" value={`/products/${productId}#facts`} />
                  <Button
                    look="quiet"
                    className="max-sm:-ml-4"
                    aria-label={`Take back: ${FACT_LABELS[fact.name]}`}
                  >
                    <Icon name="undo" />
                    Take back
                  </Button>
                </form>
              ) : null}
            </li>
          ))}
        </ul>
      ) : (
        <p className="mb-3 text-sm text-muted">Nobody has stated anything of it yet.</p>
      )}
      {mayState ? (
        <details className="group">
          <summary className={buttonClass("secondary", "bare-summary")}>
            <Icon name="plus" />
            State what you know
          </summary>
          <Card className="mt-3">
            <FactsForm
              productId={productId}
              homeCurrency={props.homeCurrency}
              categories={props.categories}
              mayAnalyse={props.mayAnalyse}
            />
          </Card>
        </details>
      ) : null}
    </>
  );
}

type SaidProps = { label: string; what: string; source: string; by: string; at: Date; now: Date };

function Said({ label, what, source, by, at, now }: SaidProps) {
  return (
    <div className="min-w-0 flex-1 basis-60">
      <p className="text-sm wrap-anywhere">
        <span className="font-medium">{label}:</span> {what}
      </p>
      <p className="text-xs wrap-anywhere text-muted">
        stated by {by} <Time at={at} now={now} />
        {source === "" ? null : ` · ${source}`}
      </p>
    </div>
  );
}
