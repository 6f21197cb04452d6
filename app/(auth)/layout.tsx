import type { ReactNode } from "react";

/** One calm column, for people who are not in yet. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main id="main" className="mx-auto flex min-h-dvh w-full max-w-sm flex-col justify-center px-6 py-12">
      <p className="text-sm font-semibold text-muted">Product Trend Automation</p>
      {children}
    </main>
  );
}
