import { useMutation } from '@tanstack/react-query';
import { useClient } from '../../client/client-context.tsx';
import { useFiles } from '../../client/use-files.ts';
import { useErrorNotice } from '../../components/notices.tsx';
import type { PosterOrder } from './queries.ts';

/** Makes the PDF and hands it over. @returns false where the person changed their mind */
export function useSavePoster() {
  const client = useClient();
  const files = useFiles();
  return useMutation<boolean, Error, PosterOrder>({
    mutationFn: async (order) => {
      const { file } = await client.request('poster.make', order);
      return files.save(file);
    },
    onError: useErrorNotice(),
  });
}
