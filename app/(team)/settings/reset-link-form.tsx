"use client";

import { useActionState } from "react";
import { Banner } from "@/app/_ui/banner";
import { Button } from "@/app/_ui/button";
import { FormProblem } from "@/app/_ui/form-problem";
import { resetLinkForm } from "./actions";
import { CopyButton } from "./copy-button";

/** Makes a link with which somebody else sets a new password, and shows it, this one time. */
export function ResetLinkForm({ personId, name }: { personId: string; name: string }) {
  const [outcome, submit, busy] = useActionState(resetLinkForm, null);
  return (
    <form action={submit} className={outcome ? "flex basis-full flex-col items-start gap-3" : ""}>
      <input type="hidden" name="personId" value={personId} />
      <Button aria-label={`Make a link for a new password of ${name}`} aria-disabled={busy}>
        Reset password
      </Button>
      <FormProblem outcome={outcome} />
      {outcome?.ok ? (
        <Banner tone="good" announce="politely" actions={<CopyButton text={outcome.data.url} />}>
          <p>
            Send this link to {name}, and to nobody else. It sets a new password once, holds for an hour and
            is shown only now; until it is used, the current password works.
          </p>
          <p className="mt-1 font-mono text-xs break-all select-all">{outcome.data.url}</p>
        </Banner>
      ) : null}
    </form>
  );
}
