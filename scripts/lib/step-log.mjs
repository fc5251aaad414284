const NAME_WIDTH = 11;

/**
 * Prints one line a step: a mark, its name, its time and a note.
 *
 * @typedef {object} StepLog
 * @property {(name: string) => void} begin on a terminal, says what is being waited for
 * @property {(name: string, seconds: number, note?: string) => void} done
 * @property {(name: string, note?: string) => void} skip nothing had to be done
 * @property {(name: string, seconds: number, note?: string) => void} fail
 * @property {(text: string) => void} text anything else, as it is
 */

/**
 * @param {import('node:stream').Writable & { isTTY?: boolean }} stream
 * @param {{ quiet?: boolean }} [options] quiet: no line for a step that had nothing to do
 * @returns {StepLog}
 */
export function createStepLog(stream, { quiet = false } = {}) {
  let waiting = false;
  /** @param {string} text */
  const write = (text) => {
    // The line of `begin` is replaced in place.
    stream.write(waiting ? `\r\x1b[2K${text}` : text);
    waiting = false;
  };
  /** @param {string} mark @param {string} name @param {string} time @param {string} note */
  const line = (mark, name, time, note) =>
    write(`${`${mark} ${name.padEnd(NAME_WIDTH)} ${time.padStart(8)}   ${note}`.trimEnd()}\n`);
  return {
    begin(name) {
      if (!stream.isTTY) return;
      write(`  ${name} …`);
      waiting = true;
    },
    done: (name, seconds, note = '') => line('✓', name, formatSeconds(seconds), note),
    fail: (name, seconds, note = '') => line('✗', name, formatSeconds(seconds), note),
    skip(name, note = 'up to date') {
      if (!quiet) line('✓', name, '', note);
      else write('');
    },
    text: (text) => write(`${text}\n`),
  };
}

/**
 * @param {number} seconds
 * @returns {string} such as `4.2 s` or `3 min 05 s`
 */
export function formatSeconds(seconds) {
  if (seconds < 99.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}
