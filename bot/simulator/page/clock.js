// The simulated clock: what it shows, and pushing it forward.
import { desk, now, setClock, whenChanged } from "./desk.js";
import { ask, find, make, menu, say } from "./dom.js";
import { announce, attempt } from "./notices.js";
import { post } from "./server.js";
import { instant, moment, nextFriday, time, wall } from "./times.js";
import { words } from "./words.js";

async function push(how) {
  const clock = find("clock");
  if (clock.getAttribute("aria-busy") === "true") return;
  clock.setAttribute("aria-busy", "true");
  announce(words.clock.pushing);
  await attempt(async () => {
    setClock(await post("/simulator/clock", how));
    announce(words.clock.isNow(moment(now())));
  });
  clock.removeAttribute("aria-busy");
}

async function choose() {
  const input = find("clock-to");
  input.min = wall(now());
  input.value = wall(now());
  const told = await ask(find("choose-time"));
  if (told) await push({ to: instant(told.get("to")) });
}

function render() {
  if (!desk.state) return;
  say(find("now"), moment(now()));
  find("now").setAttribute("datetime", wall(now()));
  say(find("phone-time"), time(now()));
}

export function open() {
  const pushes = find("pushes");
  const button = (label, act) => pushes.append(make("button", { type: "button", onclick: act }, label));
  for (const [by, label] of Object.entries(words.clock.by)) button(label, () => push({ by }));
  button(words.clock.friday, () => push({ to: instant(nextFriday(now())) }));
  button(words.clock.choose, choose);
  const close = menu(find("push-menu"), pushes);
  pushes.addEventListener("click", () => find("push-menu").checkVisibility() && close(true));
  whenChanged(render);
  setInterval(render, 1000);
}
