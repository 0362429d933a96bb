import { startBot } from '../../bench/process.ts';

// Starts a bot as a bench does, says where it is, and waits to be ended.
const bot = await startBot({});
console.log(bot.address);
setInterval(() => {}, 60_000);
