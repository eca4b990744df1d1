interface DemoOptions {
  readonly favourite?: boolean;
  readonly unit?: 'piece' | 'kilogram';
}

/** Name, amount in kopecks, what is special about it. */
export type DemoProduct = readonly [name: string, unitAmountMinor: number, options?: DemoOptions];

interface DemoShelf {
  readonly id: string;
  readonly name: string;
  readonly products: readonly DemoProduct[];
}

const favourite = { favourite: true } as const;
const weighed = { unit: 'kilogram' } as const;

/** The shelves of the demo café. */
export const DEMO_SHELVES: readonly DemoShelf[] = [
  {
    id: 'demo-coffee',
    name: 'Coffee · Кофе',
    products: [
      ['Espresso · Эспрессо', 18000, favourite],
      ['Double espresso · Двойной эспрессо', 22000],
      ['Americano coffee · Кофе американо', 20000, favourite],
      ['Cappuccino · Капучино', 25000, favourite],
      ['Large cappuccino · Капучино большой', 31000],
      ['Latte · Латте', 27000, favourite],
      ['Flat white · Флэт уайт', 28000],
      ['Raf coffee with vanilla · Раф ванильный', 34000],
      ['Filter coffee · Фильтр-кофе', 21000],
      ['Cold brew coffee · Колд брю', 30000],
      ['Coffee beans, Ethiopia, 250 g · Кофе в зёрнах, Эфиопия, 250 г', 89000],
    ],
  },
  {
    id: 'demo-tea',
    name: 'Tea · Чай',
    products: [
      ['Black tea · Чай чёрный', 16000, favourite],
      ['Green tea · Чай зелёный', 16000],
      ['Sea buckthorn tea · Облепиховый чай', 29000],
      ['Mulled apple drink · Яблочный пряный', 27000],
      ['Matcha latte · Матча латте', 35000],
      ['Hot chocolate · Горячий шоколад', 29000],
    ],
  },
  {
    id: 'demo-bakery',
    name: 'Bakery · Выпечка',
    products: [
      ['Croissant · Круассан', 19000, favourite],
      ['Almond croissant · Круассан миндальный', 26000],
      ['Cinnamon roll · Булочка с корицей', 21000],
      ['Cottage cheese pastry · Ватрушка', 14000],
      ['Apple pie, slice · Яблочный пирог, кусок', 23000],
      ['Rye bread · Хлеб ржаной', 12000],
      ['Baguette · Багет', 11000],
      ['Cherry strudel · Штрудель вишнёвый', 28000],
    ],
  },
  {
    id: 'demo-food',
    name: 'Food · Еда',
    products: [
      ['Syrniki with sour cream · Сырники со сметаной', 38000, favourite],
      ['Omelette with herbs · Омлет с зеленью', 34000],
      ['Porridge with berries · Каша с ягодами', 27000],
      ['Borscht · Борщ', 36000],
      ['Chicken sandwich · Сэндвич с курицей', 39000, favourite],
      ['Salmon toast with avocado and poached egg · Тост с лососем, авокадо и яйцом пашот', 52000],
      ['Caesar salad · Салат «Цезарь»', 45000],
      ['Pelmeni, 12 pieces · Пельмени, 12 штук', 42000],
    ],
  },
  {
    id: 'demo-sweets',
    name: 'Sweets · Десерты',
    products: [
      ['Cheesecake · Чизкейк', 32000, favourite],
      ['Honey cake · Медовик', 29000],
      ['Napoleon cake · Наполеон', 29000],
      ['Macaron · Макарон', 12000],
      ['Eclair · Эклер', 17000],
      ['Chocolate cookie · Печенье шоколадное', 9000],
    ],
  },
  {
    id: 'demo-cold',
    name: 'Cold drinks · Напитки',
    products: [
      ['Still water, 0.5 l · Вода без газа, 0,5 л', 9000, favourite],
      ['Sparkling water, 0.5 l · Вода с газом, 0,5 л', 9000],
      ['Lemonade · Лимонад', 22000],
      ['Orange juice, fresh · Сок апельсиновый свежий', 32000],
      ['Kvass · Квас', 15000],
      ['Kefir · Кефир', 11000],
      ['Milk, 1 l · Молоко, 1 л', 12500],
    ],
  },
  {
    id: 'demo-deli',
    name: 'By weight · На развес',
    products: [
      ['Cheese, Gouda · Сыр гауда', 94000, weighed],
      ['Ham · Ветчина', 88000, weighed],
      ['Mixed nuts · Ореховая смесь', 126000, weighed],
      ['Dried apricots · Курага', 69000, weighed],
      ['Apples · Яблоки', 18900, weighed],
    ],
  },
];
