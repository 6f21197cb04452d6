import { expect, expectAccessible, test } from "./fixtures";

test("health answers without sign-in and says no more than that the server lives", async ({ request }) => {
  const answer = await request.get("/api/health");
  expect(answer.status()).toBe(200);
  const body = await answer.text();
  expect(body.length).toBeLessThan(100);
});

for (const path of ["/", "/review", "/products", "/health", "/settings"]) {
  test(`${path} leads somebody unknown to the sign-in`, async ({ page }) => {
    await page.goto(path);
    await expect(page).toHaveURL(/\/sign-in/);
    await expectAccessible(page);
  });
}

test("every answer tells the browser what to refuse, also those that no page and no route of ours gives", async ({
  request,
}) => {
  const paths = [
    "/sign-in",
    "/nope",
    "/reset/nobody-knows-this-token",
    "/api/health",
    "/api/image?u=x",
    "/api/nope",
    "/api/cron/scan",
    "/_next/nope",
    "/samples/nope.svg",
    "/icon.svg",
    "/manifest.webmanifest",
    "/favicon.ico",
  ];
  for (const path of paths) {
    const headers = (await request.get(path, { maxRedirects: 0 })).headers();
    expect.soft(headers, path).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "content-security-policy": expect.stringMatching(/^default-src '(self|none)';.*frame-ancestors 'none'/),
    });
    expect.soft(headers["x-powered-by"], path).toBeUndefined();
  }
});
