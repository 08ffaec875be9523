import { keys } from '../ui/pty.ts';

/** Colours and weights of a terminal's text as a page that a browser can take a picture of. */
export function pageOf(text: string): string {
  const body = asMarkup(text).replaceAll(colours, (_, codes: string) =>
    codes.split(';').map(markup).join(''),
  );
  return `<!doctype html><meta charset="utf-8"><style>${style}</style><pre>${body}</pre>`;
}

const colours = new RegExp(`${keys.escape}\\[([\\d;]*)m`, 'g');

const style = `
  body { margin: 0; background: #14181d; }
  pre { margin: 0; padding: 16px 20px; color: #d7dde5; font: 14px/1.35 "DejaVu Sans Mono", monospace; }
  b { font-weight: 700; color: #fff; } .dim { opacity: .65; }
  .red { color: #ff7b72; } .green { color: #7ee787; } .yellow { color: #e3b341; } .cyan { color: #79c0ff; }
`;

const starts: { readonly [code: string]: string } = {
  '1': '<b>',
  '2': '<span class="dim">',
  '31': '<span class="red">',
  '32': '<span class="green">',
  '33': '<span class="yellow">',
  '36': '<span class="cyan">',
  '39': '</span>',
};

/** 22 ends bold and dim alike; which one it was does not show in the browser's repair. */
function markup(code: string): string {
  return starts[code] ?? (code === '22' || code === '0' ? '</b></span>' : '');
}

function asMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
