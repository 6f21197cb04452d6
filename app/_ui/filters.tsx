import Form from "next/form";
import type { ReactNode } from "react";
import { Button } from "./button";

/** A row of filters that asks the same page again; the address holds what is chosen. */
export function Filters({ action, children }: { action: string; children: ReactNode }) {
  return (
    <search>
      <Form
        action={action}
        prefetch={false}
        className="mb-5 grid grid-cols-2 items-end gap-3 sm:flex sm:flex-wrap sm:*:max-w-72 sm:*:min-w-32 sm:*:flex-1 sm:*:last:min-w-20 sm:*:last:flex-none"
      >
        {children}
        <Button>Show</Button>
      </Form>
    </search>
  );
}
