/** Keys and values of a workload: `{n}` is the record's number in its producer, from 0, `{n%5}` that number modulo 5. */
const PLACEHOLDER = /\{n(?:%(\d+))?\}/g;

export function renderTemplate(template: string, number: number): string {
  if (!template.includes('{n')) return template;
  return template.replace(PLACEHOLDER, (whole, modulo: string | undefined) => {
    if (modulo === undefined) return String(number);
    return Number(modulo) > 0 ? String(number % Number(modulo)) : whole;
  });
}
