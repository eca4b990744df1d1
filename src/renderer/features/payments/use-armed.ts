import { useEffect, useState } from 'react';

/** A second, hasty tap must do nothing where a key lies under the one that was tapped before. In milliseconds. */
const ARMED_AFTER_MS = 600;

export function useArmed(): boolean {
  const [armed, setArmed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setArmed(true), ARMED_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return armed;
}
