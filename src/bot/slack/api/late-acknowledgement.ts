import type { App, Receiver, ReceiverEvent } from '@slack/bolt';

/**
 * Acknowledges events when their listeners have returned, and not where one of them threw. Bolt would acknowledge an
 * event before any listener sees it, so that one that was not written down yet would be lost with the process.
 */
export function acknowledgingLate(receiver: Receiver): Receiver {
  return {
    init: (app) => receiver.init(withLateAcknowledgement(app)),
    start: (...args) => receiver.start(...args),
    stop: (...args) => receiver.stop(...args),
  };
}

const withLateAcknowledgement = (app: App): App =>
  Object.create(app, {
    processEvent: {
      value: async (event: ReceiverEvent): Promise<void> => {
        if (event.body.type !== 'event_callback') return app.processEvent(event);
        let isDue = false;
        const ack = async () => {
          isDue = true;
        };
        await app.processEvent({ ...event, ack });
        if (isDue) await event.ack();
      },
    },
  });
