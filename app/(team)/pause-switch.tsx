import { BackHere } from "@/app/_ui/back-here";
import { Button, buttonClass } from "@/app/_ui/button";
import { Icon } from "@/app/_ui/icon";
import { pauseForm } from "./settings/actions";

const QUESTION = "pause-everything";

/** Asks whether everything is to be paused; `PauseQuestion` stands on the page and waits for it. Works without JavaScript. */
export function PauseButton({ className = "" }: { className?: string }) {
  return (
    <button type="button" popoverTarget={QUESTION} className={buttonClass("secondary", className)}>
      <Icon name="pause" />
      Pause everything
    </button>
  );
}

/** The question before the pause, at the thumb on a phone and in the middle of a wide screen. */
export function PauseQuestion() {
  return (
    <dialog
      id={QUESTION}
      popover="auto"
      aria-labelledby={`${QUESTION}-title`}
      aria-describedby={`${QUESTION}-about`}
      className="fixed inset-x-0 top-auto bottom-0 m-0 w-full max-w-none rounded-t-lg border-t border-line bg-surface p-4 pb-[calc(1rem+env(safe-area-inset-bottom))] text-ink sm:inset-0 sm:m-auto sm:size-fit sm:max-w-md sm:rounded-lg sm:border sm:p-6"
    >
      <h2 id={`${QUESTION}-title`} className="text-lg font-semibold">
        Pause everything?
      </h2>
      <p id={`${QUESTION}-about`} className="mt-1 text-sm text-muted">
        No model is asked, no source is scanned and nothing is posted until somebody ends the pause. A call
        that is under way may end. All work waits where it is.
      </p>
      <form action={pauseForm} className="mt-4 grid grid-cols-2 gap-3">
        <BackHere />
        <input type="hidden" name="paused" value="true" />
        <button
          type="button"
          popoverTarget={QUESTION}
          popoverTargetAction="hide"
          className={buttonClass("secondary")}
        >
          Cancel
        </button>
        <Button look="bad">
          <Icon name="pause" />
          Pause
        </Button>
      </form>
    </dialog>
  );
}

/** Ends the pause. */
export function GoOn() {
  return (
    <form action={pauseForm}>
      <BackHere />
      <input type="hidden" name="paused" value="false" />
      <Button look="good">
        <Icon name="play" />
        Go on
      </Button>
    </form>
  );
}
