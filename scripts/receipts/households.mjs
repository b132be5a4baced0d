// Picks households that differ out of a generated register, and changes some where no generated one is odd enough.
// Usage: node households.mjs REGISTER.csv FIRST.csv CORRECTED.csv; prints a line "name account" for each household.
// Not here: making the receipts (see receipts.sh).
import fs from "node:fs";

const [, , source, first, corrected] = process.argv;

/** A line of a register into its fields: `;`, quotes doubled. */
function fields(line) {
  const found = [];
  for (const match of line.matchAll(/(?:^|;)(?:"((?:[^"]|"")*)"|([^;]*))/g)) {
    found.push(match[1] === undefined ? match[2] : match[1].replaceAll('""', '"'));
  }
  return found;
}
const quoted = (text) => (/[";\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const [header, ...lines] = fs.readFileSync(source, "utf8").trimEnd().split("\n");
const columns = header.split(";");
const rows = lines.map((line) => Object.fromEntries(fields(line).map((value, place) => [columns[place], value])));
const kopecks = (text) => Math.round(Number(text) * 100);
const roubles = (sum) => (sum / 100).toFixed(2);

/** Enters sums into a line so that it adds up. */
function change(row, sums) {
  Object.assign(row, Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, roubles(sum)])));
  const of = (name) => kopecks(row[name]);
  const total = of("opening") + of("charged") + of("recalculation") - of("benefit") + of("penalty") - of("paid");
  row.total = roubles(total);
}

const households = new Map();
for (const row of rows) households.set(row.account, [...(households.get(row.account) ?? []), row]);
const suppliers = (household) => new Set(household.map((row) => row.supplier_inn)).size;
const total = (household) => household.reduce((sum, row) => sum + kopecks(row.total), 0);
const count = (household, is) => household.filter(is).length;

const [taken, streets] = [new Set(), new Set()];
/** The first household that is as wanted and has no role yet, if possible in a street that has none either. */
function pick(name, wanted) {
  const fitting = [...households].filter(([account, household]) => !taken.has(account) && wanted(household));
  const found = fitting.find(([, household]) => !streets.has(household[0].street)) ?? fitting[0];
  if (!found) throw new Error(`the town has no household for "${name}"`);
  const [account, household] = found;
  taken.add(account);
  streets.add(household[0].street);
  console.log(`${name} ${account}`);
  return household;
}

const owes = (household) => household.every((row) => kopecks(row.total) > 0);
const plain = (household) => owes(household) && household.every((row) => !row.instalment && !kopecks(row.recalculation));

const one = pick("one-supplier", plain);
pick("three-suppliers", (household) => suppliers(household) === 3 && household.length === 3 && owes(household));
pick("five-suppliers", (household) => suppliers(household) === 5 && owes(household));
pick("meters", (household) => plain(household) && household.some((row) => row.meter && row.service.startsWith("Горяч")));
pick("instalment", (household) => owes(household) && household.some((row) => row.instalment));
pick("recalculation", (household) => owes(household) && count(household, (row) => row.recalculation_reason) >= 2);
pick("advance", (household) => total(household) < 0 && household.some((row) => kopecks(row.total) > 0));
const wrong = pick("corrected", (household) => plain(household) && household.some((row) => row.service === "Отопление"));
const office = pick("long-holder", plain);
pick("paper-part", (household) => plain(household) && suppliers(household) >= 4);
pick("preview", plain);
const many = pick("two-pages", (household) => suppliers(household) === 5 && plain(household));

for (const row of one.slice(1)) if (row.supplier_inn !== one[0].supplier_inn) rows.splice(rows.indexOf(row), 1);
for (const row of office) {
  row.holder =
    "Федеральное государственное бюджетное образовательное учреждение высшего образования «Хакасский государственный " +
    "университет имени Н. Ф. Катанова», общежитие для иногородних студентов № 4 (вселение по договору найма)";
}
// A household with many small services of its managing company, as some towns bill them.
const upkeep = many.find((row) => row.service.startsWith("Содержание"));
const extra = ["Домофон", "Видеонаблюдение", "Антенна", "Шлагбаум", "Охрана", "Вывоз снега", "Кладовая", "Парковка",
  "Обслуживание лифта", "Уборка подъезда", "Уборка двора", "Консьерж", "Обслуживание котельной", "Дератизация",
  "Обслуживание газового оборудования", "Озеленение", "Электроэнергия на общедомовые нужды",
  "Холодная вода на общедомовые нужды", "Горячая вода на общедомовые нужды", "Водоотведение на общедомовые нужды",
  "Вознаграждение председателя совета дома", "Взнос в резервный фонд", "Обслуживание индивидуального теплового пункта",
  "Поверка общедомовых приборов учёта", "Страхование общего имущества"];
const details = ["method", "meter", "reading_before", "reading_now", "norm", "house_reading", "house_volume"];
const added = extra.map((service, place) => {
  const row = { ...upkeep, service, unit: "кв.", volume: "1" };
  for (const name of details) row[name] = "";
  const price = 4000 + 1370 * place;
  row.tariff = roubles(price);
  change(row, { opening: price, charged: price, recalculation: 0, benefit: 0, penalty: 0, paid: price });
  return row;
});
rows.splice(rows.indexOf(upkeep) + 1, 0, ...added);

const write = (path) => {
  const text = rows.map((row) => columns.map((column) => quoted(row[column])).join(";"));
  fs.writeFileSync(path, [header, ...text, ""].join("\n"));
};
write(first);
// What the supplier found out afterwards: three days without heating.
const heating = wrong.find((row) => row.service === "Отопление");
change(heating, { recalculation: -Math.round(kopecks(heating.charged) / 10) });
heating.recalculation_reason = "Перерыв в подаче сверх допустимого";
write(corrected);
