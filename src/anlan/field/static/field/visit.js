// A visit on the phone, as plain values: what an answer or a finding makes of it, what is still missing. No storage, no page.
export function begun(id, { enterprise, kind, list, items, leader, companions, purpose }) {
  return { id, enterprise, kind, list, items, leader, companions, purpose, answers: {}, found: [], signed: [], at: 0, state: "open", touched: new Date().toISOString() };
}
// One that another phone or a page began, as the day's bundle tells it.
export function taken(told, items) {
  return {
    id: told.id, enterprise: told.enterprise, kind: told.kind, list: told.list, items, purpose: "",
    leader: { id: told.led_by[0], name: told.led_by[1] }, at: 0, state: "open", elsewhere: true, touched: told.begun_at, ...together(told),
  };
}
// What all phones and pages together made of it, as the server tells it; where one stands on this phone is its own.
function together(told) {
  return {
    companions: told.companions.map(([name, position, user]) => ({ name, position, user })), answers: told.answers, clashes: told.clashes,
    found: told.found.map(([item, hazard, words, how, photos]) => ({ item, hazard, words, how, photos })),
    signed: told.signed.map(([role, name, holds]) => ({ role, name, stale: !holds })),
  };
}
// With something unsent only the clashes are news: the rest would be older than what stands here.
export function met(visit, told, { unsent }) {
  const { clashes, ...rest } = together(told);
  return { ...visit, clashes, ...(unsent ? {} : rest) };
}
export const facts = ({ companions, answers, clashes = {}, found, signed }) => JSON.stringify([companions, Object.entries(answers).sort(), clashes, found, signed]);
export const key = (item) => String(item.criterion);
export const foundAt = (visit, item) => visit.found.filter((one) => one.item === item);
export const isWrong = (visit, item) => visit.answers[item]?.value === "no";
export const lacksHazard = (visit, item) => isWrong(visit, item) && !foundAt(visit, item).length;
export function lacksPhoto(visit, item) {
  const answer = visit.answers[item];
  return isWrong(visit, item) && !answer.photos.length && !foundAt(visit, item).some((one) => one.photos.length);
}
const numbers = (visit, test) => visit.items.map((item, place) => (test(key(item)) ? place : -1)).filter((place) => place >= 0);
export function counters(visit) {
  return {
    unanswered: numbers(visit, (item) => !visit.answers[item]),
    wrong: numbers(visit, (item) => isWrong(visit, item)),
    hazardless: numbers(visit, (item) => lacksHazard(visit, item)),
    photoless: numbers(visit, (item) => lacksPhoto(visit, item)),
    clashing: numbers(visit, (item) => visit.clashes?.[item]?.length),
  };
}
// Every answer this phone knows of to an item, by its id: what is given in knowledge of all replaces all.
export function seenOf(visit, item) {
  const versions = (visit.clashes?.[item] ?? []).map(([id]) => id);
  return versions.length ? versions.join(" ") : visit.answers[item]?.seen ?? "";
}
// The next question without an answer, going on from the top at the end; -1 when all are answered.
export function nextAfter(visit, place) {
  const { unanswered } = counters(visit);
  return unanswered.find((one) => one > place) ?? unanswered[0] ?? -1;
}
// Every change after a signature asks for the signature again, as the server will.
const changed = (visit) => ({ ...visit, touched: new Date().toISOString(), signed: visit.signed.map((one) => ({ ...one, stale: true })) });

export function answered(visit, item, { value, note = "", photos = [], id }) {
  const before = visit.answers[item];
  const answer = { value, note, photos: [...(before?.photos ?? []), ...photos], seen: id };
  const { [item]: settled, ...clashes } = visit.clashes ?? {};
  return changed({ ...visit, clashes, answers: { ...visit.answers, [item]: answer } });
}
export const withFound = (visit, found) => changed({ ...visit, found: [...visit.found, found] });
export const withSigned = (visit, one) => ({ ...visit, signed: [...visit.signed, one], touched: new Date().toISOString() });
export const signs = (visit, role, name) => visit.signed.some((one) => !one.stale && one.role === role && (!name || one.name === name));

// What finishing still waits for, in words, each with where it is mended.
export function gaps(visit, { enterpriseSigns }) {
  const { unanswered, hazardless, photoless, clashing } = counters(visit), listed = [];
  if (clashing.length) listed.push({ words: `有 ${clashing.length} 项两部手机填得不一样，请带队人${visit.leader.name}看过后重新作答`, at: clashing[0], blocks: true });
  if (unanswered.length) listed.push({ words: `有 ${unanswered.length} 项没有回答`, at: unanswered[0], blocks: true });
  if (hazardless.length) listed.push({ words: `有 ${hazardless.length} 项不合格还没有登记隐患`, at: hazardless[0], blocks: true });
  if (photoless.length) listed.push({ words: `有 ${photoless.length} 项不合格没有照片`, at: photoless[0], blocks: false });
  if (!signs(visit, "inspector")) listed.push({ words: `带队人${visit.leader.name}还没有签名`, sign: "inspector", blocks: true });
  if (enterpriseSigns && !signs(visit, "enterprise") && !signs(visit, "refused")) listed.push({ words: "被检查单位还没有签名", sign: "enterprise", blocks: true });
  return listed;
}
// Working days from a day on: Saturdays and Sundays are left out; holidays the server knows, so this only suggests.
export function workingDays(from, days) {
  const day = new Date(from);
  for (let left = days; left > 0;) { day.setDate(day.getDate() + 1); if (day.getDay() % 6) left--; }
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, "0")}-${String(day.getDate()).padStart(2, "0")}`;
}
// Open hazards of the place that may be the same: the same criterion, else two characters in three alike.
export function alike(hazards, item, words) {
  const pairs = (text) => new Set([...text].slice(0, -1).map((_, i) => text.slice(i, i + 2)));
  const wanted = pairs(words);
  const likeness = (one) => {
    const had = pairs(one.words), shared = [...had].filter((pair) => wanted.has(pair)).length;
    return item && one.criterion === item ? 2 : had.size && wanted.size ? shared / Math.min(had.size, wanted.size) : 0;
  };
  return hazards.map((one) => [likeness(one), one]).filter(([rate]) => rate >= 0.4).sort((a, b) => b[0] - a[0]).slice(0, 3).map(([, one]) => one);
}
