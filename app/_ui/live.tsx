"use client";

import { useRouter } from "next/navigation";
import { startTransition, useEffect, useState, useSyncExternalStore, type ReactNode } from "react";
import { Button } from "./button";

type LiveProps = {
  /** Milliseconds between two looks. */
  everyMs: number;
  /** What is going on, in a sentence: read out when it changes. */
  children: ReactNode;
};

/**
 * Loads the page's figures anew while something is going on, as long as the page is in front. It can be stopped; without
 * JavaScript the browser's own reload does the same.
 */
export function Live({ everyMs, children }: LiveProps) {
  const router = useRouter();
  const [on, setOn] = useState(true);
  // Without the script there is nothing to stop.
  const hydrated = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  useEffect(() => {
    if (!on) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") startTransition(() => router.refresh());
    }, everyMs);
    return () => clearInterval(timer);
  }, [on, everyMs, router]);
  return (
    <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <output className="text-sm font-medium">{children}</output>
      {hydrated ? (
        <Button type="button" look="secondary" onClick={() => setOn(!on)}>
          {on ? "Stop updating" : "Go on updating"}
        </Button>
      ) : null}
    </div>
  );
}

/** A store that never changes. */
const never = () => () => {};
