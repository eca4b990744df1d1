/** A shift of the clock: in whole hours where it is so, else in minutes. */
export const shiftText = (minutes: number, hour: string, minute: string): string => {
  const sign = minutes < 0 ? '−' : '+';
  const size = Math.abs(minutes);
  return size >= 60 && size % 60 === 0 ? `${sign}${size / 60} ${hour}` : `${sign}${size} ${minute}`;
};
