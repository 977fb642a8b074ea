// Asks a steering server now and then which pathways are best (ETSI TS 103 998), beside the playback, which does not
// wait for it. A server that is gone (410) is not asked again, one that asks for patience (429) is given it; where an answer
// cannot be had or read, what was said before stays.

const DEFAULT_TTL_S = 300;

class Steering {
  /** @param element ContentSteering of an MPD */
  constructor(element, base) {
    this.server = new URL(element.textContent.trim(), base);
    this.priority = element.getAttribute('defaultServiceLocation')?.trim().split(/\s+/) ?? [];
    this.isAskedFirst = element.getAttribute('queryBeforeStart') === 'true';
    this.due = 0;
  }

  rank({name}) {
    const rank = this.priority.indexOf(name);
    return rank < 0 ? Infinity : rank;
  }

  /** Asks if it is time: pathway is the one in use, or null, bitrate what is expected of it, or 0. */
  async refresh(pathway, bitrate) {
    if (this.server && performance.now() >= this.due) {
      this.due = Infinity;
      this.due = performance.now() + 1000 * await this.ask(pathway, bitrate).catch(() => DEFAULT_TTL_S);
    }
  }

  /** Returns after how many seconds to ask again. */
  async ask(pathway, bitrate) {
    const url = new URL(this.server);
    const query = [url.search.slice(1), pathway && `_DASH_pathway=%22${encodeURIComponent(pathway)}%22`,
      bitrate > 0 && `_DASH_throughput=${bitrate.toFixed(0)}`];
    url.search = query.filter(Boolean).join('&');
    const response = await fetch(url);
    if (response.status === 410) {
      this.server = null;
    }
    if (!response.ok) {
      return response.status === 429 && Number(response.headers.get('Retry-After')) || DEFAULT_TTL_S;
    }
    const answer = await response.json();
    const priority = answer['PATHWAY-PRIORITY'];
    if (answer.VERSION === 1 && priority?.length > 0) {
      this.priority = priority;
      this.server = new URL(answer['RELOAD-URI'] ?? this.server, response.url);
    }
    return Math.max(1, answer.TTL || DEFAULT_TTL_S);
  }
}
