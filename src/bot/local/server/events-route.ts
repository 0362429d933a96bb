import type { Context } from 'hono';
import type { LocalChannel } from '../channel/channel.ts';
import type { LoggedEvent } from '../channel/event-log.ts';

/** Proxies close connections without traffic. */
const keepAliveMs = 15_000;

/** More events than a resume sends at once. A browser that is so many events behind is disconnected, and resumes. */
const maxUnread = 5_000;

const encoder = new TextEncoder();
const line = ({ id, event }: LoggedEvent): Uint8Array =>
  encoder.encode(`id: ${id}\ndata: ${JSON.stringify(event)}\n\n`);

/** Streams the channel's events as server-sent events. Source: the HTML standard, section 9.2. */
export function streamEvents(c: Context, channel: LocalChannel): Response {
  const after = c.req.header('last-event-id') ?? c.req.query('after');
  let end = () => {};
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const send = (chunk: Uint8Array) => {
          controller.enqueue(chunk);
          if ((controller.desiredSize ?? 0) > -maxUnread) return;
          end();
          controller.close();
        };
        send(encoder.encode('retry: 1000\n\n'));
        const unsubscribe = channel.subscribe(after, (event) => send(line(event)));
        const keepAlive = setInterval(() => send(encoder.encode(': still here\n\n')), keepAliveMs);
        end = () => {
          unsubscribe();
          clearInterval(keepAlive);
        };
      },
      cancel: () => end(),
    },
    { highWaterMark: 0 },
  );
  return c.body(body, 200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Accel-Buffering': 'no', // nginx would buffer the events
  });
}
