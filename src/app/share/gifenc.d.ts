/** What of gifenc is used: it comes without types. */
declare module 'gifenc' {
  export type Rgb = number[];
  export interface FrameOptions {
    readonly palette?: Rgb[];
    readonly delay?: number;
    readonly transparent?: boolean;
    readonly transparentIndex?: number;
    readonly dispose?: number;
    readonly repeat?: number;
  }
  export interface Encoder {
    writeFrame(index: Uint8Array, width: number, height: number, options: FrameOptions): void;
    finish(): void;
    bytes(): Uint8Array<ArrayBuffer>;
    /** The same without a copy. */
    bytesView(): Uint8Array;
  }
  export function GIFEncoder(): Encoder;
  export function quantize(pixels: Uint8Array | Uint8ClampedArray, colors: number, options?: object): Rgb[];
  export function applyPalette(pixels: Uint8Array | Uint8ClampedArray, palette: Rgb[], format?: string): Uint8Array;
}
