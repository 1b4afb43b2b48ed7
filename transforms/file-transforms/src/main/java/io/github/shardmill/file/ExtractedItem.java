package io.github.shardmill.file;

import io.github.shardmill.file.ExtractedFile.Content;
import java.util.Optional;

/**
 * All that extraction learned of one item inside a file: an attachment, an entry of an archive, a
 * mail of a mailbox.
 *
 * @param path where it is inside the file
 * @param name as the container says it, or empty
 * @param digests of its bytes, unpacked; empty where it has none of its own, or they could not be
 *     read to the end
 * @param contentType the type by content, without parameters
 * @param outcome how it ended, without a say in how the file did
 * @param cause one line that says why, for outcomes other than OK; otherwise empty
 * @param content what it holds, without the items that it holds
 */
public record ExtractedItem(
    ItemPath path,
    String name,
    Optional<Digests> digests,
    String contentType,
    Outcome outcome,
    String cause,
    Content content) {}
