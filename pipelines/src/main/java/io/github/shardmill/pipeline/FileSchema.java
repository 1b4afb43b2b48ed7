package io.github.shardmill.pipeline;

import io.github.shardmill.file.Outcome;
import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.index.schema.NamedAnalyzers;
import io.github.shardmill.index.schema.StatusRule;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The fields of an index of files. README.md describes each; the order is part of the schema. */
public final class FileSchema {
  /** Name of the source. */
  public static final String SOURCE = "source";

  /** Labels of the source, one {@code key=value} each. */
  public static final String LABEL = "label";

  /** Path of the file below the root of the source; items have that of their file. */
  public static final String PATH = "path";

  /** Last part of the path; of an item its own name. */
  public static final String NAME = "name";

  /** What follows the last dot of the name, lower case. */
  public static final String EXTENSION = "extension";

  /** The document's own title; of a note also its first heading or the name of its file. */
  public static final String TITLE = "title";

  /** All text. */
  public static final String CONTENT = "content";

  /** Media type by content. */
  public static final String CONTENT_TYPE = "content_type";

  /** Bytes. */
  public static final String SIZE = "size";

  /** Time of last modification of the file, milliseconds since 1970 UTC. */
  public static final String MODIFIED = "modified";

  /** The document's own date of creation, milliseconds since 1970 UTC. */
  public static final String CREATED = "created";

  /** MD5 of the bytes, lower-case hex. */
  public static final String MD5 = "md5";

  /** SHA-1 of the bytes, lower-case hex. */
  public static final String SHA1 = "sha1";

  /** SHA-256 of the bytes, lower-case hex. */
  public static final String SHA256 = "sha256";

  /** Who wrote it, as the document says; several are separated by {@code "; "}. */
  public static final String AUTHOR = "author";

  /** Keywords of the document and tags of a note, one value each. */
  public static final String TAGS = "tags";

  /** Other names of a note. */
  public static final String ALIASES = "aliases";

  /** Notes and files that a note links to. */
  public static final String LINKS = "links";

  /** Language as the document states it. */
  public static final String LANGUAGE = "language";

  /** {@link Outcome} of extraction. */
  public static final String OUTCOME = "outcome";

  /** Why the outcome is not OK. */
  public static final String CAUSE = "cause";

  /** Version and settings of the extractor. */
  public static final String EXTRACTOR = "extractor";

  /** Length of the text in UTF-16 code units; 0 where there is none. */
  public static final String CHARACTERS = "characters";

  /** Of a file that holds others, the length of their longest text in UTF-16 code units. */
  public static final String LONGEST_ITEM = "longest_item";

  /** How often a file has failed in a row in a way that may not last. */
  public static final String ATTEMPTS = "attempts";

  /** When such a file was tried last, milliseconds since 1970 UTC. */
  public static final String ATTEMPTED = "attempted";

  /** Other metadata, one {@code key=value} each. */
  public static final String META = "meta";

  /** Id of the document that holds an item: the file's, or that of another item. */
  public static final String PARENT = "parent";

  /** Where an item is inside its file. */
  public static final String ITEM = "item";

  /** In how many documents an item is; 1 for what the file itself holds. */
  public static final String DEPTH = "depth";

  /** EDRM Message Identification Hash of a mail, lower-case hex. */
  public static final String MESSAGE_ID_HASH = "message_id_hash";

  /** SHA-256 of what a mail says, lower-case hex. */
  public static final String MESSAGE_HASH = "message_hash";

  /** Of a document that stands for several files, the ids of the others, or the first of them. */
  public static final String LOCATION = "location";

  /** Of a document that stands for several files, how many others there are. */
  public static final String DUPLICATES = "duplicates";

  /** Of a file whose text is in the document of another one, the id of that. */
  public static final String DUPLICATE_OF = "duplicate_of";

  /** The number fields that hold times, and take dates in a query. */
  public static final Set<String> DATES = Set.of(MODIFIED, CREATED);

  private FileSchema() {}

  /** Returns the schema with an analyser for title and content. */
  public static IndexSchema withAnalyzer(String analyzer) {
    return IndexSchema.of(
            FieldSpec.keyword(SOURCE).withDocValues(),
            FieldSpec.keyword(PATH),
            FieldSpec.text(NAME).withAnalyzer(NamedAnalyzers.WORDS).withCompletions(),
            FieldSpec.keyword(EXTENSION).withDocValues(),
            FieldSpec.text(TITLE).withCompletions(),
            FieldSpec.text(CONTENT),
            FieldSpec.keyword(CONTENT_TYPE).withDocValues().inManifest(),
            FieldSpec.number(SIZE).inManifest(),
            FieldSpec.number(MODIFIED).inManifest(),
            FieldSpec.number(CREATED),
            FieldSpec.keyword(MD5).inManifest(),
            FieldSpec.keyword(SHA1).inManifest(),
            FieldSpec.keyword(SHA256).inManifest(),
            FieldSpec.text(AUTHOR).withAnalyzer(NamedAnalyzers.STANDARD),
            FieldSpec.keyword(TAGS).withDocValues().withCompletions(),
            FieldSpec.keyword(ALIASES).withDocValues(),
            FieldSpec.keyword(LINKS).withDocValues(),
            FieldSpec.keyword(LANGUAGE).withDocValues(),
            FieldSpec.keyword(OUTCOME).withDocValues().inManifest(),
            FieldSpec.keyword(CAUSE),
            FieldSpec.keyword(EXTRACTOR).withDocValues(),
            FieldSpec.keyword(META),
            FieldSpec.keyword(LABEL).withDocValues(),
            FieldSpec.number(CHARACTERS),
            FieldSpec.number(ATTEMPTS),
            FieldSpec.number(ATTEMPTED),
            FieldSpec.keyword(PARENT).withDocValues(),
            FieldSpec.keyword(ITEM),
            FieldSpec.number(DEPTH),
            FieldSpec.number(LONGEST_ITEM),
            FieldSpec.keyword(MESSAGE_ID_HASH),
            FieldSpec.keyword(MESSAGE_HASH),
            FieldSpec.keyword(LOCATION),
            FieldSpec.number(DUPLICATES),
            FieldSpec.keyword(DUPLICATE_OF).withDocValues())
        .withAnalyzer(analyzer)
        .withSearched(TITLE, CONTENT)
        .withStatus(
            new StatusRule(
                OUTCOME,
                List.of(Outcome.OK.name()),
                Arrays.stream(Outcome.values())
                    .filter(Outcome::isEnvironmental)
                    .map(Outcome::name)
                    .toList(),
                List.of(MD5, SHA1, SHA256),
                List.of(CONTENT_TYPE, SIZE, CAUSE)));
  }
}
