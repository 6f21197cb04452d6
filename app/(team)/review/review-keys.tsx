const KEYS = [
  ["A", "Approve"],
  ["R", "Reject"],
  ["S or →", "Skip"],
  ["U", "Undo the last decision"],
  ["?", "Show or hide this"],
] as const;

/** The keys of the deck, behind a button; where there is no keyboard there is no button. */
export function ReviewKeys() {
  return (
    <div className="hidden lg:block">
      <button
        type="button"
        popoverTarget="review-keys"
        className="min-h-11 rounded-md px-3 text-sm font-medium text-muted hover:bg-sunken hover:text-ink"
      >
        Keys <kbd className="rounded-sm border border-edge px-1.5 font-mono text-xs">?</kbd>
      </button>
      <dialog
        id="review-keys"
        popover="auto"
        aria-label="Keys of the review"
        className="fixed inset-0 m-auto h-fit w-80 rounded-lg border border-line bg-surface p-5 text-ink shadow-raised"
      >
        <h2 className="text-lg font-semibold">Keys</h2>
        <dl className="mt-3 space-y-2 text-sm">
          {KEYS.map(([key, act]) => (
            <div key={key} className="flex justify-between gap-4">
              <dt className="order-2">
                <kbd className="rounded-sm border border-edge px-1.5 py-0.5 font-mono text-xs">{key}</kbd>
              </dt>
              <dd>{act}</dd>
            </div>
          ))}
        </dl>
        <button
          type="button"
          popoverTarget="review-keys"
          popoverTargetAction="hide"
          className="mt-4 min-h-11 w-full rounded-md border border-edge text-sm font-semibold"
        >
          Close
        </button>
      </dialog>
    </div>
  );
}
