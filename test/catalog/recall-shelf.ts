import { checkDigit } from '../../src/domain/gtin.ts';
import { money } from '../../src/domain/money.ts';
import type { Product, Variant } from '../../src/domain/product.ts';

/** Goods as they lie on real shelves: name, then SKU and barcodes where a query needs them. */
const SHELF = `
Молоко Простоквашино отборное 3,4–4,5% 930 мл | ML-930 | 4600494017285
Молоко Домик в деревне стерилизованное 3,2% 0,95 л | ML-950
Nutella паста ореховая с какао 350 г | NUT350 | 3017620429484
Хлеб «Бородинский» формовой нарезка 400 г | BR-400
Сёмга слабосолёная филе-кусок 200 г | FISH.200
Мёд гречишный натуральный 500 г
Ёжик из мармелада «Полянка» 120 г
Щи из свежей капусты с говядиной 350 г
Чай Greenfield Golden Ceylon чёрный 100 пак | GF-100
Кофе Jacobs Monarch растворимый 95 г | JCB95
Кофе Lavazza Qualità Oro в зёрнах 1 кг
Шоколад Алёнка молочный 90 г | AL90
Шоколад Ritter Sport цельный лесной орех 100 г
Сыр Российский 50% Брест-Литовск 200 г
Йогурт Danone натуральный 3,3% 350 г
Йогурт питьевой Imunele черника 100 г
Творог Савушкин хуторок 9% 300 г
Сметана Простоквашино 20% 315 г
Кефир Бифидум 1% 930 г
Масло сливочное Valio 82% 180 г
Яйцо куриное С1 10 шт
Гречка Мистраль ядрица 900 г
Рис Басмати Индийский Агро-Альянс 500 г
Макароны Barilla Spaghetti n.5 450 г | 8076800195057
Сахар-песок Русский 1 кг
Соль Экстра йодированная 1 кг
Пельмени Сибирская коллекция Иркутские 700 г
Докторская колбаса ГОСТ Микоян 400 г
Сервелат Финский варёно-копчёный 350 г
Coca-Cola Original 0,5 л | CC05 | 5449000000996
Coca-Cola Zero 1,5 л | CC15
Pepsi Cola жестяная банка 0,33 л
Вода Боржоми минеральная лечебная 0,75 л
Вода Evian негазированная 1,5 л | EV15 | 3068320055008
Сок Добрый яблоко осветлённый 2 л
Квас Очаковский 2 л ПЭТ
Лимонад Дюшес Черноголовка 1 л
Чипсы Lay's сметана и зелень 140 г | LAY-140
Pringles Original 165 г
Crème brûlée ванильный десерт 110 г
Müsli Früchte & Nüsse Seitenbacher 500 g
Nestlé Fitness хлопья цельнозерновые 250 г | NF-250
Häagen-Dazs Salted Caramel 460 ml | HD460
Jalapeño соус острый 150 мл
Smörgåsbord crackers Göteborgs 200 g
Kinder Сюрприз яйцо шоколадное 20 г | KS20 | 80177609
Snickers Super батончик 80 г | SN80 | 5000159461122
Orbit Сладкая мята жевательная резинка 14 г
Туалетная бумага Zewa Deluxe 3 слоя 8 рулонов
Порошок Ariel Горный родник автомат 3 кг
Средство для посуды Fairy Сочный лимон 900 мл
Шампунь Head & Shoulders Основной уход 400 мл
Зубная паста Colgate Total 75 мл
Зубная щётка Oral-B средняя
Дезодорант Rexona Антибактериальный эффект 150 мл
Подгузники Huggies Elite Soft 4 66 шт
Батарейки Duracell AA 4 шт | DUR-AA4 | 5000394052291
Лампочка Gauss LED E27 11 Вт тёплый свет
Зажигалка Cricket
Whiskas корм для кошек желе с говядиной 75 г
Pedigree Denta Stix 110 г
Свечи хозяйственные белые 5 шт
Перчатки латексные размер M 10 пар
Тетрадь Hatber 48 листов в клетку
Ручка шариковая Parker Jotter синяя
Полотенце махровое 70х140 бирюзовое
Сковорода Tefal Expertise 26 см
Elmex gel 25 g
Hello Kitty кружка фарфоровая
Oatly Barista овсяное молоко 1 л
Philadelphia сливочный сыр 140 г
Schweppes Индиан Тоник 0,9 л
Bounty Trio 82,5 г | BN-825
7UP лимон-лайм 1 л
Mentos Фруктовая радуга 37 г
Карамель Чупа-Чупс ассорти 12 г
Жевательный мармелад Haribo Goldbären 140 г
Простокваша Мечниковская 4% 450 г
Эскимо пломбир в тёмном шоколаде 70 г
Вафельный торт Причуда 240 г
UPC sample crackers 200 g | UPC-1 | 036000291452
Объявление «Закрыто» табличка
Экспресс-тест на грипп
Юбка плиссированная миди
Цикорий Здоровье 100 г
Хурма Королёк
Фейхоа
Жилет утеплённый
Ящик для инструментов 16"
`;

/** Sold in sizes: a query may name one. */
const IN_SIZES: readonly (readonly [name: string, sizes: readonly string[]])[] = [
  ['Футболка Stockholm базовая хлопок', ['S', 'M', 'L', 'XL']],
  ['Кроссовки Marathon Pro беговые', ['40', '41', '42', '43']],
  ['Раф лавандовый фирменный', ['250 мл', '350 мл', '450 мл']],
];

const product = (
  serial: number,
  name: string,
  variants: readonly Omit<Variant, 'id' | 'unitAmount'>[],
): Product => ({
  id: `shelf-${serial}`,
  name,
  description: '',
  categoryId: null,
  unit: 'piece',
  taxRateId: null,
  favourite: false,
  active: true,
  image: null,
  partnerProductId: null,
  variants: variants.map((variant, index) => ({
    ...variant,
    id: index === 0 ? `shelf-${serial}` : `shelf-${serial}-${index}`,
    unitAmount: money(9990, 'RUB'),
  })),
});

/** The products that the table names, to be put among those of the sample. */
export function shelfProducts(): readonly Product[] {
  const lines = SHELF.trim().split('\n');
  return [
    ...lines.map((line, serial) => {
      const [name = '', ...codes] = line.split('|').map((part) => part.trim());
      const barcodes = codes.filter((code) => /^\d+$/.test(code)).map(checked);
      const sku = codes.find((code) => !/^\d+$/.test(code)) ?? null;
      return product(serial, name, [{ name: '', sku, barcodes }]);
    }),
    ...IN_SIZES.map(([name, sizes], index) =>
      product(
        lines.length + index,
        name,
        sizes.map((size) => ({ name: size, sku: `SZ-${index}-${size}`, barcodes: [] })),
      ),
    ),
  ];
}

/** With the digit that is right, whatever is written. */
export const checked = (code: string): string => code.slice(0, -1) + checkDigit(code.slice(0, -1));
