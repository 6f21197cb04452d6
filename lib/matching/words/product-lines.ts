/** Goods that are called by the name of their line and a generation, not by a word for what they are. */

/** Lines that go by a number or a word of size behind them: "iphone 18", "galaxy s26", "watch ultra 4", "gta6". */
const NUMBERED =
  /\b(?:iphone|ipad|macbook|airpods?|apple watch|galaxy|pixel|oneplus|redmi|xperia|zenfone|ps|playstation|xbox|switch|quest|vision pro|rtx|gtx|radeon|ryzen|gopro|hero|insta360|osmo|thinkpad|surface|kindle|kobo|echo|fire tv|steam deck|rog ally|garmin|fenix|forerunner|fitbit|charge|oura ring|air jordan|jordan|dunk|air max|air force|yeezy|gel-?kayano|new balance|gta|zelda|mario kart|call of duty|fifa|fc)\s?(?:[a-z]\s?)?(?:\d{1,4}[a-z]?|pro|max|ultra|plus|mini|air|lite|slim|fold|flip|low|high|retro|se|xl)\b/iu;
/** Trade names that people use for the thing itself. */
const TRADE_NAMES =
  /\b(?:airpods?|airwrap|creami|roomba|labubu|squishmallows?|jellycats?|kindle|macbook|chromebook|thermomix|vitamix|nutribullet|soda ?stream|nespresso|keurig|air ?tag|chromecast|fire ?stick|steam deck|polaroid|tamagotchi|rubik'?s cube|funko pop|play-?doh|crocs?|uggs?|birkenstocks?|airfryer|jordan ?1s?)\b/iu;
/** Talk about a thing: its launch, its looks, its shop. The thing itself is named elsewhere. */
const TALK =
  /\b(?:release date|launch(?: date)?|leaks?|leaked|rumou?rs?|specs?|reviews?|trailer|gameplay|pre-?orders?|restock|update|event|wallpaper|price|vs|compare|support|login|game pass|servers?|problems?|not working)\b/iu;

/** True when a term names goods by their line, "iphone 18 pro", and says nothing else about them. */
export function namesProductLine(term: string): boolean {
  if (TALK.test(term)) return false;
  return NUMBERED.test(term) || (TRADE_NAMES.test(term) && /\p{L}\s+\p{L}/u.test(term.trim()));
}
