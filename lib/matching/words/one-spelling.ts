/** British spellings and their kin, brought to one. For keys and comparisons alone: nothing is shown in this spelling. */

const ODD: ReadonlyMap<string, string> = new Map(
  `colour=color grey=gray jewellery=jewelry tyre=tire pyjama=pajama aluminium=aluminum mould=mold fibre=fiber centre=center
   theatre=theater flavour=flavor favourite=favorite doughnut=donut catalogue=catalog cosy=cozy odour=odor humour=humor vapour=vapor
   armour=armor yoghurt=yogurt moustache=mustache whisky=whiskey disc=disk draught=draft sulphate=sulfate neighbour=neighbor
   savoury=savory parlour=parlor plough=plow litre=liter metre=meter programme=program licence=license behaviour=behavior
   colouring=coloring flavoured=flavored coloured=colored travelling=traveling labelled=labeled woollen=woolen
   jewelled=jeweled fuelled=fueled caesar=cesar artefact=artifact`
    .split(/\s+/)
    .map((pair): [string, string] => {
      const [british = "", american = ""] = pair.split("=");
      return [british, american];
    }),
);
/** Long words alone: a riser is not a rizer. */
const ISE = /^(\p{L}{4,})is(e|er|ed|ing|ation)$/u;

/** The one spelling of a word of `titleWords`: "colour" is "color", "organiser" is "organizer". */
export function oneSpelling(word: string): string {
  return ODD.get(word) ?? word.replace(ISE, "$1iz$2");
}
