import type { Component } from 'svelte';
import type { Actor, Role } from '$lib/domain/access';
import type { Viewer } from '$lib/server/auth/session';
import type { ServiceContext } from '$lib/server/context';

interface HeaderViewer {
  readonly name: string;
  readonly roles: readonly Role[];
}

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
      /** Null for readers who are not signed in. */
      session: { readonly id: string; readonly viewer: Viewer; readonly actor: Actor } | null;
      /** What a page is answered with in the place of 200. */
      status?: number;
    }
    interface PageData {
      /** Who is signed in, and their menu; null for the public. */
      viewer?: HeaderViewer | null;
      AccountMenu?: Component<{ viewer: HeaderViewer }> | null;
    }
    interface PageState {
      /** The panel lies over the map on small screens; how far it is drawn up. */
      sheet?: 'peek' | 'half' | 'full';
    }
  }
}

export {};
