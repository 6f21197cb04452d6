/** The pictures of the sample world: flat line drawings of our own, quiet on light and on dark pages. */

const PALETTES = {
  slate: ["#e3e8ee", "#4f6478", "#9fb2c4"],
  coral: ["#fbe5de", "#b4533b", "#e79d86"],
  teal: ["#ddf0ee", "#2b7a75", "#84c3bd"],
  amber: ["#faecd0", "#97680f", "#e2b457"],
  violet: ["#ebe5f6", "#65509a", "#b3a2dc"],
  green: ["#e2f0df", "#3f7440", "#96c290"],
  rose: ["#fae3ea", "#a84468", "#e295ae"],
  sand: ["#f3ebdf", "#7d6443", "#c9ae88"],
} as const;
export type Palette = keyof typeof PALETTES;

/** Shapes on a 96 × 96 field; class f is filled with the middle tone, the outline is drawn for all. */
const MOTIFS = {
  bottle:
    '<path class="f" d="M38 32h20v6c0 5 6 7 6 14v26a6 6 0 0 1-6 6H38a6 6 0 0 1-6-6V52c0-7 6-9 6-14z"/><path d="M40 18h16v14H40zM32 60h32"/>',
  lamp: '<path class="f" d="M20 46c0-17 13-28 28-28s28 11 28 28c0 4-56 4-56 0z"/><path d="M42 49v23h12V49M34 78c0-4 6-6 14-6s14 2 14 6z"/>',
  keyboard:
    '<rect class="f" x="12" y="36" width="32" height="28" rx="4" transform="rotate(8 28 50)"/><rect class="f" x="52" y="36" width="32" height="28" rx="4" transform="rotate(-8 68 50)"/><path d="M19 45l18 2M18 52l18 2M59 47l18-2M60 54l18-2"/>',
  cup: '<path class="f" d="M24 36h42v22a18 18 0 0 1-18 18h-6a18 18 0 0 1-18-18z"/><path d="M66 42h6a8 8 0 0 1 0 18h-6M38 28c0-5 5-5 5-10M50 28c0-5 5-5 5-10"/>',
  tumbler:
    '<path class="f" d="M30 30h34l-4 50a4 4 0 0 1-4 4H38a4 4 0 0 1-4-4z"/><path d="M27 24h40v6H27zM52 24l4-12M65 40h8v22h-10M32 50h30"/>',
  plush:
    '<circle class="f" cx="48" cy="34" r="16"/><path class="f" d="M30 62a18 18 0 0 1 36 0c0 12-8 18-18 18s-18-6-18-18z"/><circle cx="34" cy="21" r="5"/><circle cx="62" cy="21" r="5"/><path d="M43 33v1M53 33v1M44 40c2 3 6 3 8 0"/>',
  jar: '<rect class="f" x="26" y="38" width="44" height="38" rx="8"/><path d="M30 24h36v14H30zM36 54h24M36 62h24"/>',
  bag: '<path class="f" d="M26 38h44l5 40H21z"/><path d="M36 44V32a12 12 0 0 1 24 0v12"/>',
  mat: '<path class="f" d="M20 62V30a8 8 0 0 1 16 0v34h42v10H28a8 8 0 0 1-8-12z"/><path d="M36 64a8 8 0 0 0-16 0M46 64v10M58 64v10"/>',
  cable:
    '<path d="M30 70c-14-20 10-40 24-30s-2 30-12 20 8-36 26-34"/><rect class="f" x="20" y="66" width="14" height="14" rx="3" transform="rotate(28 27 73)"/><rect class="f" x="64" y="18" width="16" height="12" rx="3"/>',
  speaker:
    '<rect class="f" x="18" y="30" width="60" height="42" rx="8"/><circle cx="38" cy="51" r="13"/><circle cx="38" cy="51" r="4"/><path d="M60 42h10M60 51h10M60 60h10M40 30l8-10h14"/>',
  clock:
    '<circle class="f" cx="48" cy="46" r="28"/><path d="M48 28v18l12 8M30 76l-4 6M66 76l4 6M20 46h4M72 46h4"/>',
  bed: '<path class="f" d="M16 54c0-12 14-20 32-20s32 8 32 20-14 22-32 22-32-10-32-22z"/><path d="M28 54c0-6 9-10 20-10s20 4 20 10-9 10-20 10-20-4-20-10z"/>',
  tripod:
    '<rect class="f" x="37" y="12" width="22" height="34" rx="4"/><path d="M48 46v12M48 58L30 84M48 58l18 26M48 58v26M45 40h6"/>',
  board: '<path class="f" d="M14 58h58l10-8v8l-8 10H14z"/><path d="M72 58V26h-8M22 68v6M66 68v6M24 63h34"/>',
  rack: '<path class="f" d="M20 24h56v12H20zM20 58h56v12H20z"/><path d="M28 24v-8h10v8M44 24v-8h10v8M28 58V46h10v12M46 58V46h10v12M60 58V46h8v12M20 70v10M76 70v10"/>',
  brush:
    '<rect class="f" x="26" y="18" width="44" height="24" rx="12"/><path d="M44 42h8v32a4 4 0 0 1-8 0zM34 26v8M42 26v8M54 26v8M62 26v8"/>',
  blanket:
    '<path class="f" d="M18 30h60v34c-10 8-20-4-30 4s-20-2-30 2z"/><path d="M18 42c10-6 20 6 30 0s20 6 30 0M18 54c10-6 20 6 30 0s20 6 30 0"/>',
  headphones:
    '<path d="M22 56V48a26 26 0 0 1 52 0v8"/><rect class="f" x="16" y="52" width="14" height="24" rx="6"/><rect class="f" x="66" y="52" width="14" height="24" rx="6"/>',
  press:
    '<path class="f" d="M34 30h28v24H34z"/><path d="M38 54l4 12h12l4-12M26 20h44v10H26zM40 72h16v10H40z"/>',
  planter:
    '<path class="f" d="M22 54h52l-6 26H28z"/><path d="M34 54c0-14-10-14-10-20 10 0 14 8 12 20M48 54V28c-8-2-8-12 0-16 8 4 8 14 0 16M62 54c-2-12 2-20 12-20 0 6-10 6-10 20"/>',
  pillow:
    '<path class="f" d="M20 34c10 4 46 4 56 0-4 10-4 20 0 30-10-4-46-4-56 0 4-10 4-20 0-30z"/><path d="M30 44c10 3 26 3 36 0"/>',
  garland:
    '<path d="M12 28c16 20 56 20 72 0"/><path class="f" d="M22 38h12v12H22zM42 43h12v12H42zM62 38h12v12H62z"/><path d="M26 50v8M48 55v8M70 50v8"/>',
  blocks:
    '<path class="f" d="M18 52h28v28H18zM50 52h28v28H50zM34 20h28v28H34z"/><circle cx="48" cy="34" r="6"/><circle cx="32" cy="66" r="6"/><path d="M58 66h12"/>',
  diffuser:
    '<path class="f" d="M24 52h48l-4 28H28z"/><path d="M48 18c10 10 12 18 6 28H42c-8-8 4-14 6-28zM32 66h32"/>',
  slipper:
    '<path class="f" d="M14 62c10-2 14-20 30-20s38 8 38 20c0 6-4 8-10 8H20c-6 0-8-4-6-8z"/><path d="M40 44c2 8-2 14-8 18M14 70v6h66v-6"/>',
  mirror: '<circle class="f" cx="48" cy="40" r="24"/><path d="M48 64v14M32 80h32M38 34l8-8M40 46l16-16"/>',
  ribbon:
    '<path class="f" d="M48 44c-14-18-30-14-30-2s16 14 30 2c14 12 30 10 30-2s-16-16-30 2z"/><path d="M44 48L30 78M52 48l14 30"/>',
  shower:
    '<path class="f" d="M22 44a26 18 0 0 1 52 0z"/><path d="M48 26V14h22M30 54v6M42 54v6M54 54v6M66 54v6M36 68v6M48 68v6M60 68v6"/>',
  plug: '<rect class="f" x="26" y="36" width="44" height="40" rx="8"/><path d="M38 36V20M58 36V20M40 56h16M48 76v8"/>',
  projector:
    '<rect class="f" x="14" y="36" width="56" height="32" rx="6"/><circle cx="36" cy="52" r="10"/><path d="M56 46h8M56 54h8M24 68v8M60 68v8M74 44l10-6M74 60l10 6"/>',
  remote:
    '<rect class="f" x="34" y="14" width="28" height="68" rx="10"/><circle cx="48" cy="32" r="7"/><path d="M48 50v2M48 60v2M48 70v2"/>',
  box: '<path class="f" d="M18 36l30-14 30 14v32L48 82 18 68z"/><path d="M18 36l30 14 30-14M48 50v32M33 29l30 14"/>',
  notebook:
    '<rect class="f" x="26" y="16" width="46" height="64" rx="4"/><path d="M22 26h8M22 38h8M22 50h8M22 62h8M40 32h22M40 42h22M40 52h14"/>',
  fountain:
    '<path class="f" d="M20 52h56v12a14 14 0 0 1-14 14H34a14 14 0 0 1-14-14z"/><path d="M48 52V30M48 30c-12-10-18 0-18 8M48 30c12-10 18 0 18 8"/>',
  printer:
    '<rect class="f" x="22" y="40" width="52" height="30" rx="6"/><path d="M32 40V18h32v22M32 60h32v22H32zM62 50h4"/>',
  grip: '<path class="f" d="M34 34l-8 44 12 2 6-40zM62 34l8 44-12 2-6-40z"/><path d="M36 34a12 12 0 0 1 24 0M40 42h16"/>',
  calendar:
    '<rect class="f" x="18" y="26" width="60" height="52" rx="6"/><path d="M18 42h60M34 18v14M62 18v14M40 66l18-12M42 54h1M56 66h1"/>',
  person:
    '<circle class="f" cx="48" cy="36" r="15"/><path class="f" d="M20 80c2-18 14-24 28-24s26 6 28 24z"/>',
  paper:
    '<rect class="f" x="20" y="20" width="56" height="58" rx="4"/><path d="M30 32h36M30 42h16v16H30zM54 42h12M54 50h12M54 58h12M30 66h36"/>',
  ball: '<circle class="f" cx="48" cy="48" r="30"/><path d="M48 34l13 9-5 15H40l-5-15zM48 34V18M61 43l15-5M56 58l9 13M40 58l-9 13M35 43l-15-5"/>',
  speech: '<path class="f" d="M18 24h60v38H48L32 78V62H18z"/><path d="M30 36h36M30 48h24"/>',
  hash: '<circle class="f" cx="48" cy="48" r="32"/><path d="M42 28l-6 40M60 28l-6 40M30 40h38M28 56h38"/>',
  camera:
    '<path class="f" d="M16 34h16l6-10h20l6 10h16v42H16z"/><circle cx="48" cy="54" r="13"/><path d="M70 44h2"/>',
} as const;
export type Motif = keyof typeof MOTIFS;

/** An SVG document of under 3 kB; the same motif and palette give the same bytes. */
export function drawPicture(motif: Motif, palette: Palette): string {
  const [ground, line, tone] = PALETTES[palette];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" width="384" height="384" role="img" aria-label="${motif}">` +
    `<rect width="96" height="96" fill="${ground}"/>` +
    `<g fill="none" stroke="${line}" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round">` +
    `${MOTIFS[motif].replaceAll('class="f"', `fill="${tone}"`)}</g></svg>\n`
  );
}
