import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { SCANNERS } from "./registry";
import { savedPage } from "./saved-page";

const saved = (body: string | Uint8Array, over: Partial<Parameters<typeof savedPage>[0]> = {}) =>
  savedPage({
    source: "amazon-best-sellers",
    bytes: typeof body === "string" ? new TextEncoder().encode(body) : body,
    savedAt: new Date("2026-11-22T10:00:00Z"),
    locale: undefined,
    url: undefined,
    ...over,
  });

test.each([
  [
    "<!-- saved from url=(0042)https://www.amazon.de/gp/bestsellers/ce-de -->\n<html>",
    "https://www.amazon.de/gp/bestsellers/ce-de",
  ],
  ['<link href="https://www.amazon.fr/x?a=1&amp;b=2" rel=canonical>', "https://www.amazon.fr/x?a=1&b=2"],
  [
    '<feed><link rel="self" href="https://www.reddit.com/r/x/top/.rss?t=day"/>',
    "https://www.reddit.com/r/x/top/.rss?t=day",
  ],
  ['<meta property="og:url" content="https://www.amazon.it/">', "https://www.amazon.it/"],
  ['<link rel="canonical" href="/relative">', ""],
  ["{}", ""],
])("%s is from %s", (body, url) => {
  expect(saved(body).url).toBe(url);
});

test.each([
  ['<html class="x" lang="de-de">', "de-DE"],
  ["<html lang='sv-se'>", "sv-SE"],
  ["<rss><channel><language>ko</language>", "ko"],
  ["<html>", "en-US"],
])("%s is in %s", (body, locale) => {
  expect(saved(body).locale).toBe(locale);
});

test("what is said outweighs what the page says", () => {
  const page = saved('<html lang="de"><link rel="canonical" href="https://www.amazon.de/">', {
    locale: "en-GB",
    url: "https://www.amazon.co.uk/",
  });
  expect([page.locale, page.url]).toEqual(["en-GB", "https://www.amazon.co.uk/"]);
});

test("bytes are read as they were written", () => {
  const latin = Uint8Array.from(`<meta charset="iso-8859-1">K\u00FCche`, (letter) => letter.charCodeAt(0));
  expect(saved(latin).body).toContain("Küche");
  const japanese = Uint8Array.of(
    ...new TextEncoder().encode('<meta charset="Shift_JIS">'),
    0x89,
    0xc6,
    0x93,
    0x64,
  );
  expect(saved(japanese).body).toContain("家電");
  expect(saved("\uFEFF{}").body).toBe("{}");
  expect(saved(gzipSync("<html>K\u00FCche")).body).toBe("<html>K\u00FCche");
  expect(saved(Uint8Array.of(0x1f, 0x8b, 0x20)).body).toContain(" ");
});

test("a table of hashtags that somebody exported is read like the answer it came from", () => {
  const rows = [
    { hashtag_id: "7", hashtag_name: "cozydesk", publish_cnt: "12", video_views: "3400", rank: "1" },
  ];
  const page = saved(JSON.stringify(rows), { source: "tiktok" });
  expect(SCANNERS.tiktok.parse(page).items).toMatchObject([
    { externalId: "7", title: "#cozydesk", views: 3_400 },
  ]);
});
