// What other rooms add to the phone: a module each, with `screens` by their address and `home(part)` for the first screen.
import { toast } from "./parts.js";

const loaded = new Map();

// A room that does not load takes nothing of the others with it.
export async function load() {
  for (const [room, address] of Object.entries(JSON.parse(document.body.dataset.rooms || "{}"))) {
    try { loaded.set(room, await import(address)); } catch (error) {
      console.error(room, error);
      toast("手机里有一部分页面没有加载，请联网后重新打开本页。", "bad");
    }
  }
}
// How a room's own action that came back is put right: (row, args, resend) => [elements].
export const correction = (name) => [...loaded.values()].map((room) => room.corrections?.[name]).find(Boolean);
// Whether nothing of its thread can be done without this action of a room.
export const begins = (name) => [...loaded.values()].some((room) => room.beginnings?.includes(name));
export const screen = (name) => [...loaded.values()].map((room) => room.screens?.[name]).find(Boolean);
// Receipts came: a room may note what became of its own.
export async function received(done) { for (const room of loaded.values()) await room.received?.(done); }
// Rooms whose part of the day this person has.
export async function home({ rooms = {} }) {
  const mine = [...loaded].filter(([room, { home: shown }]) => shown && room in rooms);
  return (await Promise.all(mine.map(([room, { home: shown }]) => shown(rooms[room])))).flat();
}
