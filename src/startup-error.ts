/** A failure at startup that the operator can fix. The message says what to do; no stack trace is printed. */
export class StartupError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StartupError';
  }
}
