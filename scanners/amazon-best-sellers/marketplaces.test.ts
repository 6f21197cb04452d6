import { describe, expect, test } from "vitest";
import { parse } from "./parse";
import { amazonPage, LAMP, pageOf, plainPrice } from "./testing";

describe("every marketplace in its own writing (pages of our own)", () => {
  test.each([
    [
      "www.amazon.de",
      "de-de",
      "1.234,56\u00A0€",
      "4,4 von 5 Sternen, 92.284 Bewertungen",
      "1234.56",
      "EUR",
      92_284,
    ],
    ["www.amazon.de", "en-gb", "€1,234.56", "4.4 out of 5 stars, 92,284 ratings", "1234.56", "EUR", 92_284],
    [
      "www.amazon.fr",
      "fr-fr",
      "1\u202F234,56\u00A0€",
      "4,4 sur 5 étoiles, 1\u202F321 évaluations",
      "1234.56",
      "EUR",
      1_321,
    ],
    ["www.amazon.it", "it-it", "1.234,56 €", "4,4 su 5 stelle, 1.321 voti", "1234.56", "EUR", 1_321],
    [
      "www.amazon.es",
      "es-es",
      "1.234,56 €",
      "4,4 de 5 estrellas, 1.321 valoraciones",
      "1234.56",
      "EUR",
      1_321,
    ],
    [
      "www.amazon.nl",
      "nl-nl",
      "€ 1.234,56",
      "4,4 van 5 sterren, 1.321 beoordelingen",
      "1234.56",
      "EUR",
      1_321,
    ],
    [
      "www.amazon.se",
      "sv-se",
      "1\u00A0234,56\u00A0kr",
      "4,4 av 5 stjärnor, 1\u00A0321 betyg",
      "1234.56",
      "SEK",
      1_321,
    ],
    [
      "www.amazon.pl",
      "pl-pl",
      "1\u00A0234,56\u00A0zł",
      "4,4 z 5 gwiazdek, 1\u00A0321 ocen",
      "1234.56",
      "PLN",
      1_321,
    ],
    [
      "www.amazon.com.tr",
      "tr-tr",
      "1.234,56TL",
      "5 yıldız üzerinden 4,4, 1.321 puan",
      "1234.56",
      "TRY",
      1_321,
    ],
    ["www.amazon.co.jp", "ja-jp", "￥1,234", "5つ星のうち4.4、1,321個の評価", "1234.00", "JPY", 1_321],
    [
      "www.amazon.in",
      "en-in",
      "₹1,23,456.00",
      "4.4 out of 5 stars, 1,23,456 ratings",
      "123456.00",
      "INR",
      123_456,
    ],
    ["www.amazon.in", "hi-in", "₹1,234.56", "5 में से 4.4 स्टार, 1,321 रेटिंग", "1234.56", "INR", 1_321],
    [
      "www.amazon.com.br",
      "pt-br",
      "R$\u00A01.234,56",
      "4,4 de 5 estrelas, 1.321 avaliações",
      "1234.56",
      "BRL",
      1_321,
    ],
    [
      "www.amazon.com.mx",
      "es-mx",
      "$1,234.56",
      "4.4 de 5 estrellas, 1,321 calificaciones",
      "1234.56",
      "MXN",
      1_321,
    ],
    [
      "www.amazon.ca",
      "fr-ca",
      "1\u00A0234,56\u00A0$",
      "4,4 sur 5 étoiles, 1\u00A0321 évaluations",
      "1234.56",
      "CAD",
      1_321,
    ],
    [
      "www.amazon.ae",
      "en-ae",
      "AED\u00A0897.65",
      "4.4 out of 5 stars, 1,321 ratings",
      "897.65",
      "AED",
      1_321,
    ],
    [
      "www.amazon.ae",
      "ar-ae",
      "\u200F٨٩٧٫٦٥ د.إ.\u200F",
      "٤٫٤ من ٥ نجوم، ١٬٣٢١ تقييم",
      "897.65",
      "AED",
      1_321,
    ],
    ["www.amazon.sa", "ar-sa", "897.65 ريال", "4.4 من 5 نجوم، 1,321 تقييم", "897.65", "SAR", 1_321],
    ["www.amazon.com", "en-us", "AWG\u00A021.70", "4.4 out of 5 stars, 1,321 ratings", "21.70", "AWG", 1_321],
  ])("%s in %s: %s", (host, lang, price, label, amount, currency, reviewCount) => {
    const written = { price: plainPrice(price), label, stars: label.split(/,\s|、|،/)[0] ?? "" };
    const body = amazonPage([{ ...LAMP, ...written, count: "" }], { host, lang });
    // Whatever was asked for, the page's own language decides.
    for (const locale of ["en-US", "de-DE"]) {
      expect(parse(pageOf(body, { locale })).items[0]).toMatchObject({
        price: { amount, currency },
        rating: 4.4,
        reviewCount,
        url: `https://${host}/dp/B0TEST0001`,
      });
    }
  });

  test.each([
    ["ja-jp", "￥1,234", "￥1,234から19件の出品"],
    ["tr-tr", "1.234,56TL", "1.234,56TL'den başlayan 19 teklif"],
    ["fr-fr", "12,99\u00A0€", "19 offres à partir de 12,99\u00A0€"],
    ["it-it", "12,99\u00A0€", "19 offerte da 12,99\u00A0€"],
    ["pl-pl", "12,99\u00A0zł", "19 ofert od 12,99\u00A0zł"],
    ["ar-ae", "AED 12.99", "19 عرض من AED 12.99"],
  ])("in %s, %s of other sellers is no plain price", (lang, price, line) => {
    const [before, after] = line.split(price);
    const row = `<div class="a-row">${before}<span class="p13n-sc-price">${price}</span>${after}</div>`;
    const body = amazonPage([{ ...LAMP, price: row }], { lang, host: "www.amazon.com" });
    const [item] = parse(pageOf(body)).items;
    expect(item?.externalId).toBe(LAMP.asin);
    expect(item).not.toHaveProperty("price");
  });
});
