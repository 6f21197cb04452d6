import { ProductStatusBadge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { Field } from "@/app/_ui/field";
import { Fold } from "@/app/_ui/fold";
import { formatCount, formatFraction } from "@/app/_ui/format";
import { Time } from "@/app/_ui/time";
import type { ProductPage } from "@/db/queries/pages/product";
import type { readSameProduct, Thing } from "@/db/queries/pages/same-product";
import { ORIGIN_LABELS } from "@/lib/core/words";
import { SCHEDULE } from "@/lib/ctx";
import { mergeProducts, splitProduct, tellProductsApart, undoProductMove } from "./merge-actions";

type Same = Awaited<ReturnType<typeof readSameProduct>>;
type Product = ProductPage["product"];

/** What it may be the same as, and a person's say in it: merge, tell apart, split, and each undone. Works without JavaScript. */
export function SameProduct({
  product,
  same,
  mayDecide,
  now,
}: {
  product: Product;
  same: Same;
  mayDecide: boolean;
  now: Date;
}) {
  const busy = product.status === "ANALYZING";
  return (
    <div className="space-y-4">
      {same.suggestions.map((suggestion) => (
        <Suggestion
          key={suggestion.id}
          product={product}
          suggestion={suggestion}
          mayAct={mayDecide && !busy}
        />
      ))}
      {same.suggestions.length === 0 ? (
        <p className="text-sm text-muted">No other product looks like this one.</p>
      ) : null}
      {mayDecide && busy ? (
        <p className="text-sm text-muted">It is being analysed: merge or split it when that is done.</p>
      ) : null}
      {mayDecide && !busy ? (
        <div className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
          <MergeForm product={product} />
          {same.things.length > 1 ? <SplitForm product={product} things={same.things} /> : null}
        </div>
      ) : null}
      {same.moves.length > 0 ? (
        <Moves product={product} moves={same.moves} mayUndo={mayDecide} now={now} />
      ) : null}
    </div>
  );
}

function Suggestion({
  product,
  suggestion,
  mayAct,
}: {
  product: Product;
  suggestion: Same["suggestions"][number];
  mayAct: boolean;
}) {
  const { id, title, status, version, probability, because } = suggestion;
  return (
    <Card>
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="min-w-0 font-semibold">
          May be the same as{" "}
          <a href={`/products/${id}`} className="underline">
            {title}
          </a>
        </h3>
        <ProductStatusBadge status={status} />
      </div>
      <p className="mt-1 text-sm text-muted">
        {[`Probability ${formatFraction(probability)}`, ...because].join(" · ")}
      </p>
      {mayAct ? (
        <div className="mt-3 flex flex-wrap gap-2">
          <form action={mergeProducts}>
            <Hidden
              values={{ productId: product.id, version: product.version, otherId: id, otherVersion: version }}
            />
            <Button>
              Merge<span className="sr-only"> with {title}</span>
            </Button>
          </form>
          <form action={tellProductsApart}>
            <Hidden values={{ productId: product.id, otherId: id, back: `/products/${product.id}` }} />
            <Button look="quiet">
              Not the same<span className="sr-only"> as {title}</span>
            </Button>
          </form>
        </div>
      ) : null}
    </Card>
  );
}

function MergeForm({ product }: { product: Product }) {
  return (
    <Fold title="Merge with another product">
      <form action={mergeProducts} className="grid gap-3">
        <Hidden values={{ productId: product.id, version: product.version }} />
        <Field
          label="The other product"
          name="otherId"
          required
          maxLength={1_000}
          autoComplete="off"
          hint={`Its number or the address of its page. This one is number ${product.id}. The one that has come further stays, and the other's address leads to it.`}
        />
        <Button className="justify-self-start">Merge</Button>
      </form>
    </Fold>
  );
}

function SplitForm({ product, things }: { product: Product; things: readonly Thing[] }) {
  return (
    <Fold title="Split off what is another product">
      <form action={splitProduct} className="grid gap-3">
        <Hidden values={{ productId: product.id, version: product.version }} />
        <fieldset>
          <legend className="text-sm font-medium">What is another product?</legend>
          <ul className="mt-2">
            {things.map((thing) => (
              <li key={thing.sightingIds[0]}>
                <label className="flex min-h-11 items-center gap-3 py-1 text-sm">
                  <input
                    type="checkbox"
                    name="thing"
                    value={thing.sightingIds.join(" ")}
                    className="size-5 shrink-0 accent-accent"
                  />
                  <span className="min-w-0 wrap-anywhere">
                    “{thing.title}”{" "}
                    <span className="text-muted">
                      {ORIGIN_LABELS[thing.origin]}, {formatCount(thing.seen)}{" "}
                      {thing.seen === 1 ? "sighting" : "sightings"}
                    </span>
                  </span>
                </label>
              </li>
            ))}
          </ul>
        </fieldset>
        <Button className="justify-self-start">Split off</Button>
      </form>
    </Fold>
  );
}

function Moves({
  product,
  moves,
  mayUndo,
  now,
}: {
  product: Product;
  moves: Same["moves"];
  mayUndo: boolean;
  now: Date;
}) {
  return (
    <ol
      aria-label="Merges and splits"
      className="divide-y divide-line rounded-lg border border-line bg-surface"
    >
      {moves.map((move) => (
        <li key={move.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3 text-sm">
          <span className="min-w-0">
            {move.kind === "merge"
              ? "Took in "
              : move.partId === product.id
                ? "Was split off from "
                : "Split off "}
            <Other product={product} move={move} /> by {moverName(move.movedByName)},{" "}
            <Time at={move.movedAt} now={now} />
          </span>
          {move.undoneAt ? (
            <span className="text-muted">
              undone <Time at={move.undoneAt} now={now} />
            </span>
          ) : mayUndo ? (
            <form action={undoProductMove}>
              <Hidden values={{ moveId: move.id, back: `/products/${product.id}` }} />
              <Button look="quiet" className="max-sm:-ml-4">
                Undo
                <span className="sr-only">
                  {" "}
                  the {move.kind} with {move.partTitle}
                </span>
              </Button>
            </form>
          ) : null}
        </li>
      ))}
    </ol>
  );
}

/** Who merged or split: the schedule is no person’s name. */
function moverName(name: string): string {
  return name === SCHEDULE.name ? "the schedule" : name;
}

/** The other product of a move, with a link where it is still one: not while it is merged in, nor after its split was undone. */
function Other({ product, move }: { product: Product; move: Same["moves"][number] }) {
  const isPart = move.partId === product.id;
  const [id, title] = isPart ? [move.wholeId, move.wholeTitle] : [move.partId, move.partTitle];
  if (!isPart && (move.kind === "merge") === (move.undoneAt === null)) return `“${title}”`;
  return (
    <a href={`/products/${id}`} className="underline">
      {title}
    </a>
  );
}

function Hidden({ values }: { values: Record<string, number | string> }) {
  return Object.entries(values).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
}
