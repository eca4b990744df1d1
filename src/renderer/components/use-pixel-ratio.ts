import { useEffect, useState } from 'react';

/** Device pixels of one CSS pixel; changes when the window is dragged to another screen or zoomed. */
export function usePixelRatio(): number {
  const [ratio, setRatio] = useState(() => window.devicePixelRatio);
  useEffect(() => {
    const query = window.matchMedia(`(resolution: ${ratio}dppx)`);
    const changed = () => setRatio(window.devicePixelRatio);
    query.addEventListener('change', changed, { once: true });
    return () => query.removeEventListener('change', changed);
  }, [ratio]);
  return ratio;
}
