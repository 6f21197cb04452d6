/** Our own icons: 24 × 24, strokes of the text's colour. Always decorative: the words beside them say it. */
const PATHS = {
  today: "M4 11.5 12 5l8 6.5M6 10v9h4.5v-5h3v5H18v-9",
  review: "M7 4h11a2 2 0 0 1 2 2v9M4 8h10a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2zM7 14l2 2 4-4",
  products: "M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8",
  listings: "M4 4h7l9 9-7 7-9-9zM8 8h.01",
  keywords: "M9 4 7 20M17 4l-2 16M4 9h16M4 15h16",
  sources:
    "M12 12h.01M8.5 15.5a5 5 0 0 1 0-7M15.5 8.5a5 5 0 0 1 0 7M5.6 18.4a9 9 0 0 1 0-12.8M18.4 5.6a9 9 0 0 1 0 12.8",
  runs: "M4 12h4l3-7 3 14 2.5-7H20",
  agents:
    "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3 20a6 6 0 0 1 12 0M16 4.3a3.5 3.5 0 0 1 0 6.4M18 14.5a6 6 0 0 1 3 5.5",
  analytics: "M4 20h16M7 16v-5M12 16V6M17 16v-8",
  audit: "M6 4h12v16H6zM9 9h6M9 13h6M9 17h3",
  health: "M12 20s-8-4.9-8-10.5A4.5 4.5 0 0 1 12 7a4.5 4.5 0 0 1 8 2.5C20 15.1 12 20 12 20z",
  settings: "M4 7h9M17 7h3M4 17h3M11 17h9M15 9.5v-5M9 19.5v-5",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  check: "M5 12.5 10 17.5 19.5 7",
  cross: "M6 6l12 12M18 6 6 18",
  next: "M5 12h14M13 6l6 6-6 6",
  back: "M19 12H5M11 6l-6 6 6 6",
  undo: "M8 5 4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11h-3",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM20 20l-4.8-4.8",
  link: "M14 4h6v6M20 4l-9 9M17 14v6H4V7h6",
  warning: "M12 4 2.5 20h19zM12 10v4.5M12 17.5h.01",
  info: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5M12 8h.01",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2",
  chevron: "M9 6l6 6-6 6",
  pause: "M8 5v14M16 5v14",
  play: "M7 5l12 7-12 7z",
  again: "M20 11a8 8 0 1 0-2.3 6.3M20 5v6h-6",
  copy: "M8 8h12v12H8zM16 8V4H4v12h4",
  plus: "M12 5v14M5 12h14",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5a7.5 7.5 0 0 1 15 0",
  picture: "M4 5h16v14H4zM4 16l4.5-4.5L14 17M13 14l2.5-2.5L20 16M9 9h.01",
} as const;
export type IconName = keyof typeof PATHS;

export function Icon({ name, className = "size-5" }: { name: IconName; className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      className={`${className} shrink-0`}
      fill="none"
      stroke="currentColor"
      strokeWidth={name === "more" ? 2.5 : 1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
