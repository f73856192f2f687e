// Who and where in words, without a browser.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { countryName, flag } from "../../www/countries.js";
import { caption, groups, kindWords, partWords, placeLinks, profiles, sectorName } from "../../www/profiles.js";
import * as say from "../../www/wording.js";
import { WHO } from "./fixture.mjs";

test("every country of the engine's has a name, and a flag if it is there today", async () => {
  const table = await readFile(new URL("../../data/countries.tsv", import.meta.url), "utf8");
  const codes = new Set([...table.matchAll(/^([A-Z]{3})\+?\t/gm)].map(([, code]) => code));
  assert.ok(codes.size > 240);
  for (const code of codes) {
    const past = ["CSK", "DDR", "SCG", "SUN", "YMD", "YUG"].includes(code);
    if (past) assert.equal(flag(code), null);
    else assert.match(flag(code) ?? code, /^\p{RI}\p{RI}$/u);
    assert.notEqual(countryName(code), code);
  }
});

test("codes to flags and names", () => {
  const cases = [["PRK", "🇰🇵", "North Korea"], ["KOR", "🇰🇷", "South Korea"], ["XKX", "🇽🇰", "Kosovo"], ["ZZZ", null, "ZZZ"], ["", null, ""]];
  for (const [code, picture, name] of cases) assert.deepEqual([flag(code), countryName(code)], [picture, name], code);
  assert.equal(sectorName("GOV"), "government");
  assert.equal(sectorName("ZZZ"), "ZZZ");
});

test("groups by type, most mentioned first, unnamed ones apart", () => {
  const { named, unnamed } = groups(profiles(WHO.report));
  const names = (list) => list.map(({ entity }) => entity.name);
  assert.deepEqual(named.map((group) => [group.name, ...names(group.profiles)]), [
    ["People", "Rufus T. Firefly"],
    ["Organisations", "a rocket", "Freedonia", "the border", "two men"],
    ["Places", "Ruritania", "Lake Varn"],
  ]);
  assert.deepEqual(names(unnamed), ["troops", "A gunman"]);
  const one = (type) => groups(profiles({ events: [], entities: [{ id: "e1", name: "X", type, named: true, mentions: [] }] })).named[0].name;
  const cases = { people: "People", facility: "Places", weapon: "Other named things", law: "Other named things", other: "Other named things" };
  for (const [type, group] of Object.entries(cases)) assert.equal(one(type), group, type);
  assert.deepEqual(groups(new Map()), { named: [], unnamed: [] });
});

test("mentions in the text's order, and the parts in events", () => {
  const all = profiles(WHO.report);
  const of = (name) => [...all.values()].find(({ entity }) => entity.name === name);
  const { mentions } = of("Ruritania");
  assert.deepEqual(mentions.map(({ kind }) => kind), ["name", "name", "pronoun", "nominal"]);
  assert.equal(kindWords(mentions), "2 names, 1 description, 1 pronoun");
  // The report's own order is left alone.
  assert.equal(WHO.report.entities.find(({ name }) => name === "Ruritania").mentions[1].kind, "pronoun");
  const cases = [
    ["Ruritania", "in 1 event: who"],
    ["two men", "in 2 events: whom 2"],
    // The place of an event is its argument too, and counts once.
    ["Lake Varn", "in 1 event: where"],
    ["Rufus T. Firefly", "in 1 event: says"],
  ];
  for (const [name, expected] of cases) assert.equal(partWords(of(name)), expected, name);
  assert.equal(partWords({ roles: [], events: 0 }), "");
});

test("a title, or the type where the group does not tell", () => {
  const cases = [
    [{ type: "person" }, ""], [{ type: "person", title: "Minister" }, "Minister"], [{ type: "facility" }, "facility"], [{ type: "people" }, "group of people"],
    [{ type: "person", name: "unnamed presidential official", title: "presidential official" }, ""],
  ];
  for (const [entity, expected] of cases) assert.equal(caption({ name: "Jane Doe", ...entity }), expected);
});

test("places in words and as links", () => {
  const dallas = { lat: 32.78306, lon: -96.80667, kind: "city", geonames: 4684888, containedIn: ["Texas", "United States"] };
  assert.equal(say.placeKind(dallas), "city in Texas, United States");
  assert.equal(say.coordinates(dallas), "32.8° N 96.8° W");
  assert.deepEqual(placeLinks(dallas).map(({ url }) => url), [
    "https://www.openstreetmap.org/?mlat=32.7831&mlon=-96.8067#map=11/32.7831/-96.8067", "https://www.geonames.org/4684888",
  ]);
  const sea = { lat: -40, lon: 135, kind: "water" };
  assert.equal(say.placeKind(sea), "body of water");
  assert.equal(say.coordinates(sea), "40.0° S 135.0° E");
  assert.equal(placeLinks(sea).length, 1);
});
