import { expect, test } from "vitest";
import { readTitleTable } from "./read-title-table";

test("reads quoted cells, and takes the shop's name from its column or from an address", () => {
  const named = 'post,title,url_slug_name\r\n1,"A ""good"" lamp,\nsmall",desk lamp\r\n2,No name,\r\n';
  expect(readTitleTable(named)).toEqual([{ title: 'A "good" lamp,\nsmall', shopName: "desk lamp" }]);
  const linked =
    "title,url\nA kettle,https://www.example.com/Nordwick-Travel-Kettle/dp/B0TEST0001?x=1\nA mug,https://example.com/dp/B0\n";
  expect(readTitleTable(linked)).toEqual([{ title: "A kettle", shopName: "Nordwick Travel Kettle" }]);
  expect(() => readTitleTable("name,link\na,b\n")).toThrow(/columns title and url_slug_name or url/);
});
