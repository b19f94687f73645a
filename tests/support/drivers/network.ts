import type { BrowserContext, Request } from '@playwright/test';

/** The forms that begin or end a session, in any language. Nothing else may ever set a cookie. */
const SIGNING_FORMS = /^(?:\/(?:en|ar))?\/(?:sign-in|sign-out|set-up|invitation|account)$/;
/** Pages of people with accounts and forms of people without, whose refused forms are answered with a status of their own. */
const FORM_PAGES =
  /^(?:\/(?:en|ar))?\/(?:sign-in|sign-out|set-up|invitation|reset-password|account|admin|desk|edit|requests|enquiries|comments|listings\/\d+\/enquiry|plans\/\d+\/consultation|(?:buildings|businesses)\/\d+\/edit)(?:\/|$)/;

/** Everything that a browser asked for and complained about during one test, on all of its pages. */
export class Network {
  readonly requests: Request[] = [];
  /** What must never happen, as lines to read: foreign requests, cookies, missing policies, errors on the console. */
  readonly faults: string[] = [];
  readonly #looks: Promise<void>[] = [];
  readonly #origin: string;

  constructor(context: BrowserContext, origin: string) {
    this.#origin = origin;
    context.on('request', (request) => {
      this.requests.push(request);
      const url = new URL(request.url());
      if (url.origin !== this.#origin && !['blob:', 'data:', 'about:'].includes(url.protocol)) {
        this.faults.push(`asks another host: ${url.href}`);
      }
    });
    context.on('response', (response) => {
      // Only the headers as they came over the wire hold cookies; a page that is left takes them along.
      const look = response.allHeaders().then(
        (raw) => {
          if (raw['set-cookie'] !== undefined && !isSigning(response.request()))
            this.faults.push(`sets a cookie: ${response.url()}`);
        },
        () => undefined
      );
      this.#looks.push(look);
      const headers = response.headers();
      if (response.status() >= 500) this.faults.push(`${response.status()} from ${response.url()}`);
      const isPage = headers['content-type']?.startsWith('text/html') === true && response.status() !== 304;
      if (isPage && !headers['content-security-policy']?.includes("default-src 'self'")) {
        this.faults.push(`has no content security policy: ${response.url()}`);
      }
    });
    context.on('console', (message) => {
      // A page that says in words that something is not there, or gone, is answered so; the browser repeats that on its console.
      const isRefusal = FORM_PAGES.test(pathOf(message.location().url)) && /status of 4\d\d/.test(message.text());
      if (message.type() === 'error' && !isRefusal && !/status of 4(04|10)/.test(message.text())) {
        this.faults.push(`console: ${message.text()}`);
      }
    });
    context.on('weberror', (error) => {
      this.faults.push(`throws: ${error.error().message}`);
    });
  }

  /** All faults, once every answer has been looked at. */
  async findFaults(): Promise<readonly string[]> {
    await Promise.all(this.#looks);
    return this.faults;
  }

  /** The paths asked for since the count was last `n`; data of SvelteKit's pages included. */
  since(count: number): string[] {
    return this.requests.slice(count).map((request) => {
      const { pathname, search } = new URL(request.url());
      return pathname + search;
    });
  }
}

const isSigning = (request: Request): boolean =>
  request.method() === 'POST' && SIGNING_FORMS.test(pathOf(request.url()));

const pathOf = (address: string): string => (URL.canParse(address) ? new URL(address).pathname : '');
