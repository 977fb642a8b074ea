/** The events of a player, besides those of all elements. */
export interface RundeltaPlayerEventMap extends Omit<HTMLElementEventMap, 'error'> {
  loadedmetadata: CustomEvent<null>;
  play: CustomEvent<null>;
  pause: CustomEvent<null>;
  waiting: CustomEvent<null>;
  seeking: CustomEvent<null>;
  seeked: CustomEvent<null>;
  timeupdate: CustomEvent<null>;
  ended: CustomEvent<null>;
  /** With the message, a sentence for people. */
  error: CustomEvent<string>;
}

/**
 * The element `<rundelta-player>`. Attributes: `src`, the manifest; `poster`, a picture to show until it is played or sought;
 * `autoplay`, `loop` and `muted` as for `<video>`. `play()` and `currentTime` may be used at once, all else once `loadedmetadata` has come.
 */
export interface RundeltaPlayer extends HTMLElement {
  /** Where the picture is shown; its size is the picture's, its pixels those of the source. */
  readonly canvas: HTMLCanvasElement;

  /** Seconds from the start of the title. Setting it shows the frame of that time, exactly. */
  currentTime: number;

  /** Seconds; `NaN` before anything is loaded, `Infinity` for a live title. */
  readonly duration: number;

  readonly paused: boolean;
  readonly ended: boolean;

  /** 1 is real time. */
  playbackRate: number;

  play(): Promise<void>;
  pause(): void;

  /** Pauses, and goes on by one frame or back by one. */
  step(direction: 1 | -1): void;

  addEventListener<K extends keyof RundeltaPlayerEventMap>(
    type: K,
    listener: (this: RundeltaPlayer, event: RundeltaPlayerEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof RundeltaPlayerEventMap>(
    type: K,
    listener: (this: RundeltaPlayer, event: RundeltaPlayerEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'rundelta-player': RundeltaPlayer;
  }
}
