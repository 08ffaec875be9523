/** Two static programs of a few instructions each, so that the lab's images can really be run. */

type Code = { readonly machine: number; readonly exit: number[]; readonly pause: number[] };

const HEADER_SIZE = 64 + 56;
const LOAD_ADDRESS = 0x400000n;

const x64: Code = {
  machine: 62,
  // mov eax,60 (exit); xor edi,edi; syscall
  exit: [0xb8, 60, 0, 0, 0, 0x31, 0xff, 0x0f, 0x05],
  // mov eax,34 (pause); syscall; jmp to the start
  pause: [0xb8, 34, 0, 0, 0, 0x0f, 0x05, 0xeb, 0xf7],
};

const arm64: Code = {
  machine: 183,
  // mov x8,93 (exit); mov x0,0; svc 0
  exit: words([0xd2800ba8, 0xd2800000, 0xd4000001]),
  // mov x8,73 (ppoll); mov x0..x3,0; svc 0; b to the start
  pause: words([
    0xd2800928, 0xd2800000, 0xd2800001, 0xd2800002, 0xd2800003, 0xd4000001, 0x17fffffa,
  ]),
};

/** The programs for this machine's processor, by the path they have in an image. */
export function programs(): Record<string, Buffer> {
  const { machine, exit, pause } = process.arch === 'arm64' ? arm64 : x64;
  return { hello: elf(machine, exit), pause: elf(machine, pause) };
}

/** A whole ELF file: one header, one loaded segment, the code right behind them. */
function elf(machine: number, code: number[]): Buffer {
  const size = BigInt(HEADER_SIZE + code.length);
  const file = Buffer.alloc(HEADER_SIZE);
  Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]).copy(file); // ELF, 64 bits, little-endian
  file.writeUInt16LE(2, 16); // an executable
  file.writeUInt16LE(machine, 18);
  file.writeUInt32LE(1, 20);
  file.writeBigUInt64LE(LOAD_ADDRESS + BigInt(HEADER_SIZE), 24); // entry point
  file.writeBigUInt64LE(64n, 32); // where the program header is
  for (const [offset, value] of [
    [52, 64],
    [54, 56],
    [56, 1],
  ] as const)
    file.writeUInt16LE(value, offset);
  file.writeUInt32LE(1, 64); // PT_LOAD
  file.writeUInt32LE(5, 68); // readable, executable
  file.writeBigUInt64LE(LOAD_ADDRESS, 80);
  file.writeBigUInt64LE(LOAD_ADDRESS, 88);
  file.writeBigUInt64LE(size, 96);
  file.writeBigUInt64LE(size, 104);
  file.writeBigUInt64LE(0x10000n, 112); // alignment: the largest page size of arm64
  return Buffer.concat([file, Buffer.from(code)]);
}

function words(instructions: number[]): number[] {
  return instructions.flatMap((one) => [
    one & 255,
    (one >> 8) & 255,
    (one >> 16) & 255,
    one >>> 24,
  ]);
}
