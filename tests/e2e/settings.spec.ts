/** What is typed wrong in a form of the settings is kept, and said beside its field; what is saved stands in the audit log. */
import { expect, expectAccessible, expectWithinWidth, OWNER_STATE, test } from "./fixtures";

test.use({ storageState: OWNER_STATE });

for (const script of [true, false]) {
  test.describe(script ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled: script });

    test("a rate that cannot be used stays in its form with the reason, and is saved when it is mended", async ({
      page,
    }) => {
      await page.goto("/settings");
      const rates = page.getByRole("region", { name: "Exchange rates" });
      await rates.getByLabel("Currency").fill("USD");
      await rates.getByLabel("For one US dollar").fill("1,25");
      await rates.getByLabel("Source").fill("the bank’s list");
      await rates.getByRole("button", { name: "Save rate" }).click();
      await expect(rates.getByRole("alert")).toContainText("Rates are by the US dollar");
      if (script) await expect(rates.getByRole("alert")).toBeInViewport({ ratio: 1 });
      await expect(rates.getByLabel("For one US dollar")).toHaveValue("1,25");
      await expect(rates.getByLabel("Source")).toHaveValue("the bank’s list");
      if (script) await expectAccessible(page);
      await expectWithinWidth(page);
      await rates.getByLabel("Currency").fill("nzd");
      await rates.getByRole("button", { name: "Save rate" }).click();
      await expect(page.getByText("The rate is saved; analyses from now on use it.")).toBeInViewport();
      await expect(rates.getByRole("alert")).toBeHidden();
      await page.goto("/audit?action=rate.set");
      await expect(page.getByText("per usd 1.25").first()).toBeVisible();
    });

    test("each wrong field of the budgets says what it wants, and the others keep what they had", async ({
      page,
    }) => {
      await page.goto("/settings");
      // What the browser itself would refuse comes from scripts too.
      await page.getByLabel("All products, US$ a day").evaluate((field) => field.removeAttribute("pattern"));
      await page.getByLabel("All products, US$ a day").fill("five");
      await page.getByLabel("Answers are reused for, hours").fill("12");
      await page.getByRole("button", { name: "Save budgets" }).click();
      const daily = page.getByLabel("All products, US$ a day");
      await expect(daily).toHaveAccessibleDescription(/an amount in US dollars such as 5 or 0\.25/);
      await expect(daily).toHaveValue("five");
      await expect(page.getByLabel("Answers are reused for, hours")).toHaveValue("12");
    });
  });
}
