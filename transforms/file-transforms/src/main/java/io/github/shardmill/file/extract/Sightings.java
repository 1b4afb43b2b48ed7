package io.github.shardmill.file.extract;

import org.apache.tika.parser.ParseContext;

/**
 * What one parse came across in a document and in all that is embedded in it, and no parser says
 * where it would be heard. Belongs to one parse, and to its context.
 */
final class Sightings {
  private boolean pictures;

  /** Returns the sightings of a parse; those of a context without any are nobody's. */
  static Sightings of(ParseContext context) {
    return context.get(Sightings.class, new Sightings());
  }

  /** Returns whether there was something that text can be read from as from a picture. */
  boolean hasPictures() {
    return pictures;
  }

  void sawPicture() {
    pictures = true;
  }
}
