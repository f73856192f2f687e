// Where things stand on the map, without a browser.
import assert from "node:assert/strict";
import { test } from "node:test";
import { beside, labelAt, middleOf, project } from "../../www/map-layout.js";

test("the projection, its middle, and labels that keep apart", () => {
  const near = ([x, y], [a, b]) => assert.ok(Math.hypot(x - a, y - b) < 0.1, `${x} ${y}`);
  near(project(0, 0), [0, 0]);
  near(project(180, 0), [270.7, 0]);
  near(project(0, 90), [0, -131.7]);
  assert.equal(middleOf([10, 20]), 15);
  assert.equal(Math.abs(middleOf([170, -170])), 180);
  assert.equal(middleOf([]), 0);
  assert.equal(beside(-170, 170), 20);
  const taken = [];
  for (let i = 0; i < 10; i += 1) {
    const box = labelAt([200, 100], { width: 80, height: 26 }, taken, { width: 390, height: 250 });
    assert.ok(box && taken.every((b) => box.x + 80 <= b.x || b.x + 80 <= box.x || box.y + 26 <= b.y || b.y + 26 <= box.y));
    taken.push(box);
  }
});
