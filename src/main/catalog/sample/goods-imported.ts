/** How the lines are read stands in `goods.ts`. */
export const IMPORTED = `
# Imported goods > Deli and pantry | Old Mill, Harbour & Sons, Green Valley, Bonne Maman, Tesoro, Highland, Casa Rinaldi, Sunny Farm
Oat milk: barista, unsweetened, chocolate, calcium enriched; 0.5 l, 1 l; 190-360
Butter: salted, cultured, ghee, peanut crunchy, almond smooth, cashew; 200 g, 250 g, 340 g; 220-690
Cheese: mature cheddar, stilton, halloumi, gruyère, manchego, comté, emmental; 150 g, 200 g, 250 g; 390-1290
Pasta: spaghetti, penne rigate, farfalle, orecchiette, linguine, gnocchi; 400 g, 500 g, 1 kg; 120-420
Rice crackers: seaweed, wasabi, sweet chilli, tamari; 80 g, 100 g, 150 g; 130-290
Soup: tomato basil, minestrone, clam chowder, pumpkin ginger, lentil; 400 g, 600 ml; 190-420
Beans: baked, kidney, cannellini, black turtle, butter beans, chickpeas; 400 g, 420 g; 110-240
Jam: strawberry, apricot, fig, blackcurrant, quince, rhubarb, marmalade bitter orange; 227 g, 340 g, 370 g; 210-490
Honey: manuka, clover, heather, acacia, wildflower; 250 g, 340 g, 500 g; 390-2900
Olive oil: extra virgin, truffle, lemon infused, unfiltered; 250 ml, 500 ml, 1 l; 590-2200
Vinegar: balsamic, sherry, apple cider, malt; 250 ml, 500 ml; 210-890
Sauce: Worcestershire, sriracha, hoisin, pesto genovese, arrabbiata, mint, horseradish, chimichurri; 150 ml, 190 g, 350 g; 190-490
Spices: cumin, turmeric, smoked paprika, cinnamon sticks, star anise, cardamom pods, fennel seeds, nutmeg; 25 g, 40 g, 60 g; 120-390
Sardines: in olive oil, lemon, piri piri, smoked; 105 g, 125 g; 190-420
Muesli: Swiss, tropical, toasted pecan, bircher; 400 g, 500 g, 750 g; 260-590
Porridge: golden syrup, rolled oats, maple pecan, apple cinnamon; 300 g, 500 g, 1 kg; 190-460
# Imported goods > Sweets and bakery | Walker's, Nürnberger, La Mère, Bakehouse, Dolce Vita, Señor Churro, Håkan
Cookies: chocolate chip, oatmeal raisin, double chocolate, peanut, snickerdoodle; 150 g, 180 g, 200 g; 160-420
Shortbread: fingers, rounds, highlanders, petticoat tails; 150 g, 250 g; 260-490
Croissant: butter, almond, pain au chocolat, pistachio; 70 g, 90 g; 120-290
Cake: carrot, red velvet, lemon drizzle, Black Forest, banana bread, Madeira; 300 g, 450 g; 290-890
Liquorice: salty, sweet, allsorts, catherine wheels; 100 g, 200 g; 150-360
Toffee: English, butterscotch, salted, macadamia brittle; 120 g, 150 g, 400 g; 190-460
Gummy bears: sour, fruit, vegan, rainbow; 90 g, 175 g; 110-260
Lebkuchen: glasiert, Schokolade, Nüsse, Elisen; 200 g, 300 g; 290-690
Madeleines: nature, citron, chocolat, framboise; 150 g, 250 g; 240-490
Popcorn: sea salt, toffee, sweet & salty, white cheddar; 70 g, 90 g; 110-260
# Imported goods > Drinks | Bionade, Fever-Tree, Bundaberg, Kombucha Bros, Old Jamaica, Rubicon, Thörl
Lemonade: cloudy, pink grapefruit, elderflower, rose, yuzu; 275 ml, 330 ml, 750 ml; 150-420
Ginger beer: classic, fiery, diet, turmeric; 330 ml, 375 ml; 150-320
Kombucha: original, raspberry, hibiscus, green apple, lemongrass; 330 ml, 0.5 l; 190-360
Juice: orange, cloudy apple, cranberry, pomegranate, beetroot, tomato; 200 ml, 1 l; 120-460
Coconut water: pure, with pineapple, sparkling; 330 ml, 500 ml, 1 l; 150-420
Sparkling water: natural, lime, cucumber mint, blood orange; 330 ml, 0.5 l, 1.5 l; 90-260
Hot chocolate: instant, flakes, mint, orange; 200 g, 300 g; 290-690
# Imported goods > Home and gifts | Harbour, Wildwood, Kähler, Côté Maison, Ørsted, Linen & Co
Mug: stoneware, enamel, travel, porcelain, birthday; 250 ml, 350 ml; 290-1690
Candle: vanilla, sandalwood, fresh cotton, cinnamon apple, fig tree; 150 g, 190 g, 410 g; 490-2900
Tote bag: canvas, jute, foldable, striped; 1 pc, 2 pc; 190-1290
Soap: lavender, oatmeal, lemongrass, charcoal, goat milk; 100 g, 150 g, 300 ml; 150-590
Hand cream: shea, almond blossom, rosehip, unscented; 30 ml, 75 ml; 190-1190
Umbrella: compact, golf, transparent, automatic; 1 pc; 690-3900
Scarf: merino, silk, tartan, cashmere blend; 1 pc, 180x30; 890-6900
T-shirt: plain, striped, organic cotton, vintage print, longsleeve; +XS, S, M, L, XL; 690-2900
Sneakers: canvas, leather, running, high-top; +38, 39, 40, 41, 42, 43; 2900-9900
Blanket: wool, fleece, waffle, weighted; 130x170, 150x200; 1490-8900
`;
