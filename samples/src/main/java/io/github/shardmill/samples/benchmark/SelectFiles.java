package io.github.shardmill.samples.benchmark;

import io.github.shardmill.samples.HelpOption;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Makes a folder of real files to run the benchmark on: from some roots, the files of a kind,
 * evenly spread over all that match in the order of their paths. The same trees give the same
 * selection. Files are hard links where the file system allows it, copies elsewhere.
 */
@Command(
    name = "select",
    exitCodeOnInvalidInput = 1,
    exitCodeOnExecutionException = 2,
    description = "Pick real files of a kind and link them into a new folder.")
final class SelectFiles implements Callable<Integer> {
  private static final int FILES_PER_DIRECTORY = 500;

  /** What to pick, with the sizes that the published figures were measured with. */
  enum Kind {
    /** Pages of more than 4 KiB. */
    HTML(Set.of("html"), 4 * 1024 + 1, Long.MAX_VALUE),
    /** Source code and other text of 1 to 200 KiB. */
    TEXT(Set.of("py", "h", "c", "js", "md", "txt", "rs", "rst"), 1024, 200 * 1024),
    /** Documents of any size. */
    PDF(Set.of("pdf"), 1, Long.MAX_VALUE);

    private final Set<String> extensions;
    private final long bytesMin;
    private final long bytesMax;

    Kind(Set<String> extensions, long bytesMin, long bytesMax) {
      this.extensions = extensions;
      this.bytesMin = bytesMin;
      this.bytesMax = bytesMax;
    }

    private boolean matches(Path file, BasicFileAttributes attributes) {
      String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
      return attributes.isRegularFile()
          && !name.startsWith(".")
          && extensions.contains(name.substring(name.lastIndexOf('.') + 1))
          && attributes.size() >= bytesMin
          && attributes.size() <= bytesMax;
    }
  }

  @Spec private CommandSpec spec;

  @Mixin private HelpOption help;

  @Parameters(arity = "1..*", paramLabel = "ROOT", description = "where to look")
  private List<Path> roots;

  @Option(names = "--kind", required = true, description = "one of ${COMPLETION-CANDIDATES}")
  private Kind kind;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "a new folder")
  private Path out;

  @Option(names = "--files", paramLabel = "N", description = "at most; default: ${DEFAULT-VALUE}")
  private int files = 20_000;

  @Override
  public Integer call() throws IOException {
    if (Files.exists(out)) {
      throw new ParameterException(spec.commandLine(), out + " exists");
    }
    List<Path> candidates = candidates();
    int count = Math.min(files, candidates.size());
    long bytes = 0;
    for (int i = 0; i < count; i++) {
      Path file = candidates.get((int) ((long) i * candidates.size() / count));
      bytes += Files.size(file);
      link(
          file,
          out.resolve(
              String.format(
                  Locale.ROOT, "%03d/%d-%s", i / FILES_PER_DIRECTORY, i, file.getFileName())));
    }
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%,d of %,d files, %,d bytes in %s%n",
            count,
            candidates.size(),
            bytes,
            out);
    return 0;
  }

  private List<Path> candidates() throws IOException {
    List<Path> candidates = new ArrayList<>();
    for (Path root : roots) {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (kind.matches(file, attributes)) {
                candidates.add(file);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
              spec.commandLine().getErr().println("left out: " + failure);
              return FileVisitResult.CONTINUE;
            }
          });
    }
    Collections.sort(candidates);
    return candidates;
  }

  private static void link(Path file, Path link) throws IOException {
    Files.createDirectories(link.getParent());
    try {
      Files.createLink(link, file);
    } catch (FileSystemException | UnsupportedOperationException e) {
      Files.copy(file, link, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }
}
