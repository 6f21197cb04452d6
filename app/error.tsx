"use client";

import { ErrorNotice } from "./_ui/error-notice";

/** Outside of every layout but the root. */
export default function ErrorPage(props: { error: unknown; retry: () => void }) {
  return (
    <main id="main" className="px-6">
      <ErrorNotice {...props} />
    </main>
  );
}
