package io.github.shardmill.file.extract;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Makes damaged copies of samples: flipped bits, false numbers, cuts, repeats, and pieces of other
 * samples. Of zip formats half of the copies are damaged inside an entry and packed anew, past the
 * checksums. One after the other, from one source of chance.
 */
final class Mutants {
  private static final int MAX_CHANGES = 6;
  private static final int MAX_BYTES = 1 << 20;
  private static final int[] FALSE_NUMBERS = {
    0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x7fff, 0xffff, 0x10000
  };

  private final Random random;
  private final List<String> names = new ArrayList<>();
  private final List<byte[]> samples = new ArrayList<>();
  private String name = "";
  private byte[] bytes = {};

  Mutants(Random random, List<Path> samples) throws IOException {
    this.random = random;
    for (Path sample : samples) {
      names.add(sample.getFileName().toString());
      this.samples.add(Files.readAllBytes(sample));
    }
  }

  /** Returns how many samples there are. */
  int samples() {
    return samples.size();
  }

  /** Returns the name of the mutant; one in ten has that of another sample. */
  String name() {
    return name;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Makes the next mutant, of the sample with this number. */
  void next(int sample) throws IOException {
    name = names.get(random.nextInt(10) == 0 ? random.nextInt(names.size()) : sample);
    byte[] whole = samples.get(sample);
    boolean isZip = whole.length > 1 && whole[0] == 'P' && whole[1] == 'K';
    bytes = isZip && random.nextBoolean() ? changedInside(whole) : changed(whole);
  }

  private byte[] changed(byte[] whole) {
    byte[] mutant = whole.clone();
    for (int changes = 1 + random.nextInt(MAX_CHANGES); changes > 0; changes--) {
      mutant = changedOnce(mutant);
    }
    return mutant;
  }

  private byte[] changedOnce(byte[] old) {
    if (old.length == 0) {
      return piece(samples.get(random.nextInt(samples.size())));
    }
    int at = random.nextInt(old.length);
    return switch (random.nextInt(6)) {
      case 0 -> withFlippedBit(old, at);
      case 1 -> withNumber(old, at);
      case 2 -> Arrays.copyOf(old, at);
      case 3 -> spliced(old, at, piece(samples.get(random.nextInt(samples.size()))), 0);
      case 4 -> repeated(old, at);
      default -> spliced(old, at, new byte[0], Math.min(piece(old).length, old.length - at));
    };
  }

  private byte[] withFlippedBit(byte[] old, int at) {
    old[at] ^= (byte) (1 << random.nextInt(8));
    return old;
  }

  private byte[] withNumber(byte[] old, int at) {
    if (at + Integer.BYTES <= old.length) {
      int number = FALSE_NUMBERS[random.nextInt(FALSE_NUMBERS.length)];
      ByteBuffer.wrap(old).putInt(at, random.nextBoolean() ? number : Integer.reverseBytes(number));
    } else {
      old[at] = (byte) random.nextInt();
    }
    return old;
  }

  private byte[] repeated(byte[] old, int at) {
    byte[] piece = Arrays.copyOfRange(old, at, at + 1 + random.nextInt(old.length - at));
    int times = Math.min(1 << random.nextInt(12), MAX_BYTES / (old.length + piece.length) + 1);
    ByteArrayOutputStream more = new ByteArrayOutputStream();
    for (int i = 0; i < times; i++) {
      more.writeBytes(piece);
    }
    return spliced(old, at, more.toByteArray(), 0);
  }

  private byte[] piece(byte[] of) {
    if (of.length == 0) {
      return of;
    }
    int from = random.nextInt(of.length);
    return Arrays.copyOfRange(of, from, from + 1 + random.nextInt(of.length - from));
  }

  /** Returns a copy in which {@code piece} stands for so many bytes. */
  private static byte[] spliced(byte[] old, int at, byte[] piece, int removed) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(old, 0, at);
    out.writeBytes(piece);
    out.write(old, at + removed, old.length - at - removed);
    return out.toByteArray();
  }

  private byte[] changedInside(byte[] zip) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip));
        ZipOutputStream mutant = new ZipOutputStream(out)) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; ) {
        byte[] content = entries.readAllBytes();
        mutant.putNextEntry(new ZipEntry(entry.getName()));
        mutant.write(random.nextInt(3) == 0 ? changed(content) : content);
        mutant.closeEntry();
        entry = entries.getNextEntry();
      }
    } catch (ZipException torn) {
      // One sample is torn already; what could be read of it will do.
    }
    return out.toByteArray();
  }
}
