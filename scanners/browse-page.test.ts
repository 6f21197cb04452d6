import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { scanner } from "./amazon-deals";
import { fetchPage } from "./fetch-page";
import { testOptions, testServer } from "./fetching/testing";
import type { RequestSpec } from "./scanner";

const installed = existsSync(path.resolve(import.meta.dirname, "../node_modules/@sparticuz/chromium"));
const at = testServer();

/** Thirty cards of which only those near the screen are in the document, as the deals page does it. */
const VIRTUAL = `<!doctype html><html lang="en-us"><body style="margin:0"><div id="list" style="position:relative;height:9000px"></div><script>
const list = document.getElementById("list");
const draw = () => {
  const first = Math.max(0, Math.floor(scrollY / 300) - 1);
  list.innerHTML = Array.from({ length: Math.min(8, 30 - first) }, (_, at) => first + at).map((n) => {
    const asin = "B0DEAL" + String(n).padStart(4, "0");
    return '<div data-testid="product-card" data-asin="' + asin + '" style="position:absolute;top:' + n * 300 + 'px"><a data-testid="product-card-link" href="/x/dp/' + asin + '?pf=1"></a><p id="title-' + asin + '"><span class="a-truncate-full">Thing number ' + n + '</span></p><span class="a-price"><span class="a-offscreen">$' + (n + 5) + '.00</span></span></div>';
  }).join("");
};
addEventListener("scroll", draw); draw();
</script></body></html>`;

const request = (over: Partial<RequestSpec> = {}): RequestSpec => ({
  key: "deals",
  url: `http://localhost:${at.port}/deals`,
  method: "GET",
  headers: {},
  browser: { collect: '[data-testid="product-card"][data-asin]' },
  ...over,
});

describe.skipIf(!installed)("a page that only a browser can show", () => {
  test(
    "cards that leave the document while scrolling are all collected, each once",
    { timeout: 90_000 },
    async () => {
      at.answer = (_, response) => response.setHeader("content-type", "text/html").end(VIRTUAL);
      const page = await fetchPage(request(), testOptions({ locale: "en-US" }));
      const { kind, items } = scanner.parse(page);
      expect([page.status, kind, items.length]).toEqual([200, "items", 30]);
      expect(items[29]).toMatchObject({
        externalId: "B0DEAL0029",
        title: "Thing number 29",
        rank: 30,
        price: { amount: "34.00", currency: "USD" },
      });
    },
  );

  test("a robot check comes back as it is, and is blocked", { timeout: 90_000 }, async () => {
    at.answer = (_, response) => {
      response.setHeader("content-type", "text/html");
      response.end("<html><p>Enter the characters you see below</p></html>");
    };
    const page = await fetchPage(request(), testOptions({ locale: "en-US" }));
    expect(scanner.parse(page).kind).toBe("blocked");
  });
});
