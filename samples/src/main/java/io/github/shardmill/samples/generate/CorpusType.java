package io.github.shardmill.samples.generate;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** The kinds of files that generated corpora consist of. */
enum CorpusType {
  /** Plain text, UTF-8. */
  TEXT {
    @Override
    Rendered render(Prose prose, SplittableRandom random, int chars) {
      return new Rendered(
          "txt", TextFiles.plain(prose.article(random, chars), StandardCharsets.UTF_8));
    }
  },
  /** Markdown with front matter. */
  MARKDOWN {
    @Override
    Rendered render(Prose prose, SplittableRandom random, int chars) {
      return new Rendered("md", TextFiles.markdown(prose.article(random, chars)));
    }
  },
  /** HTML pages. */
  HTML {
    @Override
    Rendered render(Prose prose, SplittableRandom random, int chars) {
      return new Rendered(
          "html", WebPages.html(prose.article(random, chars), StandardCharsets.UTF_8));
    }
  },
  /** Mail: half plain, a quarter text with HTML, a quarter with a table attached. */
  MAIL {
    @Override
    Rendered render(Prose prose, SplittableRandom random, int chars) {
      Article article = prose.article(random, chars);
      byte[] message =
          switch (random.nextInt(4)) {
            case 0 -> MailFiles.alternative(article);
            case 1 ->
                MailFiles.withAttachment(
                    article, "table.csv", "text/csv", Tables.csv(prose.table(random, chars)));
            default -> MailFiles.plain(article);
          };
      return new Rendered("eml", message);
    }
  },
  /** PDF documents. */
  PDF {
    @Override
    Rendered render(Prose prose, SplittableRandom random, int chars) {
      return new Rendered("pdf", PdfFile.of(prose.article(random, chars), Packing.DEFLATED));
    }
  },
  /** Word, Excel, PowerPoint, OpenDocument text, OpenDocument spreadsheet, RTF, EPUB alike. */
  OFFICE {
    @Override
    Rendered render(Prose prose, SplittableRandom random, int chars) {
      int kind = random.nextInt(7);
      Article article = kind < 2 ? prose.table(random, chars) : prose.article(random, chars);
      Packing packing = Packing.DEFLATED;
      return switch (kind) {
        case 0 -> new Rendered("xlsx", OfficeFiles.xlsx(article, packing));
        case 1 -> new Rendered("ods", OpenFiles.ods(article, packing));
        case 2 -> new Rendered("docx", OfficeFiles.docx(article, packing));
        case 3 -> new Rendered("pptx", SlideShow.pptx(article, packing));
        case 4 -> new Rendered("odt", OpenFiles.odt(article, packing));
        case 5 -> new Rendered("rtf", TextFiles.rtf(article));
        default -> new Rendered("epub", OpenFiles.epub(article, packing));
      };
    }
  },
  /** Zip and tar.gz files of 2 to 6 files of the other types. */
  ARCHIVES {
    @Override
    Rendered render(Prose prose, SplittableRandom random, int chars) {
      int items = 2 + random.nextInt(5);
      Map<String, byte[]> files = new LinkedHashMap<>();
      for (int i = 0; i < items; i++) {
        CorpusType type = SINGLE[random.nextInt(SINGLE.length)];
        Rendered item = type.render(prose, random, chars / items);
        files.put(Template.filled("item-%d.%s", i, item.extension()), item.content());
      }
      return random.nextBoolean()
          ? new Rendered("zip", Archives.zip(files, Packing.DEFLATED))
          : new Rendered("tar.gz", Archives.tarGz(files, Packing.DEFLATED));
    }
  };

  /** What archives hold; the order decides what a seed gives. */
  private static final CorpusType[] SINGLE = {TEXT, MARKDOWN, HTML, MAIL, PDF, OFFICE};

  /** A file without its name. */
  record Rendered(String extension, byte[] content) {}

  /** Writes a file about a text of some {@code chars} characters. */
  abstract Rendered render(Prose prose, SplittableRandom random, int chars);
}
