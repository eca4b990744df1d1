/** `text → what is in the name`, by kind. */
export const TABLE = `
# exact
молоко простоквашино отборное → Молоко Простоквашино отборное
nutella → Nutella
хлеб бородинский формовой → «Бородинский» формовой
сёмга слабосолёная филе-кусок → Сёмга слабосолёная филе-кусок
мёд гречишный натуральный → Мёд гречишный натуральный
ёжик из мармелада → Ёжик из мармелада
greenfield golden ceylon → Greenfield Golden Ceylon
jacobs monarch → Jacobs Monarch
шоколад алёнка → Шоколад Алёнка молочный 90 г
творог савушкин хуторок → хуторок
гречка мистраль ядрица 900 г → Гречка Мистраль ядрица 900 г
пельмени иркутские → Иркутские
coca-cola zero → Coca-Cola Zero
вода боржоми лечебная → Вода Боржоми минеральная лечебная 0,75 л
квас очаковский → Квас Очаковский
туалетная бумага zewa deluxe → Zewa Deluxe
зубная паста colgate total → Colgate Total
подгузники huggies elite → Huggies Elite
тетрадь hatber 48 листов в клетку → Тетрадь Hatber 48 листов
сковорода tefal expertise → Tefal Expertise
hello kitty → Hello Kitty
philadelphia → Philadelphia
haribo goldbären → Goldbären
объявление → Объявление
хурма королёк → Хурма Королёк
Schweppes Индиан Тоник → Schweppes Индиан Тоник
# any order
отборное простоквашино молоко → Молоко Простоквашино отборное
пломбир эскимо → Эскимо пломбир в тёмном
паста nutella → Nutella
monarch кофе jacobs → Jacobs Monarch
хуторок творог 9% → хуторок
ядрица 900 гречка → Гречка Мистраль ядрица 900 г
колбаса микоян докторская гост → Докторская колбаса ГОСТ
zero cola coca → Coca-Cola Zero
минеральная вода боржоми 0,75 → Боржоми минеральная лечебная 0,75
лимон fairy → Fairy Сочный лимон
4 duracell aa батарейки → Duracell AA
синяя ручка jotter → Parker Jotter
бирюзовое полотенце → 70х140 бирюзовое
лайм 7up → 7UP
торт причуда → Причуда
клетку hatber → Hatber 48 листов
финский сервелат → Сервелат Финский
# part of a word
бородин → «Бородинский»
росток → Простокваш
квашино отборн → Молоко Простоквашино отборное
utella → Nutella
фельный прич → Причуда
овядиной щи → Щи из свежей
ечниковск → Мечниковская
льмени иркут → Иркутские
hiladelph → Philadelphia
жоми лечебная 0,75 → Боржоми
ringle → Pringles Original
elmex → Elmex
адуга mentos → Фруктовая радуга
ртофель → Картофель
чипс lay → Lay's сметана
кроссов → Кроссовки
дгузник → Подгузники
# beginning
молоко от → Молоко Простоквашино отборное
про отб → Молоко Простоквашино отборное
nut → Nutella
гре яд мист → Гречка Мистраль
кофе мон → Jacobs Monarch
шам head → Head & Shoulders
фей → Фейхоа
жил ут → Жилет утеплённый
эксп гри → Экспресс-тест
co ze → Coca-Cola Zero
хелло → Hello Kitty
# typo
прастоквашино отборное → Молоко Простоквашино отборное
молокл простоквашино отборное → Молоко Простоквашино отборное
молкоо отборное → Молоко Простоквашино отборное
олоко отборное простоквашино → Молоко Простоквашино отборное
бородиский формовой → «Бородинский» формовой
бородинскиий формовой → «Бородинский» формовой
сервилат финский → Сервелат Финский
гречка мистраьл → Гречка Мистраль
иркутцкие → Иркутские
пельмини иркутские → Иркутские
филадельфия → Philadelphia
philadephia → Philadelphia
phildaelphia → Philadelphia
nutela → Nutella
nuttela → Nutella
mutella → Nutella
боржами 0,75 → Боржоми минеральная лечебная 0,75
coka-cola zero → Coca-Cola Zero
шампунь sholders → Head & Shoulders
bateriki duracell aa → Duracell AA
батерейки duracell aa → Duracell AA
туалетная бумага delux → Zewa Deluxe
табличак закрыто → Объявление
тетрать hatber 48 → Hatber 48 листов
полатенце бирюзовое → бирюзовое
скаварода expertise → Tefal Expertise
эксперс тест → Экспресс-тест
фейхуа → Фейхоа
цыкорий здоровье → Цикорий Здоровье
харибо голдбарен → Goldbären
greenfeild golden → Greenfield Golden
jakobs monarch → Jacobs Monarch
соус jalapeno острй → Jalapeño
вафельный торт притчуда → Причуда
творог савушкин хуторк → хуторок
# layout
vjkjrj ghjcnjrdfibyj jn,jhyjt → Молоко Простоквашино отборное
xfq greenfield golden → Greenfield Golden
;bktn entgk\`yysq → Жилет утеплённый
[kt, ,jhjlbycrbq → «Бородинский»
t;br → Ёжик
\`;br bp vfhvtkflf → Ёжик из мармелада
vtl uhtxbiysq yfnehfkmysq → Мёд гречишный натуральный
'crbvj gkjv,bh → Эскимо пломбир в тёмном
j,]zdktybt → Объявление
.,rf gkbccbhjdfyyfz → Юбка плиссированная
[ehvf rjhjktr → Хурма Королёк
atq[jf → Фейхоа
zobr → Ящик
wbrjhbq → Цикорий
руддщ лшеен → Hello Kitty
тгеуддф → Nutella
пкууташудв пщдвут → Greenfield Golden
сщсф-сщдф яукщ → Coca-Cola Zero
зкштпдуы → Pringles Original
ызкшеу → Sprite
vjkjrj 3,2 ljvbr → Домик в деревне
rdfc jxfrjdcrbq → Квас Очаковский
uhtxrf vbcnhfkm → Гречка Мистраль
РУДДЩ → Hello Kitty
VJKJRJ jn,jhyjt → Молоко Простоквашино отборное
nfgjxrb → Тапочки
# transliteration
moloko prostokvashino otbornoe → Молоко Простоквашино отборное
shokolad alenka → Шоколад Алёнка
shokolad alyonka → Шоколад Алёнка
schi kapusty → Щи из свежей капусты
shchi kapusty → Щи из свежей капусты
hleb borodinskiy → «Бородинский»
khleb borodinskij → «Бородинский»
xleb borodinskii → «Бородинский»
yogurt danone → Йогурт Danone
jogurt danone → Йогурт Danone
iogurt danone → Йогурт Danone
myod grechishny → Мёд гречишный
med grechishniy → Мёд гречишный
yozhik → Ёжик
ezhik → Ёжик
grechka mistral → Гречка Мистраль
pelmeni irkutskie → Иркутские
pel'meni irkutskie → Иркутские
kvas ochakovskij → Квас Очаковский
borzhomi 0,75 → Боржоми минеральная лечебная 0,75
tvorog hutorok → хуторок
tvorog khutorok → хуторок
semga file-kusok → Сёмга слабосолёная
feihoa → Фейхоа
khurma korolek → Хурма Королёк
tsikoriy zdorovie → Цикорий Здоровье
cikorij zdorove → Цикорий Здоровье
eskimo plombir → Эскимо пломбир
yubka plissirovannaya → Юбка плиссированная
jubka → Юбка
yaschik → Ящик
zhilet → Жилет
ob'yavlenie → Объявление
нутелла → Nutella
кока кола → Кока-Кола
кока-кола зеро → Coca-Cola Zero
пепси кола → Pepsi Cola
барилла → Barilla
тефаль expertise → Tefal Expertise
орбит сладкая → Orbit
палмолив → Палмолив
сникерс супер → Snickers
филадельфиа → Philadelphia
лавацца оро → Qualità Oro
ментос → Mentos
# ё and е
ежик из мармелада → Ёжик из мармелада
Ёжик → Ёжик
мед гречишный → Мёд гречишный натуральный
семга слабосоленая → Сёмга слабосолёная филе
аленка → Шоколад Алёнка
королек → Королёк
КОРОЛЁК → Королёк
черный чай greenfield → Greenfield Golden Ceylon
темном шоколаде эскимо → Эскимо
утепленный жилет → Жилет утеплённый
йогурт imunele → Imunele
иогурт danone → Йогурт Danone
# accents
creme brulee ванильный → Crème brûlée ванильный
crème brûlée ванильный → Crème brûlée ванильный
CREME BRULEE десерт → Crème brûlée ванильный
musli früchte seitenbacher → Seitenbacher
muesli seitenbacher → Seitenbacher
nestle fitness → Nestlé Fitness
nestlé fitness → Nestlé Fitness
haagen dazs → Häagen-Dazs
jalapeno → Jalapeño
smorgasbord → Smörgåsbord
goteborgs → Göteborgs
goldbaren → Goldbären
qualita oro → Qualità Oro
# barcodes
3017620429484~ → Nutella
5449000000996 → Coca-Cola Original
05449000000996 → Coca-Cola Original
036000291452 → UPC sample
0036000291452 → UPC sample
00036000291452 → UPC sample
80177609 → Kinder
3068320055008~ → Evian негазированная
5000159461122~ → Snickers
5449 0000 0099 6 → Coca-Cola Original
8076800 → Barilla Spaghetti
# SKU
ML-930 → Молоко Простоквашино отборное
ml-930 → Молоко Простоквашино отборное
nut350 → Nutella
fish.200 → Сёмга слабосолёная
GF-100 → Greenfield Golden
JCB95 → Jacobs Monarch
lay-140 → Lay's
dur-aa4 → Duracell AA
DUR-A → Duracell AA
SZ-0-XL → Stockholm
вгк-фф4 → Duracell AA
# numbers and units
молоко отборное 930мл → Молоко Простоквашино отборное
молоко отборное 930 мл → Молоко Простоквашино отборное
молоко отборное 0,93л → Молоко Простоквашино отборное
молоко отборное 0.93 л → Молоко Простоквашино отборное
coca-cola 0.5л → Coca-Cola Original 0,5 л
coca-cola 0,5 л → Coca-Cola Original 0,5 л
coca-cola 500 ml → Coca-Cola Original 0,5 л
coca-cola 1,5 l → Coca-Cola Zero 1,5 л
evian 1.5 → Evian
evian 1500мл → Evian негазированная 1,5
гречка мистраль 900г → Гречка Мистраль ядрица 900 г
гречка мистраль 0,9 кг → Гречка Мистраль ядрица 900 г
сахар русский 1кг → Сахар-песок Русский 1 кг
сахар русский 1000 г → Сахар-песок Русский 1 кг
яйцо с1 10шт → Яйцо куриное С1 10 шт
bounty trio 82,5 → Bounty Trio
bounty 82.5г → Bounty Trio
gauss e27 11вт → Gauss LED E27
полотенце 70x140 бирюзовое → 70х140 бирюзовое
полотенце 70х140 бирюзовое → 70х140 бирюзовое
полотенце 70*140 бирюзовое → 70х140 бирюзовое
tefal expertise 26см → Tefal Expertise 26 см
# mixed
vjkjrj отборное → Молоко Простоквашино отборное
prostokvashno отборное молоко → Молоко Простоквашино отборное
простоквашино jn,jhyjt → Молоко Простоквашино отборное
moloko jn,jhyjt → Молоко Простоквашино отборное
шоколад fktyrf → Шоколад Алёнка
shokolad fktyrf 90г → Шоколад Алёнка
нутелла gfcnf → Nutella
nutella орехвая → Nutella
rjat jacobs → Jacobs Monarch
гречка mistral 900 → Гречка Мистраль
квас jxfrjdcrbq 2л → Квас Очаковский
hleb ,jhjlbycrbq → «Бородинский»
полотенце ,bh.pjdjt → бирюзовое
zubnaya паста total → Colgate Total
# sizes
футболка stockholm m → Stockholm | M
футболка stockholm xl → Stockholm | XL
кроссовки marathon 42 → Marathon | 42
marathon pro 43 → Marathon | 43
раф лавандовый фирменный 350 → Раф лавандовый фирменный | 350 мл
раф лавандовый фирменный 0,45 л → Раф лавандовый фирменный | 450 мл
`;
