import { countTokens } from "gpt-tokenizer/encoding/o200k_harmony";
import { describe, expect, it } from "vitest";
import { estimateTokens } from "./estimate-tokens";
import { AGENTS } from "./roster";

const TEXTS: Record<string, string> = {
  English:
    "Folding camping table with a carrying bag, lightweight, for four people, rated 4.6 by 2,310 buyers. ",
  German:
    "Tragbarer kabelloser Bluetooth-Lautsprecher, wasserdicht, für drinnen und draußen, größere Bässe. ",
  Chinese: "便携式无线蓝牙音箱防水户外迷你低音炮大音量家用新款，价格实惠，质量保证，七天无理由退货。",
  Japanese: "折りたたみ式ワイヤレス充電器、スマートフォンとイヤホンを同時に充電できます。送料無料。",
  Korean: "휴대용 무선 블루투스 스피커 방수 야외 미니 저음 대음량 가정용 신제품 특가 무료배송 ",
  Russian: "Портативная беспроводная колонка с глубоким басом, водонепроницаемая, для дома и улицы. ",
  Arabic: "مكبر صوت بلوتوث محمول لاسلكي مقاوم للماء للاستخدام المنزلي والخارجي ",
  Hindi: "पोर्टेबल वायरलेस ब्लूटूथ स्पीकर वाटरप्रूफ घर और बाहर के लिए ",
  Thai: "ลำโพงบลูทูธไร้สายแบบพกพากันน้ำสำหรับบ้านและกลางแจ้ง ",
  pictures: "🔥🎧✨🚀💄🧴🪥",
  addresses: "https://www.example.com/dp/B0C1XJ9KQ?ref=sr_1_4&keywords=lamp ",
  items:
    '{"id":"E7","metric":"price","origin":"amazon-deals","text":"Price 24.99 USD.","value":24.99,"unit":"USD"},',
};

describe("the estimate of tokens", () => {
  it.each(Object.entries(TEXTS))("is not below what a tokenizer counts: %s", (_, text) => {
    const long = text.repeat(20);
    expect(estimateTokens(long)).toBeGreaterThanOrEqual(countTokens(long));
  });

  it("is near to it for the instructions themselves", () => {
    for (const agent of Object.values(AGENTS)) {
      const text = agent.instructions();
      const ratio = estimateTokens(text) / countTokens(text);
      expect([agent.id, ratio > 0.97 && ratio < 1.2]).toEqual([agent.id, true]);
    }
  });

  it("is no less than a third of it for text that is no language", () => {
    const rare = Array.from({ length: 400 }, (_, at) => String.fromCodePoint(0x4e_00 + at * 47)).join("");
    const letters = Array.from({ length: 900 }, (_, at) =>
      String.fromCodePoint(97 + ((at * at * 7 + at * 3) % 26)),
    ).join("");
    for (const text of [rare, letters, letters.replaceAll(/(.{5})/g, "$1 ")]) {
      expect(estimateTokens(text)).toBeGreaterThanOrEqual(countTokens(text) / 3);
    }
  });
});
