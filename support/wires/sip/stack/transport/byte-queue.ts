// Bytes in their order, taken from the front. It grows by doubling, so that a peer that sends one byte at a time costs no
// more than one that sends them together.

export class ByteQueue {
  private buffer = Buffer.alloc(0);
  private start = 0;
  private end = 0;

  get length(): number {
    return this.end - this.start;
  }

  push(chunk: Buffer): void {
    if (this.end + chunk.length > this.buffer.length) this.grow(this.length + chunk.length);
    chunk.copy(this.buffer, this.end);
    this.end += chunk.length;
  }

  private grow(needed: number): void {
    const larger = needed * 2 <= this.buffer.length ? this.buffer : Buffer.allocUnsafe(needed * 2);
    this.buffer.copy(larger, 0, this.start, this.end);
    this.end = this.length;
    this.start = 0;
    this.buffer = larger;
  }

  at(index: number): number | undefined {
    return index < this.length ? this.buffer[this.start + index] : undefined;
  }

  indexOf(byte: number, from: number): number {
    const at = this.buffer.indexOf(byte, this.start + from);
    return at < this.end ? Math.max(-1, at - this.start) : -1;
  }

  /** A copy of the first bytes, which are then gone. */
  take(count: number): Buffer {
    const taken = Buffer.from(this.buffer.subarray(this.start, this.start + count));
    this.drop(count);
    return taken;
  }

  /** The first bytes as text, one character a byte. */
  peek(count: number): string {
    return this.buffer.toString('latin1', this.start, this.start + count);
  }

  drop(count: number): void {
    this.start += Math.min(count, this.length);
    if (this.start !== this.end) return;
    this.start = 0;
    this.end = 0;
    if (this.buffer.length > 65_536) this.buffer = Buffer.alloc(0);
  }
}
