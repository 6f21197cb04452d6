import type { ComponentProps } from "react";
import { Button, buttonClass } from "@/app/_ui/button";
import { Icon } from "@/app/_ui/icon";
import { NOTE_LENGTH, REJECT_REASONS } from "./reasons";

type DecisionBarProps = {
  productId: number;
  version: number;
  /** What takes the form without JavaScript. */
  action: ComponentProps<"form">["action"];
  /** The page that the action leads back to, where it does not know by itself. */
  back?: string;
  /** The card after this one, for the skip link; null when this is the only one. */
  skipTo?: number | null;
};

/**
 * Approve, reject, skip and the reason, at the thumb while there is height for it. A plain form: it posts by itself
 * without JavaScript; with it the deck takes its submit and the click on its skip link.
 */
export function DecisionBar({ productId, version, action, back, skipTo = null }: DecisionBarProps) {
  return (
    <form
      id="decide"
      data-decide
      action={action}
      aria-label="Your decision"
      className="z-10 -mx-4 mt-4 border-t border-line bg-surface px-4 py-3 sm:mx-0 sm:rounded-lg sm:border lg:shadow-raised roomy:sticky roomy:bottom-[calc(3.5rem+env(safe-area-inset-bottom))] roomy:lg:bottom-4"
    >
      {back === undefined ? null : <input type="hidden" name="back" value={back} />}
      <input type="hidden" name="productId" value={productId} />
      <input type="hidden" name="version" value={version} />
      <div className="flex items-center gap-2">
        <details className="group">
          <summary className={buttonClass("quiet", "bare-summary underline max-sm:px-2 underline-offset-4")}>
            Why?
          </summary>
          {/* Stands over the card: opening it moves no button from under the thumb. */}
          <div className="absolute inset-x-0 bottom-full border-t border-line bg-surface p-4 sm:-inset-x-px sm:rounded-t-lg sm:border">
            <fieldset>
              <legend className="mb-2 text-sm font-medium">Why, if you reject it (optional)</legend>
              <div className="flex flex-wrap gap-2">
                {["", ...REJECT_REASONS].map((reason) => (
                  <label
                    key={reason}
                    className="inline-flex min-h-11 cursor-pointer items-center rounded-full border border-edge px-4 text-sm has-checked:border-ink has-checked:bg-ink has-checked:text-canvas has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
                  >
                    <input
                      type="radio"
                      name="chip"
                      value={reason}
                      defaultChecked={reason === ""}
                      className="sr-only"
                    />
                    {reason || "No reason"}
                  </label>
                ))}
              </div>
            </fieldset>
            <label className="mt-3 block text-sm font-medium">
              Note (optional)
              <input
                name="note"
                maxLength={NOTE_LENGTH}
                autoComplete="off"
                className="mt-1 block min-h-11 w-full rounded-md border border-edge bg-surface px-3 text-base font-normal"
              />
            </label>
          </div>
        </details>
        <Button name="decision" value="reject" look="bad" className="flex-1 max-sm:px-1">
          <Icon name="cross" className="hidden size-5 sm:block" />
          Reject
        </Button>
        {skipTo === null ? null : (
          <a
            data-skip
            href={`/review?at=${skipTo}`}
            className={buttonClass("secondary", "in-data-alone:hidden max-sm:px-2")}
          >
            Skip
          </a>
        )}
        <Button name="decision" value="approve" look="good" className="flex-1 max-sm:px-1">
          <Icon name="check" className="hidden size-5 sm:block" />
          Approve
        </Button>
      </div>
    </form>
  );
}
