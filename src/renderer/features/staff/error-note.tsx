import { useErrorWords } from '../../components/error-words.ts';
import { Note } from '../../components/note.tsx';

/** What was refused, beside the form that it is about. */
export function ErrorNote({ error }: { readonly error: unknown }) {
  const words = useErrorWords();
  if (!error) return null;
  const { title, remedy } = words(error);
  return (
    <Note tone="bad" title={title} testId="staff-error">
      <p>{remedy}</p>
    </Note>
  );
}
