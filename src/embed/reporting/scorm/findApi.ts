/**
 * Finds what a learning management system has put beside the page, as both versions of SCORM say: in the windows around,
 * from the inside out; else in the window that opened this one, and those around that.
 */
import type { ScormApi } from './dialects.ts';

/** What of a window is used. */
export interface ScormWindow {
  readonly parent: ScormWindow;
  readonly opener: ScormWindow | null;
}

/** The standard's own figure: windows that stand in each other without end are none. */
const DEEPEST = 500;

export function findApi(from: ScormWindow, name: string): ScormApi | null {
  return around(from, name) ?? (openerOf(from) === null ? null : around(openerOf(from)!, name));
}

function around(from: ScormWindow, name: string): ScormApi | null {
  let here = from;
  for (let depth = 0; depth < DEEPEST; depth++) {
    try {
      const api = (here as unknown as Readonly<Record<string, unknown>>)[name];
      if (typeof api === 'object' && api !== null) return api as ScormApi;
      if (here.parent === here || !here.parent) return null;
      here = here.parent;
    } catch {
      // A window of another origin lets nobody look.
      return null;
    }
  }
  return null;
}

function openerOf(from: ScormWindow): ScormWindow | null {
  try {
    // A frame has no opener; the window that it is in may have one.
    let top = from;
    for (let depth = 0; depth < DEEPEST && top.parent && top.parent !== top; depth++) top = top.parent;
    return from.opener ?? top.opener ?? null;
  } catch {
    return null;
  }
}
