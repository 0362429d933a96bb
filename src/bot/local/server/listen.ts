import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import type { HttpConfig } from '../../../config.ts';
import { StartupError } from '../../../startup-error.ts';

interface Listener {
  /** The URL of the page, such as http://127.0.0.1:8180. */
  readonly url: string;
  /** Closes every connection; browsers reconnect by themselves. */
  close(): Promise<void>;
}

/** Starts the server. @throws StartupError when it cannot listen on the address. */
export async function listen(app: Hono, { host, port }: HttpConfig): Promise<Listener> {
  const server = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(explain(error, host, port)));
    server.listen(port, host, resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Event streams never end by themselves.
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new StartupError(
        `Port ${port} is taken by another program, perhaps by another Stridebot. Stop that one, or choose another port with PORT.`,
        { cause: error },
      );
    case 'EACCES':
      return new StartupError(`Port ${port} is not for everybody to use. Choose one above 1023 with PORT.`, {
        cause: error,
      });
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartupError(`HOST ${host} is not an address of this machine.`, { cause: error });
    default:
      return error;
  }
}
