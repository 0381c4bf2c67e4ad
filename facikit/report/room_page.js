// Shows the scene that facikit writes into a file beside this page, looked at twice a second. A page that was opened
// from a folder may not read files, but it may run them: so the file is one call of facikitRoom. All words are set as
// text, never as HTML.
(function () {
  "use strict";
  var LOOK_MS = 500, LOST_MS = 5000, SAME_CLOCK_MS = 3000;
  var file = document.documentElement.getAttribute("data-file");
  var shown = "", beat = null, beats = 0, heard = performance.now(), skew = 0, scene = null, asked = 0;

  function part(id) { return document.getElementById(id); }

  function make(name, kind, words) {
    var element = document.createElement(name);
    if (kind) element.className = kind;
    if (words !== undefined) { element.textContent = words; element.dir = "auto"; }
    return element;
  }

  function clock(seconds) {
    function two(number) { return (number < 10 ? "0" : "") + number; }
    var hours = Math.floor(seconds / 3600), minutes = Math.floor(seconds / 60) % 60;
    var short = two(minutes) + ":" + two(seconds % 60);
    return hours ? hours + ":" + short : short;
  }

  function showTime() {
    var timer = scene && scene.timer, time = part("time");
    if (!timer) { time.textContent = ""; time.className = ""; return; }
    var now = Date.now() + skew;
    var left = timer.state === "running" ? Math.ceil((timer.ends - now) / 1000) : timer.left_s;
    var words = left > 0 ? clock(left) + " left" : "over by " + clock(-left);
    if (timer.state === "ready") words = timer.minutes;
    if (timer.state === "paused") words += ", paused";
    if (time.textContent !== words) time.textContent = words;
    time.className = timer.state === "ready" ? "ready" : left > 0 ? "" : "over";
  }

  function barOf(row, most) {
    var bar = make("div", "bar"), filled = make("span");
    filled.style.width = (most ? Math.min(100, 100 * row.number / most) : 0) + "%";
    bar.appendChild(filled);
    return bar;
  }

  function spreadOf(row) {
    var spread = make("div", "spread");
    var most = Math.max.apply(null, row.parts.map(function (one) { return one.number; }).concat(1));
    row.parts.forEach(function (one) {
      var point = make("div", "point"), tower = make("div", "tower"), filled = make("span");
      filled.style.height = 100 * one.number / most + "%";
      tower.appendChild(filled);
      point.appendChild(tower);
      point.appendChild(make("div", "", String(one.number)));
      spread.appendChild(point);
    });
    return spread;
  }

  function showResult(result) {
    var box = make("section", "result");
    var head = make("h2");
    head.appendChild(make("span", "", result.title));
    if (result.note) head.appendChild(make("span", "note", result.note));
    box.appendChild(head);
    var most = Math.max.apply(null, result.rows.map(function (row) { return row.out_of || row.number; }).concat(1));
    result.rows.forEach(function (row) {
      var line = make("div", "row");
      line.appendChild(make("span", "", row.text));
      if (result.is_scale) {
        line.appendChild(spreadOf(row));
      } else {
        line.appendChild(barOf(row, row.out_of || most));
        line.appendChild(make("span", "number", row.number + (row.out_of ? " of " + row.out_of : "")));
        if (row.parts.length) {
          line.appendChild(make("span", "parts", row.parts.map(function (one) {
            return one.name + ": " + one.number;
          }).join(", ")));
        }
      }
      box.appendChild(line);
    });
    if (result.is_scale && (result.ends[0] || result.ends[1])) {
      var line = make("div", "row"), ends = make("div", "ends");
      result.ends.forEach(function (words) { ends.appendChild(make("span", "", words)); });
      line.appendChild(ends);
      box.appendChild(line);
    }
    part("results").appendChild(box);
  }

  function fit() {
    var middle = part("middle"), main = part("scene"), size = 1;
    main.style.setProperty("--fit", size);
    while (size > 0.2 && (middle.scrollHeight > middle.clientHeight || middle.scrollWidth > middle.clientWidth)) {
      size -= 0.04;
      main.style.setProperty("--fit", size);
    }
  }

  function show(data) {
    scene = data.scene;
    document.body.className = scene.kind === "blank" ? "blank" : "";
    part("scene").className = data.sizes;
    part("scene").hidden = false;
    part("above").textContent = scene.above;
    part("words").textContent = scene.words;
    part("below").textContent = "";
    scene.below.forEach(function (words) { part("below").appendChild(make("p", "", words)); });
    part("results").textContent = "";
    scene.results.forEach(showResult);
    part("clock").textContent = scene.clock;
    part("coming").textContent = scene.coming;
    showTime();
    fit();
  }

  window.facikitRoom = function (data) {
    if (data.beat !== beat) {
      // Only what was written while this page stood here tells how far the other laptop's clock is from this one's.
      var ahead = beats > 1 ? data.beat - Date.now() : 0;
      skew = Math.abs(ahead) < SAME_CLOCK_MS ? 0 : ahead;
      beats += 1;
      beat = data.beat;
      heard = performance.now();
      part("lost").hidden = true;
    }
    var fresh = JSON.stringify([data.scene, data.sizes]);
    if (fresh !== shown) { shown = fresh; show(data); }
  };

  function look() {
    var script = document.createElement("script");
    script.src = file + "?" + (asked += 1);
    script.onload = script.onerror = function () { script.remove(); };
    document.head.appendChild(script);
    part("lost").hidden = performance.now() - heard < LOST_MS;
  }

  window.addEventListener("resize", fit);
  window.setInterval(showTime, 200);
  window.facikitRoom(JSON.parse(part("first").textContent));
  if (file) { look(); window.setInterval(look, LOOK_MS); }
}());
