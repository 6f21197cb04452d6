"use client";

import { Button, ButtonLink } from "./_ui/button";
import { NoticePage } from "./_ui/notice-page";
import { errorNumber } from "./_ui/error-number";

/** Shown where a page failed. Never the error itself: only the number under which the server logged it. */
export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const number = errorNumber(error);
  return (
    <NoticePage
      title="This page could not be shown"
      actions={
        <>
          <Button type="button" look="primary" onClick={() => retry()}>
            Try again
          </Button>
          <ButtonLink href="/">Go to today</ButtonLink>
        </>
      }
    >
      <p>Nothing was changed. Try again; if it stays, the health page says what is broken.</p>
      {number ? <p className="mt-2 text-sm">Number in the server’s log: {number}</p> : null}
    </NoticePage>
  );
}
