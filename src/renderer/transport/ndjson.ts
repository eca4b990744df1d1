/**
 * Splits a stream of text chunks into JSON values, one a line. Chunks end anywhere; blank lines are
 * heartbeats. A line that is no JSON is dropped: events only say "ask again", and a reconnect asks again.
 */
export function createNdjsonReader(onValue: (value: unknown) => void): (chunk: string) => void {
  let rest = '';
  return (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.trim() === '') continue;
      const value = parseLine(line);
      if (value !== undefined) onValue(value);
    }
  };
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
