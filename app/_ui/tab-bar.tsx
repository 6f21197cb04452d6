import type { ReactNode } from "react";
import { Icon } from "./icon";
import { NAVIGATION, TAB_COUNT } from "./navigation";
import { NavLink } from "./nav-link";
import { WaitingCount } from "./waiting-count";

const TAB =
  "relative flex min-h-14 w-full flex-col items-center justify-center gap-0.5 text-xs font-medium text-muted " +
  "aria-[current=page]:font-semibold aria-[current=page]:text-ink";

/** The navigation of a phone: three tabs and "More", at the thumb. Works without JavaScript. */
export function TabBar({
  waiting,
  below,
}: {
  waiting: number;
  /** Stands under the links behind "More". */
  below?: ReactNode;
}) {
  const items = NAVIGATION.flat();
  return (
    <div className="lg:hidden">
      <nav
        aria-label="Main"
        className="fixed inset-x-0 bottom-0 z-20 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)]"
      >
        <ul className="grid grid-cols-4">
          {items.slice(0, TAB_COUNT).map((item) => (
            <li key={item.href}>
              <NavLink href={item.href} className={TAB}>
                <Icon name={item.icon} />
                {item.label}
                {item.href === "/review" ? (
                  <span className="absolute top-1 left-1/2 ml-2 w-max">
                    <WaitingCount waiting={waiting} />
                  </span>
                ) : null}
              </NavLink>
            </li>
          ))}
          <li>
            <button type="button" popoverTarget="more-pages" className={TAB}>
              <Icon name="more" />
              More
            </button>
          </li>
        </ul>
      </nav>
      <nav
        id="more-pages"
        popover="auto"
        aria-label="More pages"
        className="fixed inset-x-0 top-auto bottom-0 m-0 w-full max-w-none rounded-t-lg border-t border-line bg-surface p-4 pb-[calc(1rem+env(safe-area-inset-bottom))] text-ink"
      >
        <ul className="grid grid-cols-2 gap-1">
          {items.slice(TAB_COUNT).map((item) => (
            <li key={item.href}>
              <NavLink
                href={item.href}
                className="flex min-h-12 items-center gap-3 rounded-md px-3 font-medium hover:bg-sunken aria-[current=page]:bg-sunken aria-[current=page]:font-semibold"
              >
                <Icon name={item.icon} />
                {item.label}
              </NavLink>
            </li>
          ))}
        </ul>
        {below}
        <button
          type="button"
          popoverTarget="more-pages"
          popoverTargetAction="hide"
          className="mt-3 min-h-11 w-full rounded-md border border-edge text-sm font-semibold"
        >
          Close
        </button>
      </nav>
    </div>
  );
}
