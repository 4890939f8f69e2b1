// IndexedDB, as little of it as is needed: sealed values under readable keys, several written in one transaction or none.
const NAME = "anlan-field", STORE = "things";
let opening;

function base() {
  opening ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => { opening = null; reject(asked.error); };
  });
  return opening;
}
const within = (prefix) => IDBKeyRange.bound(prefix, prefix + "\uffff");
const answered = (asked) => new Promise((resolve, reject) => {
  asked.onsuccess = () => resolve(asked.result);
  asked.onerror = () => reject(asked.error);
});
async function store(mode) {
  return (await base()).transaction(STORE, mode, mode === "readwrite" ? { durability: "strict" } : {}).objectStore(STORE);
}

export const get = async (key) => answered((await store("readonly")).get(key));
export const keys = async (prefix) => answered((await store("readonly")).getAllKeys(within(prefix)));
export const count = async (prefix) => answered((await store("readonly")).count(within(prefix)));
export async function all(prefix) {
  const things = await store("readonly"), range = within(prefix);
  const [names, values] = await Promise.all([answered(things.getAllKeys(range)), answered(things.getAll(range))]);
  return names.map((name, place) => [name, values[place]]);
}

// Leaves nothing behind: another person takes the phone, or the PIN is forgotten and nothing is unsent.
export const clear = async () => answered((await store("readwrite")).clear());

// Writes all of `puts` ([key, value]) and removes all of `gone`, or nothing. A key ending in "/+" gets the next number.
export async function write(puts, gone = []) {
  const things = await store("readwrite"), transaction = things.transaction;
  const done = new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
  for (const key of gone) things.delete(key);
  const numbered = puts.filter(([key]) => key.endsWith("/+"));
  for (const [key, value] of puts) if (!key.endsWith("/+")) things.put(value, key);
  if (numbered.length) {
    const prefix = numbered[0][0].slice(0, -1);
    things.openKeyCursor(within(prefix), "prev").onsuccess = (event) => {
      let last = Number(event.target.result?.key.slice(prefix.length) ?? 0);
      for (const [, value] of numbered) things.put(value, prefix + String(++last).padStart(12, "0"));
    };
  }
  await done;
}
