// What the types of the package rundelta-player allow and what they do not; NpmPackageTest has tsc check it.
import 'rundelta-player';
import type {RundeltaPlayer} from 'rundelta-player';

const player: RundeltaPlayer = document.createElement('rundelta-player');
player.setAttribute('src', 'manifest.mpd');
player.addEventListener('error', ({detail}) => detail.toUpperCase());
player.addEventListener('seeked', function () {
  this.step(-1);
});
player.addEventListener('click', event => event.clientX);
player.addEventListener('anything', event => event.type);
player.currentTime = player.duration / 2;
player.playbackRate = 2;
const done: Promise<void> = player.play();
void done.then(() => player.pause());
const size: number = player.canvas.width;
document.querySelector('rundelta-player')?.canvas.toBlob(blob => blob?.size === size);
document.body.append(player);

// @ts-expect-error it can only be read
player.duration = 1;
// @ts-expect-error by one frame
player.step(2);
// @ts-expect-error there is none
player.stop();
// @ts-expect-error its detail is the message
player.addEventListener('error', ({detail}) => detail.code);
