/** A failure whose message is all that the user needs: shown without a stack trace. */
export class Failure extends Error {
  /**
   * @param {string} message what happened, what was expected, what to do
   * @param {number} [exitCode] 1 for a failure, 2 for wrong usage, 128 + n for signal n
   */
  constructor(message, exitCode = 1) {
    super(message);
    this.name = 'Failure';
    this.exitCode = exitCode;
  }
}

/** Stopped by Ctrl-C or another signal. */
export class Interrupted extends Failure {
  /** @param {NodeJS.Signals} signal */
  constructor(signal) {
    super(`stopped by ${signal}`, signal === 'SIGINT' ? 130 : signal === 'SIGHUP' ? 129 : 143);
    this.name = 'Interrupted';
  }
}
