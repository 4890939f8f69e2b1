// A ticket filled in on the phone, judged as the server will judge it: which level holds, what is in the way. No page.
import * as clock from "/static/field/clock.js";

const DAY = 86_400_000, BUSY = ["open", "paused", "watched"];
const pad = (number) => String(number).padStart(2, "0");
export const dayOf = (when) => { const on = new Date(when); return `${on.getFullYear()}-${pad(on.getMonth() + 1)}-${pad(on.getDate())}`; };
// The local date and time as inputs have it.
export const local = (when) => { const on = new Date(when); return `${dayOf(on)}T${pad(on.getHours())}:${pad(on.getMinutes())}`; };
export const dayWords = (iso) => { const [, month, day] = iso.split("-").map(Number); return `${month}月${day}日（周${"日一二三四五六"[new Date(`${iso}T12:00`).getDay()]}）`; };
export function span({ begins_at: begins, ends_at: ends }) {
  const told = (when) => { const on = new Date(when); return `${on.getMonth() + 1}月${on.getDate()}日 ${local(on).slice(11)}`; };
  return `${told(begins)} 至 ${dayOf(begins) === dayOf(ends) ? local(ends).slice(11) : told(ends)}`;
}
// The local dates a ticket touches; an end at midnight does not touch the next day.
function daysOf({ begins_at: begins, ends_at: ends }) {
  const days = [], last = dayOf(new Date(ends) - 1);
  for (let noon = +new Date(`${dayOf(begins)}T12:00`); dayOf(noon) <= last && days.length <= 40; noon += DAY) days.push(dayOf(noon));
  return days;
}

export function kindOf(place, blanks, work) {
  const kinds = blanks.tables[place.profile], [code, level] = (work || "").split(":");
  const kind = kinds.find((one) => one.code === code) ?? kinds[0];
  return [kind, kind.levels.find((one) => one.code === level) ?? kind.levels[0]];
}
// The level in force and why it was raised (GB 30871-2022 5.1.1, 5.2.15).
export function inForce(facts, place, blanks) {
  const [kind, own] = kindOf(place, blanks, facts.work), raised = place.profile === "gb30871" && kind.code === "hot_work" ? reasons(facts, blanks) : [];
  return [kind, raised.length ? kind.levels[Math.max(0, kind.levels.indexOf(own) - 1)] : own, raised];
}
function reasons(facts, { raise, rest }) {
  const { from, to } = raise.night, begins = new Date(facts.begins_at), dusk = new Date(begins);
  dusk.setHours(from, 0, 0, 0);
  const found = daysOf(facts).filter((one) => rest[one]).map((one) => `${dayWords(one)}是${rest[one]}`);
  if (begins.getHours() >= from || begins.getHours() < to || new Date(facts.ends_at) > dusk) found.push(`含夜间（${from}:00 至次日 ${to}:00）`);
  if (facts.outdoors && Number(facts.wind) >= raise.wind) found.push(`露天、风力 ${facts.wind} 级`);
  if (facts.special_case) found.push(`特殊情况：${facts.special_case}`);
  return found;
}

// Why nobody may work by any of a person's cards on all these days; "" where they may.
export function uncarded([, , cards], kind, days) {
  const rows = cards.filter(([code]) => kind.certificates.includes(code));
  if (!kind.certificates.length || days.every((on) => rows.some(([, from, until, refuted, off]) => !refuted && from <= on && on <= until && !(off && off <= on)))) return "";
  if (!rows.length) return "没有登记这一类的特种作业操作证";
  const [, from, until, refuted, , away] = [...rows].sort((a, b) => (a[2] < b[2] ? 1 : -1))[0];
  return refuted || (days[0] < from ? `${dayWords(from)} 才生效` : days.at(-1) > until ? `${dayWords(until)} 到期或应复审` : away);
}

// Why somebody of a contractor is not under contract on all these days; "" where they are, for one's own people and where none is on file.
function unbound([, , , , rows = []], days) {
  const day = rows.length && days.find((on) => !rows.some(([from, until]) => from <= on && on <= until));
  if (!day) return "";
  const [, until, before, after] = rows[0];
  return day > until ? after : before;
}

// The ticket in the shape the server tells it in.
export function made(id, facts, { place, blanks, others = [], number = "（送到后编号）" }) {
  const [kind, level, raised] = inForce(facts, place, blanks), who = (pk) => place.people.find(([one]) => one === pk);
  const ticket = {
    id, number, work: `${kind.label} ${level.label}`, raised, place_id: place.id, place: place.name, where: facts.place_words, content: facts.content,
    span: span(facts), begins_at: new Date(facts.begins_at).toISOString(), ends_at: new Date(facts.ends_at).toISOString(), state: "drafted",
    worker: who(facts.worker)?.[1] ?? "", guardian: who(facts.guardian)?.[1] ?? "", guardian_id: facts.guardian, worker_id: facts.worker,
    sets: place.sets.filter(([one]) => facts.equipment.includes(one)).map(([, words]) => words), approver: level.approver,
    measures: measures(kind, level, place, blanks), gas: kind.gas, gas_sometimes: kind.gas_sometimes, tests: {}, clock: level.clock, paused_at: "", done_at: "",
    why_not: whyNot(facts, kind, level, place),
  };
  return { ...ticket, gates: gates(ticket, facts, [kind, level], place, blanks, others) };
}
function measures(kind, level, place, { crowded }) {
  const listed = kind.measures.filter((one) => !one.only.length || one.only.includes(level.code));
  return [...listed, ...(place.crowded && kind.code === "hot_work" ? crowded.measures : []), ...place.own].map((one) => ({ ...one }));
}
function whyNot({ worker, guardian }, kind, level, { me, approves }) {
  const working = me !== "" && me === worker, watching = me !== "" && me === guardian;
  return {
    tick: working ? "作业人不能自己确认安全措施，由监护人或其他人到现场确认。" : "",
    approve: !approves.includes(level.by) ? `${kind.label}${level.label}由${level.approver}到现场批准。` : working || watching ? "作业人、监护人不能批准自己的作业票。" : "",
    close: working ? "作业人不能自己验收，由监护人或负责人看守后验收。" : "",
    gas: "", pause: "", resume: "", finish: "", stop: "", call_off: "",
  };
}

