"use client";

import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { Icon } from "@/app/_ui/icon";

/** Copies a text; says so. Where the browser does not let it, the text beside it can be selected. */
export function CopyButton({ text }: { text: string }) {
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // Clipboards are refused over plain http on another machine.
      setCopied(false);
    }
  };
  return (
    <Button type="button" onClick={copy}>
      <Icon name={copied ? "check" : "copy"} />
      <span aria-live="polite">{copied === null ? "Copy" : copied ? "Copied" : "Select it by hand"}</span>
    </Button>
  );
}
