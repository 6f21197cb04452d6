/** What every browser test gets: a page that may not complain, and a person who is signed in. */
import path from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { expect, test as base, type Page } from "@playwright/test";

export { expect } from "@playwright/test";

export const OWNER = { name: "Ada Owner", email: "ada@example.com", password: "a long sentence to remember" };
/** The owner's cookies, kept by first-run.setup.ts. */
export const OWNER_STATE = path.resolve(import.meta.dirname, "..", "..", ".cache", "playwright-owner.json");

type Fixtures = {
  /** Complaints of the browser that a test expects: `test.use({ expectedComplaints: [/404/] })`. */
  expectedComplaints: RegExp[];
  noComplaints: void;
};

/**
 * A test fails when the page logs an error, throws, or breaks the content security policy (the browser
 * logs that as an error too).
 */
export const test = base.extend<Fixtures>({
  expectedComplaints: [[], { option: true }],
  noComplaints: [
    async ({ page, expectedComplaints }, use) => {
      const complaints: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error") complaints.push(`${message.text()} (${message.location().url})`);
      });
      page.on("pageerror", (error) => complaints.push(error.stack ?? error.message));
      await use();
      expect(complaints.filter((text) => !expectedComplaints.some((pattern) => pattern.test(text)))).toEqual(
        [],
      );
    },
    { auto: true },
  ],
});

/** Fails on anything that axe finds wrong with the page as it stands, WCAG 2.2 AA and its best practices. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((node) => node.html).join("\n  ")}`,
  );
  expect(found, `accessibility of ${page.url()}`).toEqual([]);
}

/** Fails where the page is wider than its window. A phone zooms out until all is seen, so the window's own width says nothing. */
export async function expectWithinWidth(page: Page): Promise<void> {
  const { needed, given } = await page.evaluate(() => ({
    needed: document.documentElement.scrollWidth,
    given: document.documentElement.clientWidth,
  }));
  expect(needed, `width of ${page.url()}`).toBeLessThanOrEqual(given);
}
