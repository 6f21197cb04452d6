import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectWithinWidth, OWNER, OWNER_STATE, test } from "./fixtures";

test.use({ storageState: OWNER_STATE });

async function fits(page: Page): Promise<void> {
  await expectWithinWidth(page);
  await expectAccessible(page);
}

test("a product is added by hand, analysed, stated anew, analysed again and compared", async ({
  page,
}, info) => {
  test.setTimeout(90_000);
  // Each browser a thing of its own: what resembles something that is there is offered instead of added.
  const title = info.project.name === "phone" ? "Copper plant mister" : "Enamel sourdough crock";
  await page.goto("/products/new");
  await fits(page);
  await page.getByLabel("Address, ASIN or name").fill(title);
  await page.getByLabel("Price", { exact: true }).fill("nineteen");
  await page.getByLabel("Note", { exact: true }).fill("Asked for twice a week.");
  await page.keyboard.press("Enter");
  await expect(page.getByText("an amount above zero, such as 19.99")).toBeVisible();
  await expect(page.getByLabel("Note", { exact: true })).toHaveValue("Asked for twice a week.");
  await expect(page.getByLabel("Address, ASIN or name")).toHaveValue(title);
  await page.getByLabel("Price", { exact: true }).fill("39.90");
  await page.getByLabel("Unit cost", { exact: true }).fill("6.40");
  await page.getByRole("button", { name: "Add it and analyse it now" }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  const product = new URL(page.url()).pathname;

  await page.goto("/products/new");
  await page.getByLabel("Address, ASIN or name").fill(title);
  await page.keyboard.press("Enter");
  await expect(page.getByText("This is here already.")).toBeVisible();
  await fits(page);
  await page.getByRole("link", { name: title }).click();

  const finished = async (times: number) => {
    await expect(async () => {
      await page.goto(`/runs?status=FINISHED`);
      await expect(page.getByText(title)).toHaveCount(times, { timeout: 1_000 });
    }).toPass({ timeout: 30_000 });
  };
  await finished(1);
  await page.goto(`${product}#facts`);
  await page.getByText("State what you know").click();
  const facts = page.getByRole("region", { name: "What people say" });
  await facts.getByLabel("Weight", { exact: true }).fill("0,4");
  await facts.getByLabel("Unit of weight").selectOption("kg");
  await fits(page);
  await facts.getByRole("button", { name: "Save and analyse again" }).click();
  await expect(page.getByText("What you stated is saved. The analysis is queued.")).toBeVisible();
  await finished(2);
  await page.goto(`${product}/compare`);
  await expect(page.getByText("Weight: 0.4 kg, stated by")).toBeVisible();
  await fits(page);
});

test("the pause is one tap and a question away, is said on every page with who and since when, and ends there", async ({
  page,
}) => {
  await page.goto("/");
  await page.getByRole("main").getByRole("button", { name: "Pause everything" }).click();
  await expect(page.getByRole("heading", { name: "Pause everything?" })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("heading", { name: "Pause everything?" })).toBeHidden();
  await page.getByRole("main").getByRole("button", { name: "Pause everything" }).press("Enter");
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  const state = page.getByRole("region", { name: "State of the application" });
  await expect(state).toContainText(`Paused by ${OWNER.name}`);
  try {
    await page.goto("/products");
    await expect(state).toContainText(`Paused by ${OWNER.name}`);
    await fits(page);
  } finally {
    await state.getByRole("button", { name: "Go on" }).click();
  }
  await expect(state).toBeHidden();
  expect(new URL(page.url()).pathname).toBe("/products");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a product is added, and what was typed wrong stands beside its field", async ({ page }, info) => {
    const title = info.project.name === "phone" ? "Walnut phone dock" : "Felted laptop sleeve";
    await page.goto("/products/new");
    await page.getByLabel("Address, ASIN or name").fill("http://127.0.0.1/x");
    await page.getByLabel("Name", { exact: true }).fill(title);
    await page.getByLabel("Weight", { exact: true }).fill("heavy");
    await page.getByRole("button", { name: "Add it and analyse it now" }).click();
    await expect(page.getByText("a number above zero, such as 0.45")).toBeVisible();
    await page.getByLabel("Weight", { exact: true }).fill("250");
    await page.getByRole("button", { name: "Add it and analyse it now" }).click();
    await expect(page.getByText("This is no address of the public web")).toBeVisible();
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue(title);
    await expect(page.getByLabel("Weight", { exact: true })).toHaveValue("250");
    await page.getByLabel("Address, ASIN or name").fill(`https://shop.example/p/${title.length}`);
    await page.getByRole("button", { name: "Add it and analyse it now" }).click();
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await expect(page.locator("#facts").getByText("Weight: 250 g")).toBeVisible();
  });
});
