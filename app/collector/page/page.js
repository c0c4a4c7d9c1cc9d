// SPDX-FileCopyrightText: 2026 The Candor project
// SPDX-License-Identifier: MIT
"use strict";

// What arrived comes from outside: it is only ever set as text, never as markup.

const interval = 2000;
const rows = document.getElementById("events");
const summary = document.getElementById("summary");
let shown = 0;

function cell(row, text, className) {
  const element = row.insertCell();
  element.textContent = text;
  if (className)
    element.className = className;
  return element;
}

function show(entry) {
  const event = entry.event;
  const postHog = entry.protocol === "posthog";
  const row = rows.insertRow(0);
  cell(row, entry.received, "time");
  const details = document.createElement("details");
  const name = document.createElement("summary");
  name.textContent = postHog ? event.event : event.event || event.name || event.type;
  const text = document.createElement("pre");
  text.textContent = JSON.stringify(event, null, 2);
  details.append(name, text);
  cell(row, "").append(details);
  cell(row, postHog ? event.uuid : event.messageId, "id");
  cell(row, entry.protocol);
}

function say(text) {
  // Only a change is spoken by a screen reader.
  if (summary.textContent !== text)
    summary.textContent = text;
}

async function refresh() {
  try {
    const answer = await fetch("/events?from=" + shown, { cache: "no-store" });
    if (!answer.ok)
      throw new Error("status " + answer.status);
    const { events, total, resent } = await answer.json();
    if (total < shown) {
      // Another collector answers here now.
      rows.replaceChildren();
      shown = 0;
    } else {
      events.forEach(show);
      shown = total;
    }
    say((total === 1 ? "1 event" : total + " events") + ", sent again: " + resent);
  } catch (error) {
    say("The collector does not answer (" + error.message + "). Trying again.");
  }
  setTimeout(refresh, interval);
}

refresh();
