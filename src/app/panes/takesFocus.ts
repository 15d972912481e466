/** In a frame of somebody else's page the focus is only moved when it is here already: their readers are elsewhere. */
export function mayTakeFocus(): boolean {
  return window.parent === window || document.hasFocus();
}
