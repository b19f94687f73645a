import type { ServiceContext } from '$lib/server/context';

declare global {
  namespace App {
    interface Error {
      message: string;
      /** Message key of a known refusal; the error page says it in the reader's language. */
      code?: string;
      /** Identifies the log entry of an unknown error. */
      id?: string;
    }
    interface Locals {
      context: ServiceContext;
    }
    interface PageState {
      /** The panel lies over the map on small screens; how far it is drawn up. */
      sheet?: 'peek' | 'half' | 'full';
    }
  }
}

export {};
