"use client";

import "./globals.css";
import { Button } from "./_ui/button";
import { NoticePage } from "./_ui/notice-page";
import { errorNumber } from "./_ui/error-number";

/** Shown where even the layout failed: brings its own document. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  const number = errorNumber(error);
  return (
    <html lang="en">
      <body className="bg-canvas text-base text-ink antialiased">
        <title>Not working · Product Trend Automation</title>
        <NoticePage
          title="The application is not working right now"
          actions={
            <Button type="button" look="primary" onClick={() => retry()}>
              Try again
            </Button>
          }
        >
          <p>Nothing was lost: work waits where it is and goes on after.</p>
          {number ? <p className="mt-2 text-sm">Number in the server’s log: {number}</p> : null}
        </NoticePage>
      </body>
    </html>
  );
}
