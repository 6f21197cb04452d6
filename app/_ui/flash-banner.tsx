import { readFlash } from "@/lib/http/flash";
import { Banner } from "./banner";

/** What the last form did, once. It stays in sight: the form may stand far down its page. */
export async function FlashBanner() {
  const flash = await readFlash();
  if (!flash) return null;
  return (
    <Banner
      tone={flash.tone}
      announce={flash.tone === "bad" ? "now" : "politely"}
      className="sticky top-3 z-10 mb-4 shadow-raised"
    >
      {flash.text}
    </Banner>
  );
}