// What keeps it from being approved beside what is done on site; the way out is to call it off and fill in another.
function gates(ticket, facts, [kind, level], place, blanks, others) {
  const listed = [], days = daysOf(facts), last = days.at(-1);
  const worker = place.people.find(([pk]) => pk === facts.worker), beside = others.filter((one) => one.id !== ticket.id && one.place_id === place.id && crosses(one, ticket));
  if (level.hours && (new Date(facts.ends_at) - new Date(facts.begins_at)) / 3600_000 > level.hours) listed.push(`${kind.label}${level.label}${level.label.endsWith("票") ? "" : "的票"}最长 ${level.longest}（${level.source}）`);
  if (level.within.length) {
    const named = others.find((one) => one.number === (facts.related ?? "").trim() && one.place_id === place.id && level.within.some((label) => one.work.startsWith(label)));
    if (!named) listed.push(`没有写明配合哪张${level.within.join("、")}票，或那张票已经结束（${level.source}）`);
    else if (new Date(ticket.begins_at) < new Date(named.begins_at) || new Date(ticket.ends_at) > new Date(named.ends_at)) listed.push(`${kind.label}的时间超出了 ${named.number} 的时间（${level.source}）`);
  }
  const busy = beside.filter((one) => BUSY.includes(one.state)), watched = busy.find((one) => one.guardian_id === facts.worker);
  if (watched) listed.push(`${ticket.worker}同一时间还在 ${watched.number} 监护，监护人不能离开去作业`);
  const why = worker && uncarded(worker, kind, days);
  if (why) listed.push(`${worker[1]}没有作业期间有效的${kind.cards}证：${why}`);
  for (const [pk, , , lacking] of place.people) if (lacking && [facts.worker, facts.guardian].includes(pk)) listed.push(lacking);
  listed.push(...place.people.filter(([pk]) => [facts.worker, facts.guardian].includes(pk)).map((one) => unbound(one, days)).filter(Boolean));
  if (kind.equipment && !facts.equipment.length) listed.push("没有选用哪台设备");
  for (const [, words, until] of place.sets.filter(([pk]) => facts.equipment.includes(pk))) if (until < last) listed.push(`${words}不能用：检查已过期（${dayWords(until)} 到期）`);
  const other = busy.find((one) => [one.guardian_id, one.worker_id].includes(facts.guardian));
  if (other) listed.push(`${ticket.guardian}同一时间还在 ${other.number} ${other.guardian_id === facts.guardian ? "监护" : "作业"}，不能同时看两处`);
  listed.push(...weather(facts, kind, place, blanks.raise.wind), ...hours(facts, kind, place, blanks.crowded));
  for (const one of beside.filter((row) => samePlace(row.where, facts.place_words) && !facts.coordinator)) listed.push(`同一地点、同一时间还有 ${one.number}（${one.work}，${one.where}）`);
  for (const [where, words] of place.hazards) if (!where || samePlace(where, facts.place_words)) listed.push(`作业地点有没销号的重大隐患 ${words}`);
  return listed;
}
function crosses(one, other) {
  const over = BUSY.includes(one.state) && new Date(one.ends_at) <= clock.now();
  return ["drafted", ...BUSY].includes(one.state) && (over || (new Date(one.begins_at) < new Date(other.ends_at) && new Date(one.ends_at) > new Date(other.begins_at)));
}
function samePlace(one, other) {
  const [first, second] = [one, other].map((words) => words.replace(/\s+/g, ""));
  return Boolean(first && second) && (first.includes(second) || second.includes(first));
}
function weather({ outdoors, wind, unavoidable }, kind, { profile }, limit) {
  if (kind.code !== "hot_work" || !outdoors) return [];
  if (wind === "") return ["露天动火没有填风力"];
  return Number(wind) >= limit && (profile === "light" || !unavoidable) ? [`风力 ${wind} 级，${limit} 级以上不得露天动火`] : [];
}
function hours(facts, kind, { crowded }, { source }) {
  if (!crowded || kind.code !== "hot_work") return [];
  if (!facts.opens || !facts.shuts) return ["人员密集场所没有填营业时间"];
  return inOpeningHours(facts) ? [`人员密集场所营业期间（${facts.opens} 至 ${facts.shuts}）不得动火（${source}）`] : [];
}
// 18:00 to 02:00 counts into the next day.
function inOpeningHours({ begins_at: begins, ends_at: ends, opens, shuts }) {
  const from = new Date(begins), to = new Date(ends);
  for (let noon = +new Date(`${dayOf(begins)}T12:00`) - DAY; noon < +to + DAY; noon += DAY) {
    const start = new Date(`${dayOf(noon)}T${opens}`), end = new Date(`${dayOf(shuts <= opens ? noon + DAY : noon)}T${shuts}`);
    if (from < end && to > start) return true;
  }
  return false;
}
