// What the player looks like.

const ICONS = {
  play: '<path class="off" d="M7 4v16l13-8z"/><path class="on" d="M6 4h4v16H6zm8 0h4v16h-4z"/>',
  back: '<path d="M6 5h3v14H6zm12 0v14l-9-7z"/>',
  next: '<path d="M15 5h3v14h-3zM6 5v14l9-7z"/>',
  mute: '<path d="M3 9v6h4l5 5V4L7 9z"/><path class="off" d="M15 8a5 5 0 0 1 0 8v-2a3 3 0 0 0 0-4zm0-4a9 9 0 0 1 0 16v-2a7 7 0 0 0 0-12z"/>'
    + '<path class="on" d="M15 9l2-2 7 7-2 2zm7-2l2 2-7 7-2-2z"/>',
  loop: '<path d="M7 7h10v3l4-4-4-4v3H5v6h2zm10 10H7v-3l-4 4 4 4v-3h12v-6h-2z"/>',
  figures: '<path d="M4 13h4v7H4zm6-9h4v16h-4zm6 5h4v11h-4z"/>',
  full: '<path d="M4 4h6v2H6v4H4zm10 0h6v6h-2V6h-4zM4 14h2v4h4v2H4zm14 0h2v6h-6v-2h4z"/>',
};

const button = (id, label) => `<button id="${id}" type="button" title="${label}" aria-label="${label}">
  <svg viewBox="0 0 24 24" aria-hidden="true">${ICONS[id]}</svg></button>`;

const MARKUP = `
<div id="frame" role="region" aria-label="Video player">
  <div id="stage"><div id="video"></div><canvas id="canvas" width="16" height="9" role="img" aria-label="Video"></canvas>
    <img id="poster" alt="" hidden><svg viewBox="-12 -12 48 48" aria-hidden="true"><path d="M7 4v16l13-8z"/></svg></div>
  <div id="captions" aria-live="off"></div>
  <pre id="overlay" hidden></pre>
  <div id="spinner" role="status" aria-label="Loading"></div>
  <div id="note" role="status"></div>
  <div id="message" role="alert" hidden><p id="problem"></p><button id="retry" type="button">Try again</button></div>
  <div id="bar">
    <div id="preview" hidden></div>
    <input id="seek" type="range" min="0" max="1" step="any" value="0" aria-label="Time">
    ${button('play', 'Play')}${button('back', 'Back by a frame')}${button('next', 'On by a frame')}
    <span id="clock">0:00</span><span id="space"></span>
    <select id="text" aria-label="Text" hidden></select><select id="quality" aria-label="Quality" hidden></select>
    <select id="speed" aria-label="Speed"></select>
    ${button('mute', 'Sound off')}${button('loop', 'Play again and again')}
    ${button('figures', 'Figures')}${button('full', 'Full screen')}
  </div>
</div>`;

const STYLE = `
:host { display: block; outline: none; }
[hidden] { display: none !important; }
#frame { position: relative; overflow: hidden; background: #0b0d10; color: #eef1f4; border-radius: inherit;
  font: 14px/1.3 system-ui, sans-serif; width: 100%; aspect-ratio: 16 / 9; container-type: inline-size; }
:host(:focus-visible) #frame { box-shadow: 0 0 0 3px #4aa8ff; }
:host(:fullscreen) #frame { width: 100vw; height: 100vh; aspect-ratio: auto !important; border-radius: 0; }
#stage, #video { display: contents; }
canvas, video, img { position: absolute; width: 100%; height: 100%; object-fit: contain; }
#bar { position: absolute; inset: auto 0 0 0; display: flex; flex-wrap: wrap; align-items: center; gap: 2px;
  padding: 28px 10px 6px; background: linear-gradient(transparent, #000d 40%); transition: opacity .2s; }
.quiet #bar:not(:focus-within) { opacity: 0; }
.quiet { cursor: none; }
button, select { color: inherit; background: none; border: 0; border-radius: 6px; height: 36px; font: inherit; cursor: pointer; }
button { min-width: 36px; padding: 7px; }
button:hover, select:hover { background: #fff2; }
:focus-visible { outline: 2px solid #4aa8ff; outline-offset: 1px; }
select { padding: 0 4px; max-width: 9em; text-overflow: ellipsis; }
option { color: #111; background: #fff; }
svg { display: block; width: 22px; height: 22px; fill: currentColor; }
svg .on, button.on svg .off { display: none; }
button.on svg .on { display: inline; }
#loop.on { color: #5cb8ff; }
#clock { padding: 0 8px; font-variant-numeric: tabular-nums; white-space: nowrap; }
#space { flex: 1; }
#seek { flex: 0 0 100%; height: 20px; margin: 0; appearance: none; cursor: pointer; }
#seek { background: linear-gradient(to right, #5cb8ff var(--shown, 0%), #fff9 var(--shown, 0%) var(--there, 0%), #fff3 var(--there, 0%))
  center / 100% 4px no-repeat; }
#seek::-webkit-slider-thumb { appearance: none; width: 14px; height: 14px; border-radius: 50%; background: #fff; }
#seek::-moz-range-thumb { width: 14px; height: 14px; border: 0; border-radius: 50%; background: #fff; }
#preview { position: absolute; bottom: 100%; border-radius: 4px; text-align: center; text-shadow: 0 0 4px #000; pointer-events: none; }
#captions { position: absolute; inset: auto 4% 76px; text-align: center; pointer-events: none; font-size: max(15px, 2.8cqw); }
.quiet #captions { bottom: 5%; }
#captions div { display: table; margin: 2px auto; padding: .1em .5em; background: #000b; border-radius: 4px; white-space: pre-line; }
#overlay { position: absolute; top: 10px; left: 10px; margin: 0; padding: 8px 12px; background: #000b; border-radius: 8px;
  font: 12px/1.5 ui-monospace, monospace; pointer-events: none; max-width: calc(100% - 44px); white-space: pre-wrap; }
#note { position: absolute; top: 10px; right: 10px; max-width: 60%; padding: 6px 10px; background: #7a4b00e6; border-radius: 8px; }
#note:empty { display: none; }
#message { position: absolute; inset: 0; display: grid; place-content: center; justify-items: center; gap: 12px;
  padding: 8%; background: #0b0d10e6; text-align: center; overflow-wrap: anywhere; }
#message p { margin: 0; max-width: 60ch; }
#retry { padding: 0 16px; background: #5cb8ff; color: #06121d; font-weight: 600; }
#spinner, #stage svg { position: absolute; inset: 0; margin: auto; border-radius: 50%; pointer-events: none; }
#stage svg { width: 88px; height: 88px; background: #000b; }
[hidden] + svg, .waiting #stage svg { display: none; }
#spinner { width: 44px; height: 44px; border: 4px solid #fff3;
  border-top-color: #fff; visibility: hidden; }
.waiting #spinner { visibility: visible; animation: turn 1s linear infinite, appear .4s steps(1); }
@keyframes turn { to { transform: rotate(1turn); } }
@keyframes appear { from { opacity: 0; } }
@container (max-width: 560px) {
  #back, #next, #figures, #loop { display: none; }
  #bar { gap: 0; padding: 20px 6px 2px; }
  select { max-width: 5.6em; padding: 0; }
  #clock { padding: 0 4px; }
  #captions { bottom: 62px; }
  #overlay { padding: 4px 8px; font-size: 9px; }
}
@media (prefers-reduced-motion: reduce) { .waiting #spinner { animation: appear .4s steps(1); } }
`;
