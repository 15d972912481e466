/** One source file as one script that needs no other. */
import { rolldown } from 'rolldown';

export async function bundled(input: string, format: 'esm' | 'iife' = 'esm'): Promise<string> {
  const bundle = await rolldown({ input, platform: 'browser', logLevel: 'silent' });
  try {
    const { output } = await bundle.generate({
      format,
      minify: true,
      codeSplitting: false,
      ...(format === 'iife' ? { banner: "'use strict';" } : {}),
    });
    return output[0].code;
  } finally {
    await bundle.close();
  }
}
