"use client";

import { Button, buttonClass } from "./button";
import { errorNumber } from "./error-number";
import { Notice } from "./notice";

/** Shown where a page failed. Never the error itself: only the number under which the server logged it. */
export function ErrorNotice({ error, retry }: { error: unknown; retry: () => void }) {
  const number = errorNumber(error);
  return (
    <Notice
      title="This page could not be shown"
      actions={
        <>
          <Button type="button" look="primary" onClick={() => retry()}>
            Try again
          </Button>
          {/* A full load on purpose: what broke may be the client's own state. */}
          {/* oxlint-disable-next-line nextjs/no-html-link-for-pages -- and the link component would be loaded by every page */}
          <a href="/" className={buttonClass()}>
            Go to today
          </a>
        </>
      }
    >
      <p>
        Try again; if it stays, the health page says what is broken. What you were just saving may be saved:
        look before you send it once more.
      </p>
      {number ? <p className="mt-2 text-sm">Number in the server’s log: {number}</p> : null}
    </Notice>
  );
}
