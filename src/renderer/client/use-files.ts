import { createContext, useContext } from 'react';
import type { Files } from './files.ts';

/** Filled by FilesProvider. */
export const FilesContext = createContext<Files | null>(null);

/** Choosing, dropping and saving files, for every feature. */
export function useFiles(): Files {
  const files = useContext(FilesContext);
  if (!files) throw new Error('useFiles outside FilesProvider');
  return files;
}
