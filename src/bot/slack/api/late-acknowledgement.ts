import type { App, Receiver, ReceiverEvent } from '@slack/bolt';

/**
 * Acknowledges an event after its listeners have returned, and not when one of them threw. Bolt acknowledges an event
 * before any listener runs, so an event that is not stored yet would be lost if the process died.
 */
export function acknowledgingAfterListeners(receiver: Receiver): Receiver {
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
