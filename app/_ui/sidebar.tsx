import type { ReactNode } from "react";
import { Icon } from "./icon";
import { NAVIGATION } from "./navigation";
import { NavLink } from "./nav-link";
import { WaitingCount } from "./waiting-count";

const LINK =
  "flex min-h-11 items-center gap-3 rounded-md px-3 text-sm font-medium text-muted hover:bg-sunken hover:text-ink " +
  "aria-[current=page]:bg-sunken aria-[current=page]:text-ink aria-[current=page]:font-semibold";

/** The navigation of a wide screen. */
export function Sidebar({
  waiting,
  person,
  below,
}: {
  waiting: number;
  person: string;
  /** Stands under the links. */
  below?: ReactNode;
}) {
  return (
    <header className="sticky top-0 hidden h-dvh w-56 shrink-0 flex-col overflow-y-auto border-r border-line bg-surface p-3 lg:flex">
      <p className="px-3 pt-2 pb-4 text-sm leading-5 font-semibold">Product Trend Automation</p>
      <nav aria-label="Main" className="flex flex-1 flex-col gap-4">
        {NAVIGATION.map((group) => (
          <ul key={group[0]?.href} className="border-t border-line pt-3 first:border-0 first:pt-0">
            {group.map((item) => (
              <li key={item.href}>
                <NavLink href={item.href} className={LINK}>
                  <Icon name={item.icon} />
                  <span className="flex-1">{item.label}</span>
                  {item.href === "/review" ? <WaitingCount waiting={waiting} /> : null}
                </NavLink>
              </li>
            ))}
          </ul>
        ))}
      </nav>
      {below}
      <p className="mt-4 flex items-center gap-2 border-t border-line px-3 pt-3 text-xs text-muted">
        <Icon name="person" className="size-4" />
        <span className="truncate">{person}</span>
      </p>
    </header>
  );
}
