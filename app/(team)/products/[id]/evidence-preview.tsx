"use client";

import { CSPProvider } from "@base-ui/react/csp-provider";
import { PreviewCard } from "@base-ui/react/preview-card";

const preview = PreviewCard.createHandle<string>();

/** An evidence number that leads to its item in the dossier, and shows it where the pointer or the focus rests. */
export function EvidenceLink({ id, text }: { id: string; text: string }) {
  return (
    <PreviewCard.Trigger
      handle={preview}
      payload={text}
      href={`#${id}`}
      className="figures inline-flex min-h-6 min-w-6 items-center rounded-sm bg-sunken px-1.5 text-xs font-semibold text-accent underline-offset-2 hover:underline"
    >
      {id}
    </PreviewCard.Trigger>
  );
}

/** The one card that all evidence links of a page share. */
export function EvidencePreview() {
  return (
    <CSPProvider disableStyleElements>
      <PreviewCard.Root handle={preview}>
        {({ payload }) => (
          <PreviewCard.Portal>
            <PreviewCard.Positioner sideOffset={6} collisionPadding={12} className="z-40">
              <PreviewCard.Popup className="max-w-80 rounded-md border border-line bg-surface p-3 text-sm text-ink shadow-raised">
                {payload}
              </PreviewCard.Popup>
            </PreviewCard.Positioner>
          </PreviewCard.Portal>
        )}
      </PreviewCard.Root>
    </CSPProvider>
  );
}
