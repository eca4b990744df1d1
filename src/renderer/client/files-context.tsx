import type { ReactNode } from 'react';
import type { Files } from './files.ts';
import { FilesContext } from './use-files.ts';

export interface FilesProviderProps {
  readonly files: Files;
  readonly children: ReactNode;
}

export function FilesProvider({ files, children }: FilesProviderProps) {
  return <FilesContext value={files}>{children}</FilesContext>;
}
