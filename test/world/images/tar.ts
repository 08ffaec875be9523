/** A tar archive of small regular files, always the same bytes for the same files. */
export function tarOf(files: Record<string, string | Buffer>): Buffer {
  const entries = Object.entries(files).flatMap(([path, text]) => entry(path, Buffer.from(text)));
  return Buffer.concat([...entries, Buffer.alloc(1024)]);
}

function entry(path: string, body: Buffer): Buffer[] {
  const padding = Buffer.alloc((512 - (body.length % 512)) % 512);
  return [header(path, body.length), body, padding];
}

/** A POSIX ustar header: owned by root, mode 0755, dated 1970. */
function header(path: string, size: number): Buffer {
  const block = Buffer.alloc(512);
  block.write(path, 0, 100);
  block.write('0000755\0' + '0000000\0' + '0000000\0', 100);
  block.write(`${octal(size, 11)}\0${octal(0, 11)}\0`, 124);
  block.write('        0', 148);
  block.write('ustar\x0000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${octal(sum, 6)}\0 `, 148);
  return block;
}

const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0');
