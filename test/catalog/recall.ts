import { checked } from './recall-shelf.ts';
import { TABLE } from './recall-table.ts';

export interface Wanted {
  readonly kind: string;
  readonly text: string;
  /** Stands in the name of one of the first ten. */
  readonly finds: string;
  /** The size that is named by the text. */
  readonly variant: string | null;
}

export function wantedHits(): readonly Wanted[] {
  let kind = '';
  return TABLE.trim()
    .split('\n')
    .flatMap((line): readonly Wanted[] => {
      if (line.startsWith('# ')) {
        kind = line.slice(2);
        return [];
      }
      const [typed = '', found = ''] = line.split(' → ');
      const [finds = '', variant] = found.split(' | ').map((part) => part.trim());
      const text = typed.endsWith('~') ? checked(typed.slice(0, -1)) : typed;
      return [{ kind, text, finds, variant: variant ?? null }];
    });
}

/** What means nothing in any reading. */
export const NONSENSE: readonly string[] = [
  'абырвалг',
  'zzzzqqq',
  'xqzptk',
  'фывафывафыв',
  'asdfghjkl',
  'йцукенгшщз',
  'qwertyuiop',
  'молоко бвгдж',
  'щщщщщ',
  '00000000',
  '99999999999',
  '123456789012345678901234567890',
  'кккккккк',
  'ъъъ',
  '!!!',
  '***',
  '"""',
  '— — —',
  "'; DROP TABLE product; --",
  'NEAR(молоко хлеб)',
  'words:молоко OR 1=1',
  '^молоко AND',
  '😀😀😀',
  '\u0000\u0001',
  'шмурдяковина',
  'блямбукерство',
  'xylophonist quartet',
  'трансгалактический',
  'jjjjjj wwwwww',
];
