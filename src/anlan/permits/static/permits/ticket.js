// A permit on the phone, as plain values: what the steps taken here make of it, what is in the way, what the clocks say. No page.
const MINUTE = 60_000;
const TO = { approve: "open", pause: "paused", resume: "open", finish: "watched", stop: "stopped", close: "closed", call_off: "void" };
export const STATES = { drafted: "待批准", open: "作业中", paused: "中断", watched: "看守中", stopped: "已叫停", closed: "已验收", void: "已取消" };
export const time = (iso) => new Date(iso).toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit" });
const since = (iso, now) => (now - new Date(iso)) / MINUTE;

// What the server told, with what was done here since laid over it, in its order.
export function after(told, deeds, limits) {
  const made = { ...told, measures: told.measures.map((one) => ({ ...one })), tests: { ...told.tests } };
  for (const deed of deeds) apply(made, deed, limits);
  return made;
}
function apply(made, { name, args, at }, limits) {
  if (name === "permits.tick") {
    const one = made.measures.find((measure) => measure.code === args.code);
    if (one) one.done ||= `${args.concerns === false ? "不涉及" : "已确认"} ${time(at)}`;
  } else if (name === "permits.record_gas") {
    const problem = verdict(limits, args.gas, args.lel, args.reading);
    made.tests[args.gas] = { at, reading: args.reading, problem };
    if (problem && ["open", "paused"].includes(made.state)) made.state = "stopped";
  } else {
    const step = name === "permits.approve" ? "approve" : args.step;
    made.state = TO[step] ?? made.state;
    if (step === "pause") made.paused_at = at;
    if (step === "finish") made.done_at = at;
  }
}

// Why a reading is not good enough, as the server will say it too; "" where it is (GB 30871-2022 5.3.2).
export function verdict(limits, gas, lel, reading) {
  const row = limits[gas], read = Number(reading);
  if (gas === "oxygen") return read >= row.least && read <= row.most ? "" : `氧含量 ${read}% 不在 ${row.least}%～${row.most}% 之内`;
  if (gas === "rich_oxygen") return read <= row.most ? "" : `富氧设备内氧含量 ${read}% 超过 ${row.most}%`;
  const wide = lel !== "" && lel != null && Number(lel) >= row.wide.lel_from, most = wide ? row.wide.most : row.narrow.most;
  return read <= most ? "" : `${row.label} ${read}% 超过 ${most}%`;
}

export const unconfirmed = (one) => one.measures.filter((measure) => !measure.done);

// Why the gas tests do not let work begin now; "" where they do.
export function untested(one, now) {
  for (const [gas, label] of one.gas) {
    const test = one.tests[gas];
    if (!test) return `还没有做${label}分析`;
    if (test.problem) return test.problem;
    if (one.clock.before != null && since(test.at, now) > one.clock.before) return `${label}取样已过 ${Math.floor(since(test.at, now))} 分钟，超过 ${one.clock.before} 分钟，要重新取样`;
  }
  return Object.values(one.tests).find((test) => test.problem)?.problem ?? "";
}

// All that keeps it from being approved: what the server found, then what is done on site.
export function shut(one, now) {
  const left = unconfirmed(one).length, listed = [...one.gates];
  if (new Date(one.ends_at) <= now) listed.push("作业时间已经过去");
  if (untested(one, now)) listed.push(untested(one, now));
  if (left) listed.push(`安全措施还有 ${left} 条没有现场确认`);
  return listed;
}

// Why open work must stop this minute; "" where it may go on.
export function halted(one, now) {
  if (["open", "paused"].includes(one.state) && new Date(one.ends_at) <= now) return "时间已到，作业票自动失效";
  if (one.state !== "open") return "";
  if (one.unfit) return one.unfit;
  const tests = Object.values(one.tests);
  const bad = tests.find((test) => test.problem);
  if (bad) return bad.problem;
  if (one.clock.daily && tests.some((test) => new Date(test.at).toDateString() !== now.toDateString())) return "每日作业前要重新做气体分析";
  return one.clock.log && tests.some((test) => since(test.at, now) > one.clock.log) ? `超过 ${one.clock.log} 分钟没有气体检测记录` : "";
}

// Why paused work may not go on yet.
export function held(one, now) {
  if (new Date(one.ends_at) <= now) return "时间已到，要继续干请另办一张";
  if (one.unfit) return one.unfit;
  const long = one.clock.redo && one.paused_at && since(one.paused_at, now) > one.clock.redo;
  return long ? untested(one, now) : "";
}

export const watchedUntil = (one, minutes) => (one.done_at ? new Date(new Date(one.done_at).getTime() + minutes * MINUTE) : null);

export function left(one, now) {
  const minutes = Math.floor((new Date(one.ends_at) - now) / MINUTE);
  return minutes <= 0 ? "已到期" : minutes < 60 ? `还剩 ${minutes} 分钟` : `还剩 ${Math.floor(minutes / 60)} 小时 ${minutes % 60} 分钟`;
}
