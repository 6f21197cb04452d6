import { describe, expect, test } from "vitest";
import { parse } from "./parse";
import { amazonPage, pageOf } from "./testing";

describe("what is no list", () => {
  const captcha = `<html><!-- To discuss automated access to Amazon data please contact api-services-support@amazon.com. --><body><h4>Enter the characters you see below</h4><form method="get" action="/errors/validateCaptcha"></form></body></html>`;
  const gate = (text: string) =>
    `<html><head><title>Amazon</title></head><body>${text}<form><button>…</button></form></body></html>`;
  test.each([
    ["blocked", captcha, 200],
    ["blocked", gate("Click the button below to continue shopping"), 200],
    ["blocked", gate("Klicke auf die Schaltfläche unten, um mit dem Einkauf fortzufahren"), 200],
    ["blocked", gate("Fai clic sul pulsante qui sotto per continuare lo shopping"), 200],
    ["blocked", gate("다음 버튼을 클릭하세요"), 200],
    ["blocked", gate("Cliquez sur le bouton ci-dessous pour continuer vos achats"), 200],
    ["blocked", gate("下のボタンをクリックしてショッピングを続けてください"), 200],
    [
      "blocked",
      `<html>${gate("Klik op de onderstaande knop om verder te winkelen")}${"<p>x</p>".repeat(4000)}</html>`,
      200,
    ],
    [
      "blocked",
      `<html>${gate("Haz clic en el botón de abajo para seguir comprando")}${"<p>x</p>".repeat(4000)}</html>`,
      200,
    ],
    ["unknown", "<html><title>Page Not Found</title><body>Looking for something? amazon</body></html>", 404],
    [
      "blocked",
      '<html><title>Sorry! Something went wrong!</title><body><a href="/dogsofamazon">Meet the dogs of Amazon</a></body></html>',
      503,
    ],
    ["blocked", '<html><form name="signIn" action="https://www.amazon.com/ap/signin"></form></html>', 200],
    ["blocked", "", 503],
    ["blocked", amazonPage([], { uncarded: ["B0TEST0001"] }), 200],
    ["blocked", amazonPage([]), 200],
    [
      "empty",
      amazonPage([], { heading: "Sorry, there are no best sellers available in this category" }),
      200,
    ],
    ["unknown", "", 200],
    ["unknown", "{}", 200],
    ["unknown", "<html><body>Hello</body></html>", 200],
    ["unknown", `<html><title>Amazon</title>${"<p>a new layout</p>".repeat(2000)}</html>`, 200],
    ["unknown", '<div id="gridItemRoot"><div>no asin, no title</div></div>', 200],
  ])("is %s, never zero products (case %#)", (kind, body, status) => {
    const parsed = parse(pageOf(body, { status }));
    expect(parsed.kind).toBe(kind);
    expect(parsed.items).toEqual([]);
  });

  test.each(["https://www.amazon.com/", "https://www.amazon.de/ref=cs_503_link?x=1"])(
    "the front page instead of a list (%s) is blocked, however large",
    (url) => {
      const front = `<html><title>Amazon</title>${"<p>a carousel</p>".repeat(3000)}</html>`;
      expect(parse(pageOf(front, { url }))).toMatchObject({
        kind: "blocked",
        why: expect.stringMatching(/front page/),
      });
      expect(parse(pageOf(front, { url: `${url.slice(0, 23)}gp/bestsellers/x` })).kind).toBe("unknown");
    },
  );
});
