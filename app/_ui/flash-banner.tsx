import { readFlash } from "@/lib/http/flash";
import { Banner } from "./banner";

/** What the last form did, once. */
export async function FlashBanner() {
  const flash = await readFlash();
  if (!flash) return null;
  return (
    <Banner tone={flash.tone} announce={flash.tone === "bad" ? "now" : "politely"} className="mb-4">
      {flash.text}
    </Banner>
  );
}
