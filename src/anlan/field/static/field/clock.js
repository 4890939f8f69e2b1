// What time it is by the server's clock: a phone's own may be wrong, and permits run out by the minute.
import * as db from "./db.js";

const MINUTE = 60_000, WRONG = 2;
let ahead = 0; // how far the server's clock is ahead of this phone's, in milliseconds, as it was measured last

export async function load() { ahead = (await db.get("meta/skew")) ?? 0; }
export function measured(skew) { ahead = skew; }
export const now = () => new Date(Date.now() + ahead);
// A moment this phone wrote down, by the server's clock.
export const moment = (at, skew = ahead) => new Date(+new Date(at) + skew).toISOString();
// What the person reads where the phone's clock is wrong; "" where it is not.
export function warning() {
  const minutes = Math.round(ahead / MINUTE);
  if (Math.abs(minutes) < WRONG) return "";
  const far = Math.abs(minutes), words = far < 120 ? `${far} 分钟` : far < 2880 ? `${Math.round(far / 60)} 小时` : `${Math.round(far / 1440)} 天`;
  return `这部手机的时间${minutes < 0 ? "快" : "慢"}了 ${words}。外勤里的时间都按服务器的算，现在是 ${now().toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit" })}；请在手机设置里打开“自动设置时间”。`;
}
