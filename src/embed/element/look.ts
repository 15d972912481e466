/** How the element looks before the player is there, and what it says then. */

/** The height that the player asks for later, so that nothing on the page moves when it does. */
export const STYLE =
  ':host{display:block;container-type:inline-size;height:480px;max-width:100%;contain:layout paint size}' +
  ':host([hidden]){display:none}' +
  'iframe,button{display:block;box-sizing:border-box;width:100%;height:100%;border:1px solid #7d878f80}' +
  'button{display:flex;flex-direction:column;align-items:center;justify-content:center;gap:12px;font:inherit;' +
  'color:CanvasText;background:Canvas center/cover;color-scheme:light dark;cursor:pointer}' +
  '.sign{border:18px solid transparent;border-left:30px solid;margin-right:-24px}' +
  'p{margin:0;padding:8px}';

export const TEXT = {
  en: { start: 'Start the simulation', late: 'The player could not be loaded here:' },
  ko: { start: '시뮬레이션 시작', late: '여기에서는 플레이어를 불러오지 못했습니다:' },
} as const;
