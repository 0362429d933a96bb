// Preloaded into a worker process in place of a graphics card that is lost: from the moment that the worker is ready,
// every run on WebGPU fails, and the process lives on.
const { InferenceSession } = require('onnxruntime-common');

let isReady = false;
const send = process.send?.bind(process);
if (send) {
  process.send = (/** @type {any[]} */ messages) => {
    if (messages.some(({ kind }) => kind === 'ready')) isReady = true;
    return send(messages);
  };
}

/** @type {any} */
const sessions = InferenceSession;
const create = sessions.create.bind(sessions);
sessions.create = async (/** @type {string} */ path, /** @type {any} */ options) => {
  const session = await create(path, options);
  const run = session.run.bind(session);
  const isOnGpu = options.executionProviders.includes('webgpu');
  session.run = (/** @type {unknown} */ feeds) =>
    isReady && isOnGpu ? Promise.reject(new Error('the device was lost')) : run(feeds);
  return session;
};
