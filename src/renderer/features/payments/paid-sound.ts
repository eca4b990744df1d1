/** Two short rising notes, made on the spot: no file to load, nothing that could be missing. */
const NOTES: readonly { readonly hertz: number; readonly atS: number; readonly forS: number }[] = [
  { hertz: 784, atS: 0, forS: 0.16 },
  { hertz: 1175, atS: 0.14, forS: 0.34 },
];

/** Money has arrived: called on the provider's word alone, never on a tap. Silent where sound is not allowed. */
export function playPaidSound(): void {
  try {
    const context = new AudioContext();
    for (const note of NOTES) playNote(context, note);
    setTimeout(() => void context.close(), 1000);
  } catch {
    // Without a sound device the screen alone says it.
  }
}

function playNote(context: AudioContext, note: (typeof NOTES)[number]): void {
  const start = context.currentTime + note.atS;
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.type = 'sine';
  tone.frequency.value = note.hertz;
  volume.gain.setValueAtTime(0.0001, start);
  volume.gain.exponentialRampToValueAtTime(0.35, start + 0.015);
  volume.gain.exponentialRampToValueAtTime(0.0001, start + note.forS);
  tone.connect(volume).connect(context.destination);
  tone.start(start);
  tone.stop(start + note.forS);
}
