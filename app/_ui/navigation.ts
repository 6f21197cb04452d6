import type { IconName } from "./icon";

export type NavigationItem = { href: string; label: string; icon: IconName };

/** Every page behind sign-in, in groups; the first three are the tabs of a phone. */
export const NAVIGATION: readonly (readonly NavigationItem[])[] = [
  [
    { href: "/", label: "Today", icon: "today" },
    { href: "/review", label: "Review", icon: "review" },
    { href: "/products", label: "Products", icon: "products" },
    { href: "/listings", label: "Listings", icon: "listings" },
  ],
  [
    { href: "/keywords", label: "Keywords", icon: "keywords" },
    { href: "/sources", label: "Sources", icon: "sources" },
    { href: "/runs", label: "Runs", icon: "runs" },
    { href: "/agents", label: "Agents", icon: "agents" },
  ],
  [
    { href: "/analytics", label: "Analytics", icon: "analytics" },
    { href: "/audit", label: "Audit", icon: "audit" },
    { href: "/health", label: "Health", icon: "health" },
    { href: "/settings", label: "Settings", icon: "settings" },
  ],
];

/** How many of the first group are tabs; the rest stand behind "More". */
export const TAB_COUNT = 3;
