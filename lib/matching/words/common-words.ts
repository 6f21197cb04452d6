/**
 * Everyday English words, so that a hashtag run together can be taken apart; the taxonomy knows what goods are called. In three
 * groups by how often they occur in tags, after Zipf's law each group about ten times rarer than the one before. Our own list.
 */
export const COMMON_WORDS: readonly (readonly string[])[] = [
  `the and for you your with my to of in on at is it me we us our so no up go be do by an or as all how what this that these from not
   can get has have are was new best top diy tok fyp day one two love life home girl boy mom dad baby kid kids men women man
   woman made make buy shop haul find finds must need needs want good happy time fun cute`,
  `a about after again along always another around away back bad be bag beautiful because before behind better between big bit black blue
   body book bright brown build busy call care cat change check clean clear close club cold color colour cool core could country crazy
   daily dark date days deal deals deep different dog done door down dream dress dry dupe early easy eat edge end era every everyday
   everything extra eye eyes face fall family fan far fashion fast fav favorite feel few fine fire first fit five fix flat floor food
   foot forever found four free fresh friend friends front full funny game games garden gift gifts girls give glow gold grand gray great
   green grey grow guide guy guys gym hack hacks hair half hand hands hard head health healthy heart heat help her here hidden high
   him his hobby holiday hot house huge idea ideas inside into job joy just keep kind king kitchen know lady large last late lazy learn
   left less let light like line lip lips list little live living local long look looks low lucky lunch magic main makeup many mask max
   meal mini mix mode modern money month moon more morning most mother move movie music name natural nature near neck never next nice
   night none nose note now number office oil old only open orange order out outdoor outfit outfits over own pack page paint paper park
   part party past people perfect pet pets phone photo pick picnic piece pink place plan play plus pocket pop pretty price prep pro
   product products project pure purple quick quiet rain read ready real red relax reset rest review reviews rich ride right road room
   routine run safe sale same save school sea season seat secret see self set shape sharp she shoes short show side sign silver simple
   single sister sit size skin sky sleep slow small smart smile snack snow soft some song soon space sport sports spot spring star start
   stay step still stop storage store story street strong study stuff style style styles sugar summer sun super sweet swim table take
   talk tall team tech teen them they thick thin thing things think three tidy tight tiny tips today together tools total touch toy toys
   travel treat trend trending trends trip true try turn tutorial twin ultra under unique update use used vacation very vibes video
   viral visit wait walk wall wallet warm wash watch water way wear wedding week weekend well wet when where which while white who why
   wide wild will win winter wish wonder wood word work world would wrap write year yes yoga young zero zone amazon tiktok recommend
   decor decoration aesthetic essentials essential organization organize organizing budget luxury affordable vintage retro thrift
   thrifted lifestyle motivation inspiration inspo transformation makeover renovation unboxing restock asmr satisfying challenge dance
   recipe recipes cooking baking cleaning cleaner clean gaming gamer setup desk bedroom bathroom backyard balcony apartment closet
   pantry fridge freezer laundry nursery classroom college dorm workout fitness running hiking camping fishing cycling swimming skating
   surfing climbing boxing golf tennis soccer football basketball baseball hockey`,
  `heating insulated ergonomic cordless cooling acne adjustable airline allergy almond alpaca amazing anime anti apple apricot apron arch armor aroma art artist ash aura automatic
   autumn avocado bacon bamboo banana band bar bare bark barn barrel base basic basics bath batch bay beach bead beads bean bear beard
   beauty bedtime bee belly berry bike birthday bite blanket blaze blend block bloom board boat bold bone bones boost booth border
   bottom bounce bow bowl box brain brand brass bread breeze bridge brick bride bridal broken brush bubble buddy bulb bundle bunny butter
   button cabin cable cake camera camp candy canvas cape car carbon card cards cargo cart case cash cast castle cedar ceiling chain
   chair chalk charm checkered cheese cherry chic chicken chill chocolate chrome chunky church cinnamon circle city clay click climate
   clip clock cloth clothes clothing cloud clouds clover coach coast coastal coat cocoa coconut coin collar comb combo comfort comfy
   compact copper coral cord corn corner cosmetic costume cotton couch cover cow cowboy cowgirl cozy craft crafts cream crew crochet
   cross crown crunch crystal cube cuddle cup curl curls curly curve custom cut dad daisy damask date dawn dental denim desert design
   detox diamond digital dinner dino dish dive dj doll dolls donut dot double dough dove dragon drag draw drawer drawing drift drill
   drink drinks drip drop dual duck dust ear earth east echo egg elastic electric elegant elf emerald energy epic evening event exfoliating
   express fabric fairy fake fancy farm farmhouse father feather felt fence fern festival fiber field figure file fill film finger
   finish firm fish flag flash flavor flex flip float flora floral flow flower flowers fluffy fluid foam fog fold foldable folding folk
   forest fork form fox frame french fries frog frost frosted frozen fruit fuel fur furniture future fuzzy galaxy gel gem generation
   gentle ghost giant ginger glam glass glaze glazed glitter global gloss glossy glove glue goat goblin goth gothic grain granny grape
   grass gravity grill grip ground group growth guard guitar gum habit hacker halo hammer handle handmade handy hanging happiness harbor
   hat hay hazel headed heated hearth heatless heavy heel heels hemp herb hero hill hip hollow holder holiday honey hood hook hoop horse
   hour hug human hybrid hydrating ice icon icy indoor ink inner instant iron island ivory ivy jacket jam jar jean jeans jelly jewel
   jewelry joker journal juice jumbo jump jungle junk karma key keto keys kitten kitty knee knife knit knitted knot korean lab lace
   lamb land lash lashes laser lash laundry lava lavender layer leaf leather leg legs lemon lens level lid lift lily lime linen lion
   liquid lock loft logo loop loose lotus loud lounge lover lovers lunar machine mad maker mango map maple marble marker market marshmallow
   mat match matcha math matte meadow meal meat medical melt memory mermaid mesh metal metallic mid milk milky mind mint minute mirror mist
   mocha moment monster mood moss motion motor mountain mouse mouth mud mug mushroom nail nails navy neat neon nerd nest net noodle
   nordic north nose novel nurse nut nylon oak oat ocean office olive onion opal orbit organic organizer otter outer outside oven owl
   pad paintings pajama palm pan panda panel pants parcel pasta pastel patch patches path patio pattern peach peak pearl pebble peel pen
   pencil penguin pepper perfume petal picture pie pig pilates pillow pin pine pinch pirate pizza plaid planet plant plants plastic plate
   platform plush pocket point polish pool popcorn poppy port portable pot potato pottery powder power press pressed prime prince princess
   print printed prism probiotic protein pudding puff puffer puffy pull pumpkin punch punk puppy push puzzle quartz queen quilt quilted rabbit
   race rack radio rainbow ranch raspberry ray razor rechargeable recycled reel refill removable repair resin reusable ribbon rice ring
   river roast robot rock rocket roll roller rolling roof root rope rose rosemary round royal rubber ruby rug runner rush rustic sack sage
   sail salad salmon salt sand sandwich satin sauce scalp scarf scent scented science scoop scout scrub sculpt seal secret seed sensitive
   sensory serum sew sewing shadow shaggy shake shampoo sharing shark sheep sheet shelf shell shield shimmer shine shiny ship shirt shorts
   shot shoulder shower silicone silk silky skate sketch skeleton ski skincare skinny skirt slice slim sling slip slipper slippers sloth
   smoke smooth snail snake snap snail soap sock socks soda sofa solar sole solid sonic soul sound soup sour south spa spark sparkle speed
   spicy spider spin spiral split sponge spoon spray square squish squishy stack stackable stain stamp stand stanley station steam steel stem stick
   sticker stickers sticky stitch stone straight strap straw strawberry stretch string stripe striped stroll studio suede suit sunny
   sunrise sunset surf sushi sweat swear sweater swing switch syrup tail tan tape tart taste tea teacher tear teddy temp tent terry
   texture theme therapy thermal tie tiger tile timer tin tint toast toe tomato tone tongue tooth teeth tower track trail train training
   trash tray tree tropical truck tub tulip tumbler turbo turtle tv twist umbrella unicorn vampire vanilla vegan velvet vest vinyl vitamin
   volcano wagon waist waterproof wave waves wax weave wedge weighted west wheat wheel whip whipped wick wicker willow wind window wine
   wing wings wire wireless witch wolf wooden wool workshop worm woven wrinkle yarn yellow yogurt zip zipper zodiac
   minecraft facebook youtube instagram pinterest iphone ipad airpods macbook playstation roblox fortnite netflix disney starbucks
   pokemon nintendo lego barbie google android samsung nike adidas target walmart costco sephora ulta ikea halloween christmas
   thanksgiving easter valentine valentines birthday graduation ramadan hello kitty labubu squishmallow jellycat
   butterfly airport sneakerhead firefly superhero spaceship waterfall fireplace earthquake wildlife homemade homeschool playlist weeknight
   overnight nightstand countertop tabletop rooftop laptop desktop download playground campfire pineapple frappuccino ninja
   bookstore cleanup hometown skateboard snowboard motorcycle weekend cupcake pancake popstar popsicle rainbow seafood software
   grandma grandpa grandmother grandfather husband wife brother boyfriend girlfriend bestie teacher nurse doctor student parent parents`,
].map((group) => [...new Set(group.split(/\s+/).filter(Boolean))]);
